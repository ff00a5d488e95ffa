/** Tests of the wire. */
@NullMarked
package io.fanfare.http.wire;

import org.jspecify.annotations.NullMarked;

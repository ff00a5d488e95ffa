/** Tests of STOMP sessions. */
@NullMarked
package io.fanfare.http.stomp;

import org.jspecify.annotations.NullMarked;

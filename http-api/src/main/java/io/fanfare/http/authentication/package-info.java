/** Who makes a request: what proves it, and what becomes of who does not prove it. */
@NullMarked
package io.fanfare.http.authentication;

import org.jspecify.annotations.NullMarked;

/** Frames as octets, checked by tables. */
@NullMarked
package io.fanfare.http.stomp.frame;

import org.jspecify.annotations.NullMarked;

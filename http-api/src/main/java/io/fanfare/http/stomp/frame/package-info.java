/** STOMP frames and their octets: reading, writing, escapes and limits. */
@NullMarked
package io.fanfare.http.stomp.frame;

import org.jspecify.annotations.NullMarked;

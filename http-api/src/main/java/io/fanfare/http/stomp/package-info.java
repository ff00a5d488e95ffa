/** STOMP over WebSocket: publishers and subscribers that keep a connection. */
@NullMarked
package io.fanfare.http.stomp;

import org.jspecify.annotations.NullMarked;

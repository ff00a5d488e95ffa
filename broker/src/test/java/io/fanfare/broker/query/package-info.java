/** What the broker promises to those who speak the older protocol of the queues, byte by byte. */
@NullMarked
package io.fanfare.broker.query;

import org.jspecify.annotations.NullMarked;

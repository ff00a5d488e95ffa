/** One file for a broker: its settings, and the queues, topics and mappings that there are. */
@NullMarked
package io.fanfare.broker.config;

import org.jspecify.annotations.NullMarked;

/** Consumers: who takes the messages of a queue as a stream, and what they hold of it. */
@NullMarked
package io.fanfare.queues.consumer;

import org.jspecify.annotations.NullMarked;

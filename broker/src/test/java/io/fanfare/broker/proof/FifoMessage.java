package io.fanfare.broker.proof;

import org.jspecify.annotations.Nullable;

/**
 * What a client sends to a FIFO queue, or to a FIFO topic.
 *
 * @param deduplication its id, which is null if its body makes it a duplicate
 */
record FifoMessage(String group, @Nullable String deduplication, Payload payload) {}

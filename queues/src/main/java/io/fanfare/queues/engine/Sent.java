package io.fanfare.queues.engine;

import java.util.UUID;

/**
 * A message that was taken in, or one that a FIFO queue had taken in before.
 *
 * @param id its MessageId
 * @param sequence its number in its queue
 * @param draft what was sent
 */
public record Sent(UUID id, long sequence, Draft draft) {}

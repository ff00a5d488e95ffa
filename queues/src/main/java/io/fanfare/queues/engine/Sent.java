package io.fanfare.queues.engine;

import java.util.UUID;

/**
 * A message that was taken in.
 *
 * @param id its MessageId
 * @param draft what was sent
 */
public record Sent(UUID id, Draft draft) {}

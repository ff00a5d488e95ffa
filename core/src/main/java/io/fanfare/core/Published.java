package io.fanfare.core;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the topic knows of a message that it sends to queues as it was published, and that none of
 * their receivers sees: consumers do, for whom the message is one of the topic.
 *
 * @param messageId the id that its publisher was told
 * @param subject what its publisher called it
 */
public record Published(UUID messageId, @Nullable String subject) {}

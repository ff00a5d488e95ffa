package io.fanfare.queues.engine;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a receive wants.
 *
 * @param most how many messages at the most
 * @param visibilityMillis for how long they are to be hidden; the queue's own timeout if absent
 * @param attempt the ReceiveRequestAttemptId, if it came with one that counts
 */
public record Wish(int most, OptionalLong visibilityMillis, @Nullable String attempt) {}

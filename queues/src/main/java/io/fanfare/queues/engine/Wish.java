package io.fanfare.queues.engine;

import java.util.OptionalLong;

/**
 * What a receive wants.
 *
 * @param most how many messages at the most
 * @param visibilityMillis for how long they are to be hidden; the queue's own timeout if absent
 */
public record Wish(int most, OptionalLong visibilityMillis) {}

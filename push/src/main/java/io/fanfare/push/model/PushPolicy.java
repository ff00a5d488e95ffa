package io.fanfare.push.model;

import java.util.OptionalInt;

/**
 * How an endpoint wants to be delivered to.
 *
 * @param retries when what failed is tried again
 * @param perSecond how many attempts a second it takes at the most, at least 1; as many as come if
 *     absent
 */
public record PushPolicy(RetrySchedule retries, OptionalInt perSecond) {}

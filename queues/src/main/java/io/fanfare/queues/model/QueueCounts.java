package io.fanfare.queues.model;

import java.util.OptionalLong;

/**
 * How many messages of a queue are where.
 *
 * @param visible those that can be received
 * @param inFlight those that were received and neither deleted nor visible again
 * @param delayed those whose delay goes on
 * @param oldestSentAt when the oldest of them was sent, or was given up by another queue; those do
 *     not count that went to the back of the queue
 */
public record QueueCounts(long visible, long inFlight, long delayed, OptionalLong oldestSentAt) {

  /**
   * How a queue stands without its noisy message groups; if there are none, as it stands.
   *
   * @param noisyGroups how many groups are noisy
   * @param visible the messages of others that can be received; if they are many, at the least
   * @param inFlight the messages of others that are in flight
   */
  public record Quiet(int noisyGroups, long visible, long inFlight) {}
}

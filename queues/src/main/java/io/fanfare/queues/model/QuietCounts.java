package io.fanfare.queues.model;

/**
 * How a queue stands without its noisy message groups; if there are none, as it stands.
 *
 * @param noisyGroups how many groups are noisy
 * @param visible the messages of others that can be received; if they are many, at the least
 * @param inFlight the messages of others that are in flight
 */
public record QuietCounts(int noisyGroups, long visible, long inFlight) {}

package io.fanfare.queues;

/**
 * What all queues have done since the broker started, also those that are deleted.
 *
 * @param queues how many queues there are
 * @param sent messages taken in
 * @param sentBytes how large those were together, bodies and attributes, as AWS counts it
 * @param received messages handed out
 * @param deleted messages deleted by their receivers
 * @param emptyReceives receives that were answered with nothing
 * @param waiting receives that wait for a message now
 * @param waits receives that have waited for a message, and wait no more
 * @param waitedMillis how long those have waited together
 */
public record QueueTotals(
    long queues,
    long sent,
    long sentBytes,
    long received,
    long deleted,
    long emptyReceives,
    long waiting,
    long waits,
    long waitedMillis) {}

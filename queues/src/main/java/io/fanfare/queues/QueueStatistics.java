package io.fanfare.queues;

import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.TenantCounts;
import java.util.List;

/**
 * What a queue has done since the broker started, and how it stands.
 *
 * @param name which queue
 * @param sent messages taken in
 * @param sentBytes how large those were together, bodies and attributes, as AWS counts it
 * @param received messages handed out
 * @param deleted messages deleted by their receivers
 * @param emptyReceives receives that were answered with nothing
 * @param counts how many messages are where
 * @param quiet how it stands without its noisy message groups
 * @param groupsInFlight message groups of a FIFO queue that have messages in flight; 0 for others
 * @param tenants what each message group takes of it, if {@link QueuesOptions#isTenantMetrics}
 */
public record QueueStatistics(
    QueueName name,
    long sent,
    long sentBytes,
    long received,
    long deleted,
    long emptyReceives,
    QueueCounts counts,
    QueueCounts.Quiet quiet,
    int groupsInFlight,
    List<TenantCounts> tenants) {}

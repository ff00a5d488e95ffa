package io.fanfare.queues.engine;

import io.fanfare.queues.rows.Entry;

/**
 * A message in flight.
 *
 * @param entry the message as it was received
 * @param until when it becomes visible again
 * @param wakeAt when the queue must look at it: at {@code until}, or before if its retention ends
 */
record Lease(Entry entry, long until, long wakeAt) {}

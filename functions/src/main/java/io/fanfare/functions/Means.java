package io.fanfare.functions;

import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.Queues;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Vertx;

/**
 * What all that polls on an event loop shares.
 *
 * @param loop that event loop
 * @param vertx has workers for what is large
 * @param queues which messages come from
 * @param heap what messages may take until they are handed on
 * @param counters what is counted
 */
record Means(
    EventLoop loop, Vertx vertx, Queues queues, HeapBudget heap, FunctionCounters counters) {}

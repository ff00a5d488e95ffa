package io.fanfare.http.stomp;

import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/**
 * What the sessions of one event loop have in common.
 *
 * @param server how the broker calls itself
 * @param holders of durable subscriptions, on all event loops
 * @param counters what they have done
 * @param errors what the log is told of them
 * @param clock tells milliseconds
 */
record Means(
    Vertx vertx,
    StompServices services,
    String server,
    Holders holders,
    StompCounters counters,
    ErrorLog errors,
    LongSupplier clock) {}

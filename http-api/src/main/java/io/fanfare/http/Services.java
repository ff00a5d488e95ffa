package io.fanfare.http;

import io.fanfare.access.Authorization;
import io.fanfare.functions.Functions;
import io.fanfare.heap.HeapBudget;
import io.fanfare.http.status.Health;
import io.fanfare.queues.Queues;
import io.fanfare.topics.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What stands behind the wire.
 *
 * @param queues the service of the queues
 * @param topics the service of the topics
 * @param functions the service of the functions
 * @param heap what requests and answers in flight may take
 * @param metrics what {@code GET /metrics} shows, if it is here
 * @param health how the broker is, for {@code GET /health}; asked on event loops, so it must not
 *     block
 * @param authorization who may do what
 */
public record Services(
    Queues queues,
    Topics topics,
    Functions functions,
    HeapBudget heap,
    Optional<PrometheusMeterRegistry> metrics,
    Supplier<Health> health,
    Authorization authorization) {}

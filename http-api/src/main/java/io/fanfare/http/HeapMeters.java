package io.fanfare.http;

import io.fanfare.runtime.HeapBudget;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all event loops of a server count together: its connections, and for the metrics the heap in
 * flight and what was turned away at a limit.
 */
final class HeapMeters {

  private final Map<Limit, Counter> refusals = new EnumMap<>(Limit.class);
  private final AtomicInteger connections = new AtomicInteger();

  HeapMeters(MeterRegistry registry, HeapBudget heap) {
    Gauge.builder("fanfare.heap.in.flight.bytes", heap, HeapBudget::used)
        .description("Heap that requests and answers in flight take")
        .register(registry);
    Gauge.builder("fanfare.heap.in.flight.capacity.bytes", heap, HeapBudget::capacity)
        .description("Heap that requests and answers in flight may take")
        .register(registry);
    Gauge.builder("fanfare.heap.in.flight.waiting", heap, HeapBudget::waiting)
        .description("Large requests and answers that wait for heap")
        .register(registry);
    for (Limit limit : Limit.values()) {
      Counter counter =
          Counter.builder("fanfare.refusals")
              .description("Requests and connections that were turned away at a limit")
              .tag("limit", limit.label())
              .register(registry);
      refusals.put(limit, counter);
    }
  }

  /** How many connections there are. */
  AtomicInteger connections() {
    return connections;
  }

  /** Counts what was turned away because of {@code limit}. */
  void refused(Limit limit) {
    Objects.requireNonNull(refusals.get(limit)).increment();
  }
}

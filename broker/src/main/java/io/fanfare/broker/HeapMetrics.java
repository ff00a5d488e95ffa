package io.fanfare.broker;

import io.fanfare.heap.HeapBudget;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** The metrics of the heap that requests and answers in flight take. */
final class HeapMetrics implements MultiCollector {

  private final HeapBudget heap;

  HeapMetrics(HeapBudget heap) {
    this.heap = heap;
  }

  @Override
  public MetricSnapshots collect() {
    return MetricSnapshots.of(
        Samples.single(
                "heap_in_flight_bytes", "Heap that requests and answers in flight take", heap)
            .gauge(HeapBudget::used),
        Samples.single(
                "heap_in_flight_capacity_bytes",
                "Heap that requests and answers in flight may take",
                heap)
            .gauge(HeapBudget::capacity),
        Samples.single(
                "heap_in_flight_waiting", "Large requests and answers that wait for heap", heap)
            .gauge(HeapBudget::waiting));
  }
}

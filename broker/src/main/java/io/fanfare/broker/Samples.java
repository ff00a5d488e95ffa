package io.fanfare.broker;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The values of one metric, read from what a service says of itself.
 *
 * @param <T> what has a value each
 */
record Samples<T>(String name, String help, List<T> all, Function<T, Labels> labels) {

  /** A metric with a single value, that of {@code one}. */
  static <T> Samples<T> single(String name, String help, T one) {
    return new Samples<>(name, help, List.of(one), any -> Labels.EMPTY);
  }

  /** As a number that only grows. */
  MetricSnapshot counter(ToDoubleFunction<T> value) {
    CounterSnapshot.Builder metric = CounterSnapshot.builder().name("fanfare_" + name).help(help);
    for (T one : all) {
      metric.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(labels.apply(one))
              .value(value.applyAsDouble(one))
              .build());
    }
    return metric.build();
  }

  /** As a number that rises and falls. */
  MetricSnapshot gauge(ToDoubleFunction<T> value) {
    GaugeSnapshot.Builder metric = GaugeSnapshot.builder().name("fanfare_" + name).help(help);
    for (T one : all) {
      metric.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(labels.apply(one))
              .value(value.applyAsDouble(one))
              .build());
    }
    return metric.build();
  }

  /** As how many there were, and what they came to. */
  MetricSnapshot summary(Function<T, Long> count, ToDoubleFunction<T> sum) {
    SummarySnapshot.Builder metric = SummarySnapshot.builder().name("fanfare_" + name).help(help);
    for (T one : all) {
      metric.dataPoint(
          SummaryDataPointSnapshot.builder()
              .labels(labels.apply(one))
              .count(count.apply(one))
              .sum(sum.applyAsDouble(one))
              .build());
    }
    return metric.build();
  }

  /** As how many there were up to each bound, and what they came to. */
  MetricSnapshot histogram(Function<T, List<Bucket>> buckets, ToDoubleFunction<T> sum) {
    HistogramSnapshot.Builder metric =
        HistogramSnapshot.builder().name("fanfare_" + name).help(help);
    for (T one : all) {
      List<Double> ends = new ArrayList<>();
      List<Number> counts = new ArrayList<>();
      for (Bucket bucket : buckets.apply(one)) {
        ends.add(bucket.end());
        counts.add(bucket.count());
      }
      metric.dataPoint(
          HistogramDataPointSnapshot.builder()
              .labels(labels.apply(one))
              .classicHistogramBuckets(ClassicHistogramBuckets.of(ends, counts))
              .sum(sum.applyAsDouble(one))
              .build());
    }
    return metric.build();
  }

  /** How many values there are up to {@code end} that are not in the bucket before. */
  record Bucket(double end, long count) {}
}

package io.fanfare.broker;

import io.fanfare.runtime.StoreListener;
import io.fanfare.runtime.StoreStatistics;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * How long the store takes to commit, to flush and to clean, how much it commits at once, and how
 * large it is.
 */
final class StoreMetrics implements StoreListener {

  private final Timer commit;
  private final Timer sync;
  private final DistributionSummary batches;
  private final DistributionSummary bytes;
  private final Timer cleaning;
  private volatile StoreStatistics statistics = StoreStatistics.NONE;

  StoreMetrics(MeterRegistry meters) {
    commit = Timer.builder("fanfare.store.commit").register(meters);
    sync = Timer.builder("fanfare.store.sync").register(meters);
    batches = DistributionSummary.builder("fanfare.store.commit.batches").register(meters);
    bytes =
        DistributionSummary.builder("fanfare.store.commit.size").baseUnit("bytes").register(meters);
    cleaning = Timer.builder("fanfare.store.cleaning").register(meters);
    size(meters, "fanfare.store.file.size", StoreStatistics::file);
    size(meters, "fanfare.store.content", StoreStatistics::content);
    size(meters, "fanfare.store.free", StoreStatistics::free);
    written(meters, "load", StoreStatistics::load);
    written(meters, "cleaning", StoreStatistics::cleaning);
    written(meters, "idle", StoreStatistics::idle);
  }

  private void size(MeterRegistry meters, String name, ToDoubleFunction<StoreStatistics> value) {
    Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.statistics))
        .baseUnit("bytes")
        .register(meters);
  }

  private void written(MeterRegistry meters, String by, ToDoubleFunction<StoreStatistics> value) {
    FunctionCounter.builder(
            "fanfare.store.written", this, metrics -> value.applyAsDouble(metrics.statistics))
        .tag("by", by)
        .baseUnit("bytes")
        .register(meters);
  }

  @Override
  public void cleaned(long nanos) {
    cleaning.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void measured(StoreStatistics now) {
    statistics = now;
  }

  @Override
  public void committed(Commit done) {
    commit.record(done.commitNanos(), TimeUnit.NANOSECONDS);
    sync.record(done.syncNanos(), TimeUnit.NANOSECONDS);
    batches.record(done.batches());
    bytes.record((double) done.bytes());
  }
}

package io.fanfare.broker;

import io.fanfare.store.DiskState;
import io.fanfare.store.Store;
import io.fanfare.store.StoreListener;
import io.fanfare.store.StoreStatistics;
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

  private final MeterRegistry meters;
  private final Timer commit;
  private final Timer sync;
  private final DistributionSummary batches;
  private final DistributionSummary bytes;
  private final Timer cleaning;
  private final Timer checkpoint;
  private volatile StoreStatistics statistics = StoreStatistics.NONE;

  StoreMetrics(MeterRegistry meters) {
    this.meters = meters;
    commit =
        Timer.builder("fanfare.store.commit")
            .description("How long a commit takes, with its flush")
            .register(meters);
    sync =
        Timer.builder("fanfare.store.sync")
            .description("How long the flush of a commit takes")
            .register(meters);
    batches =
        DistributionSummary.builder("fanfare.store.commit.batches")
            .description("How many steps are committed at once")
            .register(meters);
    bytes =
        DistributionSummary.builder("fanfare.store.commit.size")
            .description("How much is committed at once")
            .baseUnit("bytes")
            .register(meters);
    cleaning =
        Timer.builder("fanfare.store.cleaning")
            .description("How long one slice of cleaning takes")
            .register(meters);
    checkpoint =
        Timer.builder("fanfare.store.checkpoint")
            .description("How long a checkpoint takes to be written, beside the commits")
            .register(meters);
    size(meters, "file.size", "How large the data file is", StoreStatistics::file);
    size(meters, "content", "How much of the data file is in use", StoreStatistics::content);
    size(meters, "free", "How much of the data file is free for use", StoreStatistics::free);
    written(meters, "load", StoreStatistics::load);
    written(meters, "cleaning", StoreStatistics::cleaning);
    written(meters, "idle", StoreStatistics::idle);
  }

  private void size(
      MeterRegistry meters, String name, String help, ToDoubleFunction<StoreStatistics> value) {
    Gauge.builder("fanfare.store." + name, this, metrics -> value.applyAsDouble(metrics.statistics))
        .description(help)
        .baseUnit("bytes")
        .register(meters);
  }

  private void written(MeterRegistry meters, String by, ToDoubleFunction<StoreStatistics> value) {
    FunctionCounter.builder(
            "fanfare.store.written", this, metrics -> value.applyAsDouble(metrics.statistics))
        .description("How much was written to the files, for whom")
        .tag("by", by)
        .baseUnit("bytes")
        .register(meters);
  }

  @Override
  public void cleaned(long nanos) {
    cleaning.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void checkpointed(long nanos) {
    checkpoint.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void measured(StoreStatistics now) {
    statistics = now;
  }

  /** Shows what {@code store} knows of its disk, too, if it has one. */
  void watch(Store store) {
    if (store.disk().isEmpty()) {
      return;
    }
    gauge(
        "room",
        "1 while there is room on the disk, 0 while sends are refused",
        store,
        disk -> disk.room() == DiskState.Room.ENOUGH ? 1 : 0);
    gauge("disk.free.bytes", "How much of the disk is free", store, DiskState::freeBytes);
    gauge(
        "ballast.bytes",
        "How much is held back for when the disk is full",
        store,
        DiskState::ballastBytes);
  }

  private void gauge(String name, String help, Store store, ToDoubleFunction<DiskState> value) {
    Gauge.builder(
            "fanfare.store." + name,
            store,
            asked -> asked.disk().map(value::applyAsDouble).orElse(0.0))
        .description(help)
        .register(meters);
  }

  @Override
  public void committed(Commit done) {
    commit.record(done.commitNanos(), TimeUnit.NANOSECONDS);
    sync.record(done.syncNanos(), TimeUnit.NANOSECONDS);
    batches.record(done.batches());
    bytes.record((double) done.bytes());
  }
}

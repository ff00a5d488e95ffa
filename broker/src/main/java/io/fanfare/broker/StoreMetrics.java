package io.fanfare.broker;

import io.fanfare.runtime.StoreListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How long the store takes to commit and to flush, and how much it commits at once. */
final class StoreMetrics implements StoreListener {

  private final Timer commit;
  private final Timer sync;
  private final DistributionSummary batches;
  private final DistributionSummary bytes;

  StoreMetrics(MeterRegistry meters) {
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
  }

  @Override
  public void committed(Commit done) {
    commit.record(done.commitNanos(), TimeUnit.NANOSECONDS);
    sync.record(done.syncNanos(), TimeUnit.NANOSECONDS);
    batches.record(done.batches());
    bytes.record((double) done.bytes());
  }
}

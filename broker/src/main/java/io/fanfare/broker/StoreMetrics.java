package io.fanfare.broker;

import io.fanfare.runtime.DiskState;
import io.fanfare.runtime.Store;
import io.fanfare.runtime.StoreListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** How long the store takes to commit and to flush, and how much it commits at once. */
final class StoreMetrics implements StoreListener {

  private final MeterRegistry meters;
  private final Timer commit;
  private final Timer sync;
  private final DistributionSummary batches;
  private final DistributionSummary bytes;

  StoreMetrics(MeterRegistry meters) {
    this.meters = meters;
    commit = Timer.builder("fanfare.store.commit").register(meters);
    sync = Timer.builder("fanfare.store.sync").register(meters);
    batches = DistributionSummary.builder("fanfare.store.commit.batches").register(meters);
    bytes =
        DistributionSummary.builder("fanfare.store.commit.size").baseUnit("bytes").register(meters);
  }

  /** Shows what {@code store} knows of its disk, too, if it has one. */
  void watch(Store store) {
    if (store.disk().isEmpty()) {
      return;
    }
    gauge("fanfare.store.room", "", store, disk -> disk.room() == DiskState.Room.ENOUGH ? 1 : 0);
    gauge("fanfare.store.disk.free", "bytes", store, DiskState::freeBytes);
    gauge("fanfare.store.ballast", "bytes", store, DiskState::ballastBytes);
  }

  private void gauge(String name, String unit, Store store, ToDoubleFunction<DiskState> value) {
    Gauge.builder(name, store, asked -> asked.disk().map(value::applyAsDouble).orElse(0.0))
        .baseUnit(unit.isEmpty() ? null : unit)
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

package io.fanfare.http;

import io.fanfare.runtime.Count;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How late one event loop does what is due: it is looked at many times a second, and a look that
 * comes late has waited for whatever held the loop, or for a processor.
 */
final class LoopDelays {

  private static final int LOOK_MILLIS = 20;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** The upper ends of the buckets in nanoseconds; a last bucket has what was later. */
  private static final long[] BOUNDS = {
    2 * MILLI,
    5 * MILLI,
    10 * MILLI,
    20 * MILLI,
    50 * MILLI,
    100 * MILLI,
    200 * MILLI,
    500 * MILLI,
    1_000 * MILLI
  };

  private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS.length + 1);
  private final Count nanos = new Count();
  private long due;

  /** Looks at the event loop that calls it from now on. */
  void begin(Vertx vertx) {
    due = System.nanoTime() + LOOK_MILLIS * MILLI;
    vertx.setPeriodic(LOOK_MILLIS, tick -> look(System.nanoTime()));
  }

  private void look(long now) {
    late(Math.max(0, now - due));
    due = now + LOOK_MILLIS * MILLI;
  }

  /** Counts a look that came {@code delay} nanoseconds late. */
  void late(long delay) {
    int bucket = 0;
    while (bucket < BOUNDS.length && delay > BOUNDS[bucket]) {
      bucket++;
    }
    buckets.lazySet(bucket, buckets.get(bucket) + 1);
    nanos.add(delay);
  }

  /** What all of {@code loops} have seen. */
  static HttpStatistics.Delays sum(List<LoopDelays> loops) {
    List<HttpStatistics.Delay> sums = new ArrayList<>();
    for (int i = 0; i <= BOUNDS.length; i++) {
      int bucket = i;
      double end = i < BOUNDS.length ? BOUNDS[i] / 1e9 : Double.POSITIVE_INFINITY;
      sums.add(
          new HttpStatistics.Delay(
              end, loops.stream().mapToLong(one -> one.buckets.get(bucket)).sum()));
    }
    return new HttpStatistics.Delays(
        sums, loops.stream().mapToLong(one -> one.nanos.get()).sum() / 1e9);
  }
}

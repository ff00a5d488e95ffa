package io.fanfare.http.action;

import io.fanfare.runtime.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What came of the requests of one action on one event loop, and how long they took: counted there,
 * read from any thread. Nothing is looked up and nothing allocated to count a request.
 */
public final class ActionCounters {

  private static final long MILLI = 1_000_000L;

  /** The upper ends of the buckets in nanoseconds; a last bucket has what took longer. */
  private static final long[] BOUNDS = {
    MILLI,
    2 * MILLI,
    5 * MILLI,
    10 * MILLI,
    20 * MILLI,
    50 * MILLI,
    100 * MILLI,
    200 * MILLI,
    500 * MILLI,
    1_000 * MILLI,
    2_000 * MILLI,
    5_000 * MILLI,
    10_000 * MILLI,
    30_000 * MILLI
  };

  private final Map<RequestOutcome, Count> outcomes = Count.each(RequestOutcome.class);
  private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS.length + 1);
  private final Count nanos = new Count();

  /** Counts a request that took {@code took} nanoseconds. */
  public void ended(RequestOutcome outcome, long took) {
    int bucket = 0;
    while (bucket < BOUNDS.length && took > BOUNDS[bucket]) {
      bucket++;
    }
    Count.of(outcomes, outcome).add(1);
    buckets.lazySet(bucket, buckets.get(bucket) + 1);
    nanos.add(took);
  }

  /** What all of {@code loops} have counted of {@code action}. */
  public static ActionStatistics sum(SupportedAction action, List<ActionCounters> loops) {
    List<ActionStatistics.Bucket> buckets = new ArrayList<>();
    for (int i = 0; i <= BOUNDS.length; i++) {
      int bucket = i;
      double end = i < BOUNDS.length ? BOUNDS[i] / 1e9 : Double.POSITIVE_INFINITY;
      long requests = loops.stream().mapToLong(one -> one.buckets.get(bucket)).sum();
      buckets.add(new ActionStatistics.Bucket(end, requests));
    }
    return new ActionStatistics(
        action,
        Count.sum(RequestOutcome.class, loops.stream().map(one -> one.outcomes).toList()),
        buckets,
        loops.stream().mapToLong(one -> one.nanos.get()).sum() / 1e9);
  }
}

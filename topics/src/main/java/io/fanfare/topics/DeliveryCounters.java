package io.fanfare.topics;

import io.fanfare.runtime.Count;
import java.util.List;
import java.util.function.Function;

/** What the topics of one event loop have done: counted there, read from any thread. */
final class DeliveryCounters {

  private final Count published = new Count();
  private final Count delivered = new Count();
  private final Count deadLettered = new Count();
  private final Count failed = new Count();
  private final Count filteredOut = new Count();

  /** Messages were taken in, of which subscriptions do not want {@code unwanted} copies. */
  void published(int messages, int unwanted) {
    published.add(messages);
    filteredOut.add(unwanted);
  }

  void delivered() {
    delivered.add(1);
  }

  void deadLettered() {
    deadLettered.add(1);
  }

  void failed(int copies) {
    failed.add(copies);
  }

  /** What all of {@code loops} have counted. */
  static TopicStatistics sum(List<DeliveryCounters> loops) {
    return new TopicStatistics(
        sum(loops, one -> one.published),
        sum(loops, one -> one.delivered),
        sum(loops, one -> one.deadLettered),
        sum(loops, one -> one.failed),
        sum(loops, one -> one.filteredOut));
  }

  private static long sum(List<DeliveryCounters> loops, Function<DeliveryCounters, Count> count) {
    return loops.stream().mapToLong(one -> count.apply(one).get()).sum();
  }
}

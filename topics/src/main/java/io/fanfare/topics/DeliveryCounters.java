package io.fanfare.topics;

import io.fanfare.push.DeliveryResult;
import io.fanfare.topics.gateway.Losses;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * What the topics of one event loop have done: counted there and where their messages are pushed,
 * read from any thread.
 */
final class DeliveryCounters implements Losses {

  private final LongAdder published = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder deadLettered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder filteredOut = new LongAdder();
  private final Map<DeliveryResult.Outcome, LongAdder> pushed = counts();

  private static Map<DeliveryResult.Outcome, LongAdder> counts() {
    Map<DeliveryResult.Outcome, LongAdder> counts = new EnumMap<>(DeliveryResult.Outcome.class);
    for (DeliveryResult.Outcome outcome : DeliveryResult.Outcome.values()) {
      counts.put(outcome, new LongAdder());
    }
    return counts;
  }

  /** Messages were taken in, of which subscriptions do not want {@code unwanted} copies. */
  void published(int messages, int unwanted) {
    published.add(messages);
    filteredOut.add(unwanted);
  }

  void delivered() {
    delivered.add(1);
  }

  /** A message was pushed once. */
  void pushed(DeliveryResult.Outcome outcome) {
    of(outcome).add(1);
  }

  private LongAdder of(DeliveryResult.Outcome outcome) {
    return Objects.requireNonNull(pushed.get(outcome));
  }

  @Override
  public void deadLettered() {
    deadLettered.add(1);
  }

  @Override
  public void lost() {
    failed(1);
  }

  void failed(int copies) {
    failed.add(copies);
  }

  /**
   * What all of {@code loops} have counted.
   *
   * @param expired how much nobody took from the queues of subscriptions before it was too old
   */
  static TopicStatistics sum(List<DeliveryCounters> loops, long expired) {
    return new TopicStatistics(
        sum(loops, one -> one.published),
        sum(loops, one -> one.delivered),
        sum(loops, one -> one.deadLettered),
        sum(loops, one -> one.failed),
        sum(loops, one -> one.filteredOut),
        new TopicStatistics.Pushes(
            sum(loops, one -> one.of(DeliveryResult.Outcome.DELIVERED)),
            sum(loops, one -> one.of(DeliveryResult.Outcome.REFUSED)),
            sum(loops, one -> one.of(DeliveryResult.Outcome.FAILED)),
            expired));
  }

  private static long sum(
      List<DeliveryCounters> loops, Function<DeliveryCounters, LongAdder> count) {
    return loops.stream().mapToLong(one -> count.apply(one).sum()).sum();
  }
}

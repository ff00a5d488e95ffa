package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Anomaly.Kind;
import io.fanfare.broker.proof.Operation.Delivery;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The checker of one group of a FIFO queue. A receive takes the oldest messages that are left of a
 * group, or none: whatever is older than a message that came, and surely was not deleted when it
 * came, must have come with it. This holds whether the older one was hidden, and so locked the
 * group, or visible, and so was first in line; a younger one that is hidden locks nothing.
 */
final class GroupOrderChecker {

  private final NavigableMap<BigInteger, Trace> left = new TreeMap<>();
  private final Queue<Trace> leaving;
  private final Map<Span, NavigableMap<BigInteger, Trace>> receives = new HashMap<>();
  private final Consumer<Anomaly> anomalies;

  private GroupOrderChecker(List<Trace> group, Consumer<Anomaly> anomalies) {
    this.anomalies = anomalies;
    leaving =
        new ArrayDeque<>(
            group.stream().sorted(Comparator.comparingLong(Trace::keptUntil)).toList());
    for (Trace trace : group) {
      BigInteger sequence = trace.rank().sequence();
      left.put(sequence, trace);
      for (Delivery delivery : trace.deliveries) {
        receives.computeIfAbsent(delivery.span(), span -> new TreeMap<>()).put(sequence, trace);
      }
    }
  }

  /** Tells {@code anomalies} what is wrong with {@code group}, each overtaken message once. */
  static void check(List<Trace> group, Consumer<Anomaly> anomalies) {
    GroupOrderChecker order = new GroupOrderChecker(group, anomalies);
    order.receives.keySet().stream()
        .sorted(Comparator.comparingLong(Span::end))
        .forEach(order::checkReceive);
  }

  private void checkReceive(Span receive) {
    while (!leaving.isEmpty() && leaving.element().keptUntil() <= receive.end()) {
      left.remove(leaving.remove().rank().sequence());
    }
    NavigableMap<BigInteger, Trace> came = receives.getOrDefault(receive, new TreeMap<>());
    Iterator<Trace> older = left.headMap(came.lastKey()).values().iterator();
    while (older.hasNext()) {
      Trace trace = older.next();
      if (!came.containsKey(trace.rank().sequence())) {
        anomaly(trace, came.higherEntry(trace.rank().sequence()).getValue(), receive);
        older.remove();
      }
    }
  }

  private void anomaly(Trace overtaken, Trace early, Span receive) {
    boolean locked =
        overtaken.deliveries.stream()
            .anyMatch(
                delivery ->
                    delivery.span().end() < receive.start()
                        && overtaken.hiddenUntil(delivery, receive.end())
                            > receive.end() + HistoryChecker.TOLERANCE);
    anomalies.accept(
        new Anomaly(
            locked ? Kind.LOCK_BROKEN : Kind.OUT_OF_ORDER,
            early.rank().queue(),
            early.rank().id(),
            early.rank() + " came in " + receive + " before " + overtaken.rank()));
  }
}

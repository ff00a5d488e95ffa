package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Anomaly.Kind;
import io.fanfare.broker.proof.Operation.Deletion;
import io.fanfare.broker.proof.Operation.Delivery;
import io.fanfare.broker.proof.Operation.LostReceive;
import io.fanfare.broker.proof.Operation.OfMessage;
import io.fanfare.broker.proof.Operation.Restart;
import io.fanfare.broker.proof.Operation.Send;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The checker of a history that ends with every queue drained. It reports only what no correct
 * broker could have done: a client knows when it asked and when it heard, not when the broker
 * acted, so every rule grants the broker the most favourable moment in between. Costs grow with the
 * number of operations, not with its square.
 */
final class HistoryChecker {

  /**
   * How far two clocks may disagree about a timeout: the broker counts whole milliseconds, and
   * after a restart it goes by the machine's clock rather than by a monotonic one.
   */
  static final long TOLERANCE = 5_000_000;

  private final Map<Key, Trace> traces = new HashMap<>();
  private final Map<String, LostReceives> lostReceives;
  private final List<Span> restarts = new ArrayList<>();
  private final List<Anomaly> anomalies = new ArrayList<>();

  private record Key(String queue, String id) {}

  private HistoryChecker(History history) {
    Map<String, List<Span>> lost = new HashMap<>();
    for (Operation operation : history) {
      if (operation instanceof OfMessage message) {
        Key key = new Key(message.queue(), message.id());
        traces.computeIfAbsent(key, unseen -> new Trace()).add(message);
      } else if (operation instanceof LostReceive receive) {
        lost.computeIfAbsent(receive.queue(), queue -> new ArrayList<>()).add(receive.span());
      } else if (operation instanceof Restart restart) {
        restarts.add(restart.span());
      }
    }
    lostReceives =
        lost.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new LostReceives(e.getValue())));
  }

  static Results check(History history) {
    HistoryChecker checker = new HistoryChecker(history);
    checker.traces.forEach(checker::checkMessage);
    checker.checkOrder();
    return new Results(checker.figures(), List.copyOf(checker.anomalies));
  }

  private void checkMessage(Key key, Trace trace) {
    checkNotLost(key, trace);
    checkExpected(key, trace);
    checkNotResurrected(key, trace);
    checkNotEarly(key, trace);
    checkOneCopy(key, trace);
    Map<String, List<Delivery>> messages = trace.byMessageId();
    if (messages.size() > Math.max(1, trace.possibleSends().size())) {
      anomaly(Kind.DUPLICATED, key, "one send became " + messages.keySet());
    } else if (messages.size() > trace.mostMessages(restarts) && !trace.ranked()) {
      anomaly(Kind.SECOND_COPY, key, trace.sends + " became " + messages.keySet());
    }
    for (List<Delivery> deliveries : messages.values()) {
      checkCounts(key, trace, deliveries);
      checkHidden(key, trace, deliveries);
    }
  }

  private void checkOrder() {
    Map<String, List<Trace>> queues =
        traces.values().stream()
            .filter(Trace::ranked)
            .collect(Collectors.groupingBy(trace -> trace.rank().queue()));
    for (List<Trace> queue : queues.values()) {
      SequenceNumberChecker.check(queue, anomalies::add);
      queue.stream()
          .collect(Collectors.groupingBy(trace -> trace.rank().group()))
          .values()
          .forEach(group -> GroupOrderChecker.check(group, anomalies::add));
    }
  }

  /** The drain deletes all it finds, so what was acknowledged and not deleted was not found. */
  private void checkNotLost(Key key, Trace trace) {
    boolean mayBeDeleted =
        trace.deletions.stream().anyMatch(deletion -> deletion.completion() != Completion.FAIL);
    if (trace.ok() && !mayBeDeleted) {
      anomaly(Kind.LOST, key, "delivered " + trace.deliveries.size() + " times before");
    }
  }

  private void checkExpected(Key key, Trace trace) {
    List<Send> sends = trace.possibleSends();
    for (Delivery delivery : trace.deliveries) {
      if (sends.stream().noneMatch(send -> send.span().start() <= delivery.span().end())) {
        anomaly(Kind.UNEXPECTED, key, delivery.toString());
      } else if (sends.stream().noneMatch(send -> send.content().equals(delivery.content()))) {
        anomaly(Kind.ALTERED, key, delivery.toString());
      }
    }
  }

  private void checkNotResurrected(Key key, Trace trace) {
    for (Deletion deletion : trace.deletions) {
      for (Delivery delivery : trace.deliveries) {
        if (deletion.completion() == Completion.OK
            && deletion.messageId().equals(delivery.messageId())
            && delivery.span().start() > deletion.span().end()) {
          anomaly(Kind.RESURRECTED, key, "after " + deletion + " came " + delivery);
        }
      }
    }
  }

  private void checkNotEarly(Key key, Trace trace) {
    for (Delivery delivery : trace.deliveries) {
      boolean early =
          trace.possibleSends().stream()
              .allMatch(
                  send ->
                      send.delay() > 0
                          && delivery.span().end() + TOLERANCE
                              < send.span().start() + send.delay());
      if (early && !trace.possibleSends().isEmpty()) {
        anomaly(Kind.EARLY, key, delivery.toString());
      }
    }
  }

  private void checkOneCopy(Key key, Trace trace) {
    trace.ranks.stream()
        .filter(rank -> !rank.agreesWith(trace.rank()))
        .findFirst()
        .ifPresent(rank -> anomaly(Kind.SECOND_COPY, key, trace.rank() + " and then " + rank));
  }

  /** Counts rise by one with every delivery; a gap needs receives whose answers were lost. */
  private void checkCounts(Key key, Trace trace, List<Delivery> deliveries) {
    LostReceives lost = lostReceives.getOrDefault(key.queue(), LostReceives.NONE);
    int count = 0;
    long since = trace.sends.stream().mapToLong(send -> send.span().start()).min().orElse(0);
    for (Delivery delivery : deliveries) {
      int missing = delivery.count() - count - 1;
      boolean backwards = delivery.span().end() < since;
      if (missing < 0 || backwards || missing > lost.between(since, delivery.span().end())) {
        anomaly(Kind.WRONG_COUNT, key, "after the count " + count + " came " + delivery);
      }
      count = delivery.count();
      since = delivery.span().start();
    }
  }

  private void checkHidden(Key key, Trace trace, List<Delivery> deliveries) {
    for (int i = 1; i < deliveries.size(); i++) {
      Delivery first = deliveries.get(i - 1);
      Delivery second = deliveries.get(i);
      long heard = second.span().end();
      if (heard + TOLERANCE < trace.hiddenUntil(first, heard)) {
        boolean across =
            restarts.stream().anyMatch(span -> span.overlaps(first.span().start(), heard));
        anomaly(
            across ? Kind.DOUBLE_DELIVERY_ACROSS_RESTART : Kind.DOUBLE_DELIVERY,
            key,
            first + " and then " + second);
      }
    }
  }

  private void anomaly(Kind kind, Key key, String detail) {
    anomalies.add(new Anomaly(kind, key.queue(), key.id(), detail));
  }

  private Map<String, Long> figures() {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("restarts", (long) restarts.size());
    figures.put("messages attempted", count(trace -> !trace.sends.isEmpty()));
    figures.put("messages ok", count(Trace::ok));
    figures.put("messages unanswered", count(Trace::info));
    figures.put(
        "unanswered that came", count(trace -> trace.info() && !trace.deliveries.isEmpty()));
    figures.put("deliveries", sum(trace -> trace.deliveries.size()));
    figures.put("redeliveries", sum(trace -> trace.deliveries.size() - trace.byMessageId().size()));
    figures.put("deletions", sum(trace -> trace.deletions.size()));
    figures.put("visibility changes", sum(trace -> trace.changes.size()));
    figures.put("messages in groups", count(Trace::ranked));
    figures.put("of those sent again", count(trace -> trace.ranked() && trace.sends.size() > 1));
    return figures;
  }

  private long count(Predicate<Trace> which) {
    return traces.values().stream().filter(which).count();
  }

  private long sum(ToLongFunction<Trace> what) {
    return traces.values().stream().mapToLong(what).sum();
  }
}

package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Anomaly.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was published for one durable subscription and what was pushed to it, and the checker of
 * that. Deliveries and acknowledgements are told in the order in which its client heard of them,
 * which is one at a time, so a message that is acknowledged must not come any more, and of a group
 * none before one that came already: the later one can only have come since the earlier was gone.
 */
final class PushedHistory {

  private final String subscription;
  private final Map<String, Trace> traces = new HashMap<>();
  private final Map<String, Trace> latest = new HashMap<>();
  private final List<Anomaly> anomalies = new ArrayList<>();
  private long deliveries;

  /** What is known of one text that was published, which no other has. */
  private static final class Trace {
    private final String group;
    private final int position;
    private final Set<String> told = new HashSet<>();
    private boolean answered;
    private @Nullable Arrival first;
    private int count;
    private boolean gone;
    private boolean dead;

    private Trace(String group, int position) {
      this.group = group;
      this.position = position;
    }
  }

  /**
   * A message as it came.
   *
   * @param sequence its sequence number; zero if it has none
   * @param count the receive count
   */
  record Arrival(String messageId, BigInteger sequence, int count) {}

  /** Nothing yet; reports speak of {@code subscription}. */
  PushedHistory(String subscription) {
    this.subscription = subscription;
  }

  /**
   * A text is about to be published, for the first time.
   *
   * @param group its message group; empty if it has none, and so no order
   * @param position its place among those of its group
   */
  synchronized void attempted(String text, String group, int position) {
    traces.put(text, new Trace(group, position));
  }

  /**
   * It was taken in.
   *
   * @param messageId the broker's name for it; null if nobody was told
   */
  synchronized void answered(String text, @Nullable String messageId) {
    Trace trace = trace(text);
    trace.answered = true;
    if (messageId != null) {
      trace.told.add(messageId);
    }
  }

  /** It came. */
  synchronized void delivered(String text, Arrival arrival) {
    deliveries++;
    Trace trace = traces.get(text);
    if (trace == null) {
      anomaly(Kind.UNEXPECTED, text, arrival.toString());
      return;
    }
    Arrival first = trace.first;
    if (trace.gone) {
      anomaly(Kind.RESURRECTED, text, "after its acknowledgement came " + arrival);
    }
    if (arrival.count() <= trace.count) {
      anomaly(Kind.WRONG_COUNT, text, "after the count " + trace.count + " came " + arrival);
    }
    if (first == null) {
      trace.first = arrival;
    } else if (!first.messageId().equals(arrival.messageId())
        || !first.sequence().equals(arrival.sequence())) {
      anomaly(Kind.SECOND_COPY, text, first + " and then " + arrival);
    }
    trace.count = arrival.count();
    checkOrder(text, trace, arrival);
  }

  private void checkOrder(String text, Trace trace, Arrival arrival) {
    if (trace.group.isEmpty()) {
      return;
    }
    Trace before = latest.put(trace.group, trace);
    if (before == null || before.first == null) {
      return;
    }
    if (before.position > trace.position) {
      anomaly(Kind.OUT_OF_ORDER, text, arrival + " came after " + before.first);
    } else if (before.position < trace.position
        && before.first.sequence().compareTo(arrival.sequence()) >= 0) {
      anomaly(Kind.SEQUENCE_FELL, text, arrival + " came after " + before.first);
    }
  }

  /** Its acknowledgement was confirmed. */
  synchronized void gone(String text) {
    trace(text).gone = true;
  }

  /** It was found in the dead-letter queue. */
  synchronized void dead(String text) {
    trace(text).dead = true;
  }

  private Trace trace(String text) {
    return traces.computeIfAbsent(text, unseen -> new Trace("", 0));
  }

  /** How often a message has come so far. */
  synchronized long deliveries() {
    return deliveries;
  }

  /** What was published and has neither come nor gone to the dead-letter queue. */
  private static boolean isMissing(Trace trace) {
    return trace.answered && trace.first == null && !trace.dead;
  }

  /** How many were taken in and have not been seen anywhere. */
  synchronized long missing() {
    return count(PushedHistory::isMissing);
  }

  /** All that is wrong, and the figures, once nothing waits any more. */
  synchronized Results check() {
    List<Anomaly> all = new ArrayList<>(anomalies);
    traces.forEach(
        (text, trace) -> {
          Arrival first = trace.first;
          if (isMissing(trace)) {
            all.add(new Anomaly(Kind.LOST, subscription, text, "never came"));
          }
          if (first != null && !trace.told.isEmpty() && !trace.told.contains(first.messageId())) {
            all.add(new Anomaly(Kind.ALTERED, subscription, text, first + ", not " + trace.told));
          }
        });
    long came = count(trace -> trace.first != null);
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put(subscription + " attempted", (long) traces.size());
    figures.put(subscription + " answered", count(trace -> trace.answered));
    figures.put(
        subscription + " unanswered that came",
        count(trace -> !trace.answered && trace.first != null));
    figures.put(subscription + " came", came);
    figures.put(subscription + " came again", deliveries - came);
    figures.put(subscription + " dead letters", count(trace -> trace.dead));
    return new Results(figures, all);
  }

  private void anomaly(Kind kind, String text, String detail) {
    anomalies.add(new Anomaly(kind, subscription, text, detail));
  }

  private long count(Predicate<Trace> which) {
    return traces.values().stream().filter(which).count();
  }
}

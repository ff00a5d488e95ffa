package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Anomaly.Kind;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The checker of the SequenceNumberChecker of one FIFO queue: a message that was first sent after
 * another was known has a greater one, and no two have the same.
 */
final class SequenceNumberChecker {

  private SequenceNumberChecker() {}

  static void check(List<Trace> queue, Consumer<Anomaly> anomalies) {
    List<Trace> asSent =
        queue.stream().sorted(Comparator.comparingLong(Trace::firstPossible)).toList();
    Queue<Trace> asKnown =
        new ArrayDeque<>(
            queue.stream().sorted(Comparator.comparingLong(Trace::firstKnown)).toList());
    Set<BigInteger> taken = new HashSet<>();
    BigInteger highest = BigInteger.ZERO;
    for (Trace trace : asSent) {
      while (!asKnown.isEmpty() && asKnown.element().firstKnown() < trace.firstPossible()) {
        highest = highest.max(asKnown.remove().rank().sequence());
      }
      BigInteger sequence = trace.rank().sequence();
      if (!taken.add(sequence) || sequence.compareTo(highest) <= 0) {
        anomalies.accept(
            new Anomaly(
                Kind.SEQUENCE_FELL,
                trace.rank().queue(),
                trace.rank().id(),
                trace.rank() + " was first sent after " + highest + " was known, or has a twin"));
      }
    }
  }
}

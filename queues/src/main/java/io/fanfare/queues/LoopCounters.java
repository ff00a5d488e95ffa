package io.fanfare.queues;

import io.fanfare.runtime.Count;
import java.util.List;
import java.util.function.Function;

/**
 * What all queues of one event loop have done, those that are deleted too: counted there, read from
 * any thread.
 */
final class LoopCounters {

  private final Count sent = new Count();
  private final Count sentBytes = new Count();
  private final Count received = new Count();
  private final Count deleted = new Count();
  private final Count emptyReceives = new Count();
  private final Count waits = new Count();
  private final Count waitsEnded = new Count();
  private final Count waitedMillis = new Count();

  void sent(long messages, long bytes) {
    sent.add(messages);
    sentBytes.add(bytes);
  }

  void received(long messages) {
    received.add(messages);
  }

  void deleted(long messages) {
    deleted.add(messages);
  }

  void receivedNothing() {
    emptyReceives.add(1);
  }

  /** A receive waits for a message. */
  void waits() {
    waits.add(1);
  }

  /** A receive has waited for {@code millis}, and waits no more. */
  void waited(long millis) {
    waitsEnded.add(1);
    waitedMillis.add(millis);
  }

  /** What all of {@code loops} have counted for the {@code queues} there are, and others. */
  static QueueTotals sum(long queues, List<LoopCounters> loops) {
    // In this order, since no wait ends before it has begun.
    long waited = sum(loops, one -> one.waitsEnded);
    return new QueueTotals(
        queues,
        sum(loops, one -> one.sent),
        sum(loops, one -> one.sentBytes),
        sum(loops, one -> one.received),
        sum(loops, one -> one.deleted),
        sum(loops, one -> one.emptyReceives),
        sum(loops, one -> one.waits) - waited,
        waited,
        sum(loops, one -> one.waitedMillis));
  }

  private static long sum(List<LoopCounters> loops, Function<LoopCounters, Count> count) {
    return loops.stream().mapToLong(one -> count.apply(one).get()).sum();
  }
}

package io.fanfare.functions;

import io.fanfare.functions.rules.InvocationOutcome;
import io.fanfare.runtime.Count;
import java.util.List;
import java.util.Map;

/** What one event loop counts of its functions; any thread may read it. */
final class FunctionCounters {

  private final Map<InvocationOutcome, Count> invocations = Count.each(InvocationOutcome.class);
  private final Count handedOn = new Count();
  private final Count failed = new Count();
  private final Count filtered = new Count();
  private final Count deadLettered = new Count();
  private final Count lost = new Count();

  /** An invocation has ended. */
  void invoked(InvocationOutcome outcome) {
    Count.of(invocations, outcome).add(1);
  }

  /** Messages of a batch were deleted as handed on, and others are to come back. */
  void settled(int deleted, int back) {
    handedOn.add(deleted);
    failed.add(back);
  }

  /** Messages were deleted that no filter wants. */
  void filtered(int messages) {
    filtered.add(messages);
  }

  /** An event that was handed over went to the dead-letter queue of its function. */
  void deadLettered() {
    deadLettered.add(1);
  }

  /** An event that was handed over was dropped. */
  void lost() {
    lost.add(1);
  }

  /** What all of {@code loops} have counted. */
  static FunctionStatistics sum(List<FunctionCounters> loops) {
    Map<InvocationOutcome, Long> invocations =
        Count.sum(InvocationOutcome.class, loops.stream().map(one -> one.invocations).toList());
    return new FunctionStatistics(
        invocations.getOrDefault(InvocationOutcome.SUCCEEDED, 0L),
        invocations.getOrDefault(InvocationOutcome.FUNCTION_ERROR, 0L),
        invocations.getOrDefault(InvocationOutcome.THROTTLED, 0L),
        invocations.getOrDefault(InvocationOutcome.FAILED, 0L),
        new FunctionStatistics.Messages(
            loops.stream().mapToLong(one -> one.handedOn.get()).sum(),
            loops.stream().mapToLong(one -> one.failed.get()).sum(),
            loops.stream().mapToLong(one -> one.filtered.get()).sum()),
        new FunctionStatistics.Events(
            loops.stream().mapToLong(one -> one.deadLettered.get()).sum(),
            loops.stream().mapToLong(one -> one.lost.get()).sum()));
  }
}

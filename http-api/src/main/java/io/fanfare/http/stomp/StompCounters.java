package io.fanfare.http.stomp;

import io.fanfare.core.ErrorCode;
import io.fanfare.runtime.Count;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the sessions of one event loop have done: counted there, read from any thread. */
public final class StompCounters {

  private final Count opened = new Count();
  private final Count closed = new Count();
  private final Count sent = new Count();
  private final Count delivered = new Count();
  private final Count acknowledged = new Count();
  private final Count returned = new Count();
  private final Map<String, Count> errors = new ConcurrentHashMap<>();

  void opened() {
    opened.add(1);
  }

  void closed() {
    closed.add(1);
  }

  void sent() {
    sent.add(1);
  }

  void delivered() {
    delivered.add(1);
  }

  void settled(boolean positive) {
    (positive ? acknowledged : returned).add(1);
  }

  void failed(ErrorCode code) {
    errors.computeIfAbsent(StompError.nameOf(code), first -> new Count()).add(1);
  }

  /** What all of {@code loops} have counted. */
  public static StompStatistics sum(List<StompCounters> loops) {
    // In this order, since no connection is closed before it was opened.
    long closed = loops.stream().mapToLong(one -> one.closed.get()).sum();
    long opened = loops.stream().mapToLong(one -> one.opened.get()).sum();
    Map<String, Long> errors = new TreeMap<>();
    for (StompCounters loop : loops) {
      loop.errors.forEach((code, count) -> errors.merge(code, count.get(), Long::sum));
    }
    return new StompStatistics(
        opened - closed,
        loops.stream().mapToLong(one -> one.sent.get()).sum(),
        loops.stream().mapToLong(one -> one.delivered.get()).sum(),
        loops.stream().mapToLong(one -> one.acknowledged.get()).sum(),
        loops.stream().mapToLong(one -> one.returned.get()).sum(),
        errors);
  }
}

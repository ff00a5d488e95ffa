package io.fanfare.http;

import io.fanfare.http.action.ActionCounters;
import io.fanfare.http.action.ActionStatistics;
import io.fanfare.http.authentication.Failure;
import io.fanfare.runtime.Count;
import java.util.List;
import java.util.Map;

/**
 * What one event loop of the wire has seen besides its actions: counted there, read from any
 * thread.
 */
final class WireCounters {

  private final Count opened = new Count();
  private final Count closed = new Count();
  private final Map<Limit, Count> refusals = Count.each(Limit.class);
  private final Map<Failure, Count> unproven = Count.each(Failure.class);
  private final LoopDelays delays = new LoopDelays();
  private final ActionCounters unknown = new ActionCounters();

  void connectionOpened() {
    opened.add(1);
  }

  void connectionClosed() {
    closed.add(1);
  }

  /** Counts what was turned away because of {@code limit}. */
  void refused(Limit limit) {
    Count.of(refusals, limit).add(1);
  }

  /** Counts a request of which it is not known who makes it. */
  void unproven(Failure failure) {
    Count.of(unproven, failure).add(1);
  }

  /** The requests that name no action there is: one row for all, or clients could make rows. */
  ActionCounters unknown() {
    return unknown;
  }

  /** How late the event loop is. */
  LoopDelays delays() {
    return delays;
  }

  /** What all of {@code loops} have counted, with {@code actions} beside it. */
  static HttpStatistics sum(List<WireCounters> loops, List<ActionStatistics> actions) {
    // In this order, since no connection is closed before it was opened.
    long closed = loops.stream().mapToLong(one -> one.closed.get()).sum();
    long opened = loops.stream().mapToLong(one -> one.opened.get()).sum();
    return new HttpStatistics(
        opened - closed,
        opened,
        Count.sum(Limit.class, loops.stream().map(one -> one.refusals).toList()),
        Count.sum(Failure.class, loops.stream().map(one -> one.unproven).toList()),
        actions,
        LoopDelays.sum(loops.stream().map(one -> one.delays).toList()));
  }
}

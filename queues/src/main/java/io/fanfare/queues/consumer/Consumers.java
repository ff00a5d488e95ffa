package io.fanfare.queues.consumer;

import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The consumers whose queues are on one event loop; on that event loop only. */
public final class Consumers {

  private final Set<Member> open = new LinkedHashSet<>();
  private boolean closing;

  /** One of them. */
  interface Member {

    /** Finishes what is in hand; completes on the caller's context when that is done. */
    Future<Void> close();

    /** Ends at once, as when the event loop does. */
    void abort();
  }

  /** Adds one, unless they are being closed. */
  boolean add(Member consumer) {
    return !closing && open.add(consumer);
  }

  void remove(Member consumer) {
    open.remove(consumer);
  }

  /** Closes all, now and later; completes when they have finished what is in hand. */
  public Future<Void> close() {
    closing = true;
    return Future.join(List.copyOf(open).stream().map(Member::close).toList()).mapEmpty();
  }

  /** Ends all at once. */
  public void abort() {
    closing = true;
    List.copyOf(open).forEach(Member::abort);
  }
}

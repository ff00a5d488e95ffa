package io.fanfare.queues.consumer;

import io.vertx.core.Handler;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the reader of a stream asks for and what there is for it: how many messages it may be given,
 * and those that are received and not handed out. Any thread may ask.
 */
final class Credit {

  private final Deque<HeldLease> received = new ArrayDeque<>();
  private @Nullable Handler<Lease> handler;
  private long demand = Long.MAX_VALUE;
  private boolean closed;

  /** A message and who is to be given it. */
  record Delivery(Handler<Lease> handler, HeldLease lease) {}

  /** Sets who is given the messages; answers how many there are for it now. */
  synchronized int handler(@Nullable Handler<Lease> changed) {
    handler = changed;
    return received.size();
  }

  /** No more is asked for. */
  synchronized void pause() {
    demand = 0;
  }

  /** So many more are asked for; answers how many there are now. */
  synchronized int fetch(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("Nobody can ask for " + amount + " messages");
    }
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    return received.size();
  }

  /** How many messages are asked for that there are none of yet, at most {@code most}. */
  synchronized int lacking(int most) {
    return handler == null || closed
        ? 0
        : (int) Math.max(0, Math.min(most, demand - received.size()));
  }

  /** These are received. */
  synchronized void add(Collection<HeldLease> more) {
    received.addAll(more);
  }

  /** What is to be handed out now, if it is asked for. */
  synchronized @Nullable Delivery take() {
    Handler<Lease> reader = handler;
    if (reader == null || demand == 0 || received.isEmpty()) {
      return null;
    }
    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
    return new Delivery(reader, received.remove());
  }

  /** Hands out no more; answers what was not handed out. */
  synchronized List<HeldLease> close() {
    closed = true;
    List<HeldLease> rest = List.copyOf(received);
    received.clear();
    return rest;
  }

  /** One that was received is not to be handed out any more. */
  synchronized void remove(HeldLease lease) {
    received.remove(lease);
  }
}

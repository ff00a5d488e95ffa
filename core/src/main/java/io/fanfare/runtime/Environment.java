package io.fanfare.runtime;

import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.heap.HeapBudget;
import io.fanfare.seal.Seals;
import io.fanfare.store.Store;
import io.vertx.core.Vertx;

/**
 * What a service runs on.
 *
 * @param vertx where its verticles are deployed
 * @param store where its rows survive; it stays the opener's to close
 * @param clock tells the time
 * @param heap what requests and answers in flight may take
 * @param pushHeap what messages may take on their way to who does not poll
 * @param guard decides who may do what
 * @param seals seals rows, if there is a key file
 */
public record Environment(
    Vertx vertx,
    Store store,
    Clock clock,
    HeapBudget heap,
    HeapBudget pushHeap,
    Guard guard,
    Seals seals) {

  /** An environment that seals nothing. */
  public Environment(
      Vertx vertx, Store store, Clock clock, HeapBudget heap, HeapBudget pushHeap, Guard guard) {
    this(vertx, store, clock, heap, pushHeap, guard, Seals.none());
  }

  /** An environment without access control. */
  public Environment(Vertx vertx, Store store, Clock clock, HeapBudget heap, HeapBudget pushHeap) {
    this(
        vertx,
        store,
        clock,
        heap,
        pushHeap,
        new Guard(Authorization.off(), AuditTrail.none(), clock::millis));
  }

  /** An environment with the process's budget of heap for what is pushed. */
  public Environment(Vertx vertx, Store store, Clock clock, HeapBudget heap) {
    this(vertx, store, clock, heap, HeapBudget.ofPushes());
  }

  /** An environment with a budget of heap of its own. */
  public Environment(Vertx vertx, Store store, Clock clock) {
    this(vertx, store, clock, HeapBudget.ofHeap());
  }

  /** Who may do what. */
  public Authorization authorization() {
    return guard.authorization();
  }
}

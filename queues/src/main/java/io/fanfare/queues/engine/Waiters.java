package io.fanfare.queues.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/** The receives that wait for a message, first come, first served, each with a deadline. */
final class Waiters {

  private static final Comparator<Waiter> BY_DEADLINE =
      Comparator.comparingLong(Waiter::deadline).thenComparing(Waiter::number);

  private final Map<Long, Waiter> inOrder = new LinkedHashMap<>();
  private final NavigableSet<Waiter> byDeadline = new TreeSet<>(BY_DEADLINE);

  boolean isEmpty() {
    return inOrder.isEmpty();
  }

  void add(Waiter waiter) {
    inOrder.put(waiter.number(), waiter);
    byDeadline.add(waiter);
  }

  /** Forgets one; whether it waited. */
  boolean remove(long number) {
    Waiter waiter = inOrder.remove(number);
    return waiter != null && byDeadline.remove(waiter);
  }

  /** All, in the order in which they are to be served. */
  Collection<Waiter> all() {
    return List.copyOf(inOrder.values());
  }

  Waiter first() {
    return inOrder.values().iterator().next();
  }

  /** Those whose deadline has come. */
  Collection<Waiter> due(long now) {
    return byDeadline.stream().takeWhile(waiter -> waiter.deadline() <= now).toList();
  }

  OptionalLong nextDeadline() {
    return byDeadline.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(byDeadline.first().deadline());
  }
}

package io.fanfare.queues.engine;

import io.fanfare.queues.rows.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** The messages of a queue that are in flight, found by their number and by their end. */
final class Leases {

  private static final Comparator<Lease> BY_END =
      Comparator.comparingLong(Lease::wakeAt).thenComparing(lease -> lease.entry().sequence());

  private final NavigableMap<Long, Lease> bySequence = new TreeMap<>();
  private final NavigableSet<Lease> byEnd = new TreeSet<>(BY_END);
  private long retentionMillis;

  Leases(long retentionMillis) {
    this.retentionMillis = retentionMillis;
  }

  int size() {
    return bySequence.size();
  }

  Optional<Lease> find(long sequence) {
    return Optional.ofNullable(bySequence.get(sequence));
  }

  /** Adds a message, or changes the end of its lease. */
  void put(Entry entry, long until) {
    remove(entry.sequence());
    Lease lease = new Lease(entry, until, Math.min(until, entry.enqueuedAt() + retentionMillis));
    bySequence.put(entry.sequence(), lease);
    byEnd.add(lease);
  }

  Optional<Lease> remove(long sequence) {
    Lease lease = bySequence.remove(sequence);
    if (lease != null) {
      byEnd.remove(lease);
    }
    return Optional.ofNullable(lease);
  }

  /** The lease to look at first, if it is time for it. */
  Optional<Lease> due(long now) {
    return byEnd.isEmpty() || byEnd.first().wakeAt() > now
        ? Optional.empty()
        : Optional.of(byEnd.first());
  }

  /** When to look next. */
  OptionalLong nextEnd() {
    return byEnd.isEmpty() ? OptionalLong.empty() : OptionalLong.of(byEnd.first().wakeAt());
  }

  /** When the message was sent that came first of those in flight. */
  OptionalLong oldestSentAt() {
    return bySequence.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(bySequence.firstEntry().getValue().entry().sentAt());
  }

  void retain(long millis) {
    retentionMillis = millis;
    List<Lease> all = List.copyOf(bySequence.values());
    clear();
    all.forEach(lease -> put(lease.entry(), lease.until()));
  }

  void clear() {
    bySequence.clear();
    byEnd.clear();
  }
}

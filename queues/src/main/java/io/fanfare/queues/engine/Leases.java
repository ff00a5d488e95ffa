package io.fanfare.queues.engine;

import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rules.QueueSettings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final Map<Long, Lease> bySequence = new HashMap<>();

  /** Those whose age counts. */
  private final NavigableMap<Long, Lease> aging = new TreeMap<>();

  private final NavigableSet<Lease> byEnd = new TreeSet<>(BY_END);
  private QueueSettings settings;

  Leases(QueueSettings settings) {
    this.settings = settings;
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
    Lease lease = new Lease(entry, until, Math.min(until, settings.expiry(entry)));
    bySequence.put(entry.sequence(), lease);
    if (Ready.ages(entry, settings.isFifo())) {
      aging.put(entry.sequence(), lease);
    }
    byEnd.add(lease);
  }

  Optional<Lease> remove(long sequence) {
    Lease lease = bySequence.remove(sequence);
    if (lease != null) {
      byEnd.remove(lease);
      aging.remove(sequence);
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

  /** Since when the oldest of those in flight ages. */
  OptionalLong agingSince() {
    return aging.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(aging.firstEntry().getValue().entry().agingSince());
  }

  void apply(QueueSettings changed) {
    settings = changed;
    List<Lease> all = List.copyOf(bySequence.values());
    clear();
    all.forEach(lease -> put(lease.entry(), lease.until()));
  }

  void clear() {
    bySequence.clear();
    aging.clear();
    byEnd.clear();
  }
}

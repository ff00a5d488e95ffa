package io.fanfare.queues.engine;

import static io.fanfare.queues.rows.QueueTables.DELAYED;
import static io.fanfare.queues.rows.QueueTables.LEASED;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowsWanted;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.queues.rows.LeasedRows;
import io.fanfare.queues.rules.QueueSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Where each message of a queue stands, in the heap as in the store: ready, delayed, leased, or on
 * its way to the dead-letter queue. Every move appends the rows it changes.
 */
public final class Regions {

  /** How many messages one step moves on at the most, so that no step holds the event loop long. */
  private static final int SLICE = 500;

  private static final int WIDEST = 1_024;

  private final WindowBudget budget;
  private final Leases leases;
  private final Map<Long, TransferredMessage> departing = new HashMap<>();
  private long generation;
  private QueueSettings settings;
  private Ready ready;
  private Window delayed;
  private long delayedSize;
  private long expired;

  /**
   * The regions as the store holds them.
   *
   * @param generation whose rows they are
   * @param held all messages in flight
   */
  public Regions(
      long generation, QueueSettings settings, Sizes sizes, LeasedRows held, WindowBudget budget) {
    this.generation = generation;
    this.settings = settings;
    this.budget = budget;
    ready = ready(sizes);
    delayed = delayed(sizes.delayed());
    delayedSize = sizes.delayed();
    leases = new Leases(settings);
    for (EntryRow message : held.messages()) {
      leases.put(message.entry(), message.until());
      ready.held(message.entry(), message.entry().lastReceivedAt());
    }
  }

  /** How many rows stand in two regions, and how many of the ready have a second row. */
  public record Sizes(long ready, long delayed, long returned) {

    private static final Sizes NONE = new Sizes(0, 0, 0);
  }

  QueueSettings settings() {
    return settings;
  }

  long generation() {
    return generation;
  }

  WindowBudget budget() {
    return budget;
  }

  int inFlight() {
    return leases.size();
  }

  /** How many messages have ended by themselves. */
  long expired() {
    return expired;
  }

  QueueCounts counts() {
    // After every step: no streams here.
    long oldest = leases.agingSince().orElse(Long.MAX_VALUE);
    oldest = Math.min(oldest, ready.agingSince().orElse(Long.MAX_VALUE));
    Optional<Map.Entry<Key, Entry>> firstDelayed = delayed.first();
    if (firstDelayed.isPresent()) {
      oldest = Math.min(oldest, firstDelayed.get().getValue().sentAt());
    }
    return new QueueCounts(ready.size(), leases.size(), delayedSize, ofTime(oldest));
  }

  private static OptionalLong ofTime(long time) {
    return time == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(time);
  }

  Ready ready() {
    return ready;
  }

  /** Takes a message in, which is delayed for {@code delayMillis}. */
  void arrive(Entry entry, long delayMillis, long now, List<Change> changes) {
    // Nobody overtakes in a FIFO queue, not even when the queue's delay gets shorter.
    if (delayMillis > 0 || (settings.isFifo() && delayedSize > 0)) {
      long order = settings.isFifo() ? entry.enqueuedAt() : now + delayMillis;
      Key key = new Key(generation, order, entry.sequence());
      delayed.add(key, entry);
      delayedSize++;
      changes.add(Change.put(DELAYED, key, EntryRow.encode(entry, now + delayMillis)));
    } else {
      ready.put(entry, now, changes);
    }
  }

  /** The messages to hand out next, of one group and in this order; none if the heap has none. */
  List<Entry> next(int most, long now) {
    return ready.next(most, now, entry -> !isExpired(entry, now));
  }

  /** Receives one of the next messages and hides it for {@code hideMillis}, which may be 0. */
  Entry lease(Entry next, long now, long hideMillis, boolean inHand, List<Change> changes) {
    ready.hold(next, now);
    Entry received = next.received(now);
    if (hideMillis > 0) {
      changes.addAll(ready.removals(next));
      hide(new EntryRow(received, now + hideMillis, inHand), changes);
    }
    return received;
  }

  /** Puts back a message that was received without being hidden. */
  void release(Entry received, long now, List<Change> changes) {
    changes.addAll(ready.removals(received));
    ready.put(ready.placed(received, now), now, changes);
    ready.released(received, now);
  }

  /** Takes one of the next messages out to give it up; its rows stay until it has arrived. */
  TransferredMessage depart(Entry next, long now) {
    ready.hold(next, now);
    TransferredMessage transfer =
        new TransferredMessage(next.key(generation), next, ready.removals(next));
    departing.put(next.sequence(), transfer);
    return transfer;
  }

  void departed(List<TransferredMessage> arrived, long now) {
    for (TransferredMessage transfer : arrived) {
      departing.remove(transfer.entry().sequence());
      if (transfer.key().owner() == generation) {
        ready.gone(transfer.entry(), now);
      }
    }
  }

  void stay(List<TransferredMessage> refused, long now) {
    for (TransferredMessage transfer : refused) {
      departing.remove(transfer.entry().sequence());
      if (transfer.key().owner() == generation) {
        ready.add(transfer.entry(), now);
        ready.released(transfer.entry(), now);
      }
    }
  }

  boolean hasDepartures() {
    return !departing.isEmpty();
  }

  /** The lease of a message that is in flight. */
  Optional<Lease> leaseOf(long sequence) {
    return leases.find(sequence);
  }

  /** Where a message stands if it is ready, when the heap cannot tell whether it is. */
  Optional<Key> unknown(ReceiptHandle handle) {
    Key key = keyOf(handle);
    return handle.generation() != generation
            || leases.find(handle.sequence()).isPresent()
            || departing.containsKey(handle.sequence())
            || ready.knows(key)
        ? Optional.empty()
        : Optional.of(key);
  }

  /** Whether the receive of {@code handle} holds its message. */
  boolean isHeld(ReceiptHandle handle, long now) {
    return handle.generation() == generation
        && leases
            .find(handle.sequence())
            .filter(lease -> lease.until() > now)
            .filter(lease -> lease.entry().receiveCount() == handle.receive())
            .isPresent();
  }

  /** Whether the message of {@code handle} is on its way to the dead-letter queue. */
  boolean isDeparting(ReceiptHandle handle) {
    return handle.generation() == generation && departing.containsKey(handle.sequence());
  }

  /** The message of {@code handle}, if it is in flight or ready and the heap has it. */
  Optional<Entry> find(ReceiptHandle handle, long now) {
    return leases
        .find(handle.sequence())
        .map(Lease::entry)
        .or(() -> ready.find(keyOf(handle)))
        .filter(found -> handle.generation() == generation && !isExpired(found, now));
  }

  /**
   * Deletes the message of {@code handle} if it is in flight or ready, and tells whether it was.
   */
  boolean delete(ReceiptHandle handle, long now, List<Change> changes) {
    if (handle.generation() != generation) {
      return false;
    }
    Optional<Lease> lease = leases.find(handle.sequence());
    Optional<Entry> visible = ready.find(keyOf(handle));
    if (lease.isPresent()) {
      Entry entry = lease.get().entry();
      endLease(entry, changes);
      dropBody(entry, changes);
      ready.released(entry, now);
    } else if (visible.isPresent()) {
      drop(visible.get(), changes);
    }
    return lease.isPresent() || visible.isPresent();
  }

  /** Hides a message that is in flight or ready as {@code leased} says. */
  void hideUntil(EntryRow leased, long now, List<Change> changes) {
    if (leases.find(leased.entry().sequence()).isPresent()) {
      hide(leased, changes);
    } else if (leased.until() > now) {
      holdAndHide(leased, now, changes);
    }
  }

  /** Hides a message that is ready. */
  void holdAndHide(EntryRow leased, long now, List<Change> changes) {
    ready.hold(leased.entry(), now);
    changes.addAll(ready.removals(leased.entry()));
    hide(leased, changes);
  }

  /** Ends what has ended by now, a slice of it; what is left is due at once. */
  List<Change> advance(long now) {
    List<Change> changes = new ArrayList<>();
    endDelays(now, changes);
    endLeases(now, changes);
    for (int i = 0; i < SLICE; i++) {
      Entry old = ready.oldest().filter(entry -> isExpired(entry, now)).orElse(null);
      if (old == null) {
        break;
      }
      drop(old, changes);
      expired++;
    }
    return changes;
  }

  /**
   * Whether messages may be visible that the heap cannot tell of yet, because rows are to be loaded
   * or the last slice did not reach them.
   */
  boolean unsettled(long now) {
    return ready.isUnsettled()
        || ready.oldest().filter(entry -> isExpired(entry, now)).isPresent()
        || leases.due(now).isPresent()
        || (delayed.isDry() || dueDelay(now).isPresent());
  }

  OptionalLong nextDeadline() {
    // After every step: no streams here.
    long next = leases.nextEnd().orElse(Long.MAX_VALUE);
    Optional<Map.Entry<Key, Entry>> firstDelayed = delayed.first();
    if (firstDelayed.isPresent()) {
      next = Math.min(next, settings.endOfDelay(firstDelayed.get().getKey()));
    }
    Optional<Entry> oldest = ready.oldest();
    if (oldest.isPresent()) {
      next = Math.min(next, settings.expiry(oldest.get()));
    }
    return ofTime(next);
  }

  List<RowsWanted> wanted() {
    List<RowsWanted> wanted = ready.wanted();
    Optional<RowsWanted> more = delayed.wanted();
    return more.isEmpty() ? wanted : Stream.concat(more.stream(), wanted.stream()).toList();
  }

  void purge(long newGeneration) {
    generation = newGeneration;
    ready.close();
    delayed.close();
    leases.clear();
    ready = ready(Sizes.NONE);
    delayed = delayed(0);
    delayedSize = 0;
  }

  void apply(QueueSettings changed) {
    settings = changed;
    leases.apply(changed);
  }

  private Ready ready(Sizes sizes) {
    return new Ready(generation, settings.isFifo(), sizes, this::isShown, budget);
  }

  private Window delayed(long size) {
    Key from = Key.first(generation);
    Key to = Key.afterAll(generation);
    return new Window(
        new Window.Region(DELAYED, from, to, this::isShown, WIDEST), budget, size > 0);
  }

  private boolean isShown(Entry entry) {
    return departing.isEmpty() || !departing.containsKey(entry.sequence());
  }

  private void drop(Entry entry, List<Change> changes) {
    ready.remove(entry);
    changes.addAll(ready.removals(entry));
    dropBody(entry, changes);
  }

  private void endDelays(long now, List<Change> changes) {
    for (int i = 0; i < SLICE; i++) {
      Map.Entry<Key, Entry> due = dueDelay(now).orElse(null);
      if (due == null) {
        return;
      }
      delayed.remove(due.getKey());
      delayedSize--;
      changes.add(Change.remove(DELAYED, due.getKey()));
      putUnlessExpired(due.getValue(), now, changes);
    }
  }

  private void endLeases(long now, List<Change> changes) {
    for (int i = 0; i < SLICE; i++) {
      Lease due = leases.due(now).orElse(null);
      if (due == null) {
        return;
      }
      endLease(due.entry(), changes);
      putUnlessExpired(ready.placed(due.entry(), now), now, changes);
      ready.released(due.entry(), now);
    }
  }

  private void endLease(Entry entry, List<Change> changes) {
    leases.remove(entry.sequence());
    changes.add(Change.remove(LEASED, entry.key(generation)));
  }

  private void hide(EntryRow leased, List<Change> changes) {
    leases.put(leased.entry(), leased.until());
    changes.add(Change.put(LEASED, leased.entry().key(generation), leased.encode()));
  }

  private void putUnlessExpired(Entry entry, long now, List<Change> changes) {
    if (isExpired(entry, now)) {
      dropBody(entry, changes);
      expired++;
    } else {
      ready.put(entry, now, changes);
    }
  }

  private void dropBody(Entry entry, List<Change> changes) {
    changes.add(entry.content().release());
  }

  private Key keyOf(ReceiptHandle handle) {
    return new Key(handle.generation(), handle.enqueuedAt(), handle.sequence());
  }

  private Optional<Map.Entry<Key, Entry>> dueDelay(long now) {
    return delayed.first().filter(row -> settings.endOfDelay(row.getKey()) <= now);
  }

  /** Whether a message has been kept as long as it is to be. */
  boolean isExpired(Entry entry, long now) {
    return settings.expiry(entry) <= now;
  }
}

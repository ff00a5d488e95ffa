package io.fanfare.queues.engine;

import static io.fanfare.queues.rows.QueueTables.GROUPED;
import static io.fanfare.queues.rows.QueueTables.READY;
import static io.fanfare.queues.rows.QueueTables.RETURNED;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowsWanted;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The messages of a queue that can be received, or that wait for another of their group only: in
 * the heap as in the store, by their age and in the order in which they are handed out.
 *
 * <p>A message of a standard queue that stands elsewhere than when it was sent, because it went to
 * the back or came as a dead letter, has a second row at the time when it was sent: that is where
 * receipt handles look for it, and the order in which such messages are dropped.
 */
final class Ready {

  private static final int WIDEST = 1_024;

  private final long generation;
  private final boolean fifo;
  private final Window byAge;
  private final Window returned;
  private final Order order;
  private long size;

  /** No message whose age counts stands before it. */
  private Key agingFrom;

  /**
   * The region as the store holds it.
   *
   * @param sizes how many rows it has
   * @param shown whether a row is still to be received
   */
  Ready(
      long generation,
      boolean fifo,
      Regions.Sizes sizes,
      Predicate<Entry> shown,
      WindowBudget budget) {
    this.generation = generation;
    this.fifo = fifo;
    this.size = sizes.ready();
    Key from = Key.first(generation);
    Key to = Key.afterAll(generation);
    agingFrom = from;
    byAge = new Window(new Window.Region(READY, from, to, shown, WIDEST), budget, size > 0);
    returned =
        new Window(
            new Window.Region(RETURNED, from, to, shown, WIDEST), budget, sizes.returned() > 0);
    order =
        fifo
            ? new FifoOrder(generation, shown, budget, size > 0)
            : new FairOrder(generation, byAge);
  }

  long size() {
    return size;
  }

  /** The message that is to be dropped first, if the heap has it. */
  Optional<Entry> oldest() {
    Optional<Map.Entry<Key, Entry>> first = byAge.first();
    Optional<Map.Entry<Key, Entry>> other = returned.first();
    boolean before =
        other.isPresent()
            && (first.isEmpty()
                || other.get().getValue().sentAt() < first.get().getValue().sentAt());
    return (before ? other : first).map(Map.Entry::getValue);
  }

  /**
   * Since when the oldest message ages, as far as the heap knows. Each message is passed over once
   * that went to the back, not each time.
   */
  OptionalLong agingSince() {
    Optional<Map.Entry<Key, Entry>> first =
        returned.isEmpty() ? byAge.first() : byAge.first(agingFrom, entry -> ages(entry, fifo));
    first.map(Map.Entry::getKey).or(byAge::lastKnown).ifPresent(key -> agingFrom = key);
    return first.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(first.get().getValue().agingSince());
  }

  /** Whether the age of a message counts: it did not go to the back. */
  static boolean ages(Entry entry, boolean fifo) {
    return fifo || entry.source() != null || !entry.isElsewhere();
  }

  /** The message that a handle looks for at {@code key}, if the heap has it. */
  Optional<Entry> find(Key key) {
    return byAge.find(key).or(() -> returned.find(key));
  }

  /** Whether the heap knows if there is a message that a handle looks for at {@code key}. */
  boolean knows(Key key) {
    return find(key).isPresent() || (byAge.knows(key) && returned.knows(key));
  }

  /** The messages to hand out next; see {@link Order#next}. */
  List<Entry> next(int most, long now, Predicate<Entry> fit) {
    return order.next(most, now, fit);
  }

  /** Takes in a message whose rows are to be written. */
  void put(Entry entry, long now, List<Change> changes) {
    add(entry, now);
    byte[] row = EntryRow.encode(entry, 0);
    changes.add(Change.put(READY, entry.key(generation), row));
    if (fifo) {
      changes.add(Change.put(GROUPED, MessageGroup.keyOf(generation, entry), row));
    } else if (entry.isElsewhere()) {
      changes.add(Change.put(RETURNED, entry.firstKey(generation), row));
    }
  }

  /** Takes in a message whose rows are there. */
  void add(Entry entry, long now) {
    Key key = entry.key(generation);
    byAge.add(key, entry);
    if (!fifo && entry.isElsewhere()) {
      returned.add(entry.firstKey(generation), entry);
    }
    if (key.compareTo(agingFrom) < 0 && ages(entry, fifo)) {
      agingFrom = key;
    }
    order.added(entry, now);
    size++;
  }

  /** A message with the place that it comes back to: its own, or the back if it failed often. */
  Entry placed(Entry entry, long now) {
    boolean stays = fifo || entry.receiveCount() < Limits.RECEIVES_IN_PLACE;
    return stays ? entry : entry.behind(now);
  }

  /** Hands a message over to somebody; its rows stay. */
  void hold(Entry entry, long now) {
    order.held(entry, now);
    remove(entry);
  }

  /** Tells that somebody holds a message that is not here. */
  void held(Entry entry, long now) {
    order.held(entry, now);
  }

  /** Tells that nobody holds a message any more; if it came back, it is here already. */
  void released(Entry entry, long now) {
    order.released(entry, now);
  }

  /** Tells that a message which was held is gone, and its rows with it. */
  void gone(Entry entry, long now) {
    // Rows that are on their way from the store may still have it.
    takeOut(entry);
    order.released(entry, now);
  }

  /** Takes a message out; its rows stay. */
  void remove(Entry entry) {
    takeOut(entry);
    size--;
  }

  private void takeOut(Entry entry) {
    byAge.remove(entry.key(generation));
    if (!fifo && entry.isElsewhere()) {
      returned.remove(entry.firstKey(generation));
    }
    order.removed(entry);
  }

  /** The changes that remove the rows of a message. */
  List<Change> removals(Entry entry) {
    Change byAgeToo = Change.remove(READY, entry.key(generation));
    if (fifo) {
      return List.of(byAgeToo, Change.remove(GROUPED, MessageGroup.keyOf(generation, entry)));
    }
    return entry.isElsewhere()
        ? List.of(byAgeToo, Change.remove(RETURNED, entry.firstKey(generation)))
        : List.of(byAgeToo);
  }

  /** See {@link Order#quiet}. */
  QueueCounts.Quiet quiet(QueueCounts all) {
    return order.quiet(all);
  }

  int heldGroups() {
    return order.heldGroups();
  }

  /** See {@link Order#takeTouched}. */
  List<TenantCounts> takeTouched() {
    return order.takeTouched();
  }

  /** Whether rows are to be loaded before it can be told that nothing is next. */
  boolean isUnsettled() {
    return order.isUnsettled() || byAge.isDry();
  }

  List<RowsWanted> wanted() {
    List<RowsWanted> wanted = order.wanted();
    Optional<RowsWanted> more = byAge.wanted();
    Optional<RowsWanted> old = returned.wanted();
    return more.isEmpty() && old.isEmpty()
        ? wanted
        : Stream.of(more.stream(), old.stream(), wanted.stream()).flatMap(each -> each).toList();
  }

  /** Gives the heap back that the region takes; it is not used any more. */
  void close() {
    byAge.close();
    returned.close();
    order.close();
  }
}

package io.fanfare.queues.engine;

import static io.fanfare.queues.rows.QueueTables.GROUPED;
import static io.fanfare.queues.rows.QueueTables.READY;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowsWanted;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The messages of a queue that can be received, or that wait for another of their group only: in
 * the heap as in the store, by their age and in the order in which they are handed out.
 */
final class Ready {

  private static final int WIDEST = 1_024;

  private final long generation;
  private final boolean fifo;
  private final Window byAge;
  private final Order order;
  private long size;

  /**
   * The region as the store holds it.
   *
   * @param size how many rows it has
   * @param shown whether a row is still to be received
   */
  Ready(long generation, boolean fifo, long size, Predicate<Entry> shown, WindowBudget budget) {
    this.generation = generation;
    this.fifo = fifo;
    this.size = size;
    Window.Region region =
        new Window.Region(READY, Key.first(generation), Key.afterAll(generation), shown, WIDEST);
    byAge = new Window(region, budget, size > 0);
    order =
        fifo
            ? new FifoOrder(generation, shown, budget, size > 0)
            : new FairOrder(generation, byAge);
  }

  long size() {
    return size;
  }

  /** The message that has been here longest, if the heap has it. */
  Optional<Entry> oldest() {
    return byAge.first().map(Map.Entry::getValue);
  }

  Optional<Entry> find(Key key) {
    return byAge.find(key);
  }

  /** Whether the heap knows if a message stands at {@code key}. */
  boolean knows(Key key) {
    return byAge.knows(key);
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
    }
  }

  /** Takes in a message whose rows are there. */
  void add(Entry entry, long now) {
    byAge.add(entry.key(generation), entry);
    order.added(entry, now);
    size++;
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
    byAge.remove(entry.key(generation));
    order.removed(entry);
    order.released(entry, now);
  }

  /** Takes a message out; its rows stay. */
  void remove(Entry entry) {
    byAge.remove(entry.key(generation));
    order.removed(entry);
    size--;
  }

  /** The changes that remove the rows of a message. */
  List<Change> removals(Entry entry) {
    Change byAgeToo = Change.remove(READY, entry.key(generation));
    return fifo
        ? List.of(byAgeToo, Change.remove(GROUPED, MessageGroup.keyOf(generation, entry)))
        : List.of(byAgeToo);
  }

  /** See {@link Order#quiet}. */
  QueueCounts.Quiet quiet(QueueCounts all) {
    return order.quiet(all);
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
    return more.isEmpty() ? wanted : Stream.concat(more.stream(), wanted.stream()).toList();
  }

  /** Gives the heap back that the region takes; it is not used any more. */
  void close() {
    byAge.close();
    order.close();
  }
}

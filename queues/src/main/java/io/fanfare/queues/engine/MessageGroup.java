package io.fanfare.queues.engine;

import static io.fanfare.queues.rows.QueueTables.GROUPED;

import io.fanfare.core.Key;
import io.fanfare.core.Loader;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.queues.rows.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The messages of one group of a FIFO queue: those that can be received, in the order of their
 * numbers, and the numbers of those that somebody holds.
 */
final class MessageGroup implements Loader {

  /** A group keeps at the most so many messages in the heap, since there may be many groups. */
  private static final int WIDEST = 128;

  /** A group takes about as much heap as so many entries. */
  private static final int WEIGHT = 2;

  private final Common common;
  private final long number;
  private final Window lane;
  private final NavigableSet<Long> held = new TreeSet<>();

  /**
   * What all groups of a queue have in common.
   *
   * @param shown whether a message in the store is still to be received
   * @param loaded told of a group whose rows were loaded
   */
  record Common(
      long generation,
      Predicate<Entry> shown,
      WindowBudget budget,
      Consumer<MessageGroup> loaded) {}

  /**
   * A group of which nobody holds a message.
   *
   * @param hasRows whether the store may have messages of the group
   */
  MessageGroup(Common common, long number, boolean hasRows) {
    this.common = common;
    this.number = number;
    Key from = keyOf(common.generation(), number, Long.MIN_VALUE);
    Key to = keyOf(common.generation(), number, Long.MAX_VALUE).next();
    Window.Region region = new Window.Region(GROUPED, from, to, common.shown(), WIDEST);
    this.lane = new Window(region, common.budget(), hasRows);
    common.budget().changed(WEIGHT);
  }

  /** Where a message of a FIFO queue stands among those of its group. */
  static Key keyOf(long generation, Entry entry) {
    return keyOf(generation, entry.group(), entry.sequence());
  }

  private static Key keyOf(long generation, long group, long sequence) {
    return new Key(generation, group, sequence);
  }

  long number() {
    return number;
  }

  void add(Entry entry) {
    lane.add(keyOf(common.generation(), entry), entry);
  }

  void remove(Entry entry) {
    lane.remove(keyOf(common.generation(), entry));
  }

  /** Whether somebody holds a message of it. */
  boolean isHeld() {
    return !held.isEmpty();
  }

  void hold(Entry entry) {
    held.add(entry.sequence());
  }

  void release(Entry entry) {
    held.remove(entry.sequence());
  }

  /**
   * The messages to hand out: from the oldest up to the first that somebody holds, that does not
   * fit, or that the heap does not have.
   */
  List<Entry> next(int most, Predicate<Entry> fit) {
    List<Entry> next = new ArrayList<>();
    long end = held.isEmpty() ? Long.MAX_VALUE : held.first();
    for (Entry entry : lane.held()) {
      if (next.size() == most || entry.sequence() > end || !fit.test(entry)) {
        break;
      }
      next.add(entry);
    }
    return next;
  }

  /** Whether the oldest message may be one that nobody holds; surely so, or not known yet. */
  boolean isFree() {
    if (lane.isEmpty()) {
      return false;
    }
    if (held.isEmpty()) {
      return true;
    }
    return lane.first()
        .map(first -> first.getValue().sequence() < held.first())
        .orElseGet(() -> !lane.knows(keyOf(common.generation(), number, held.first())));
  }

  /** Whether rows are to be loaded before the oldest message is known. */
  boolean isUnsettled() {
    return lane.isDry();
  }

  /** Whether the group has no message, neither here nor in somebody's hands. */
  boolean isGone() {
    return lane.isEmpty() && held.isEmpty();
  }

  /** Leaves all messages to the store until they are needed, if the heap is needed for others. */
  void giveWay() {
    lane.giveWay();
  }

  Optional<RowsWanted> wanted() {
    return lane.wanted(this);
  }

  @Override
  public void loaded(RowsWanted wanted, List<Row> rows) {
    lane.loaded(wanted, rows);
    common.loaded().accept(this);
  }

  @Override
  public void loadFailed(RowsWanted wanted) {
    lane.loadFailed(wanted);
  }

  /** Gives the heap back that the group takes; it is not used any more. */
  void close() {
    common.budget().changed(-WEIGHT);
    lane.close();
  }
}

package io.fanfare.queues.engine;

import static io.fanfare.queues.engine.QueueTables.GROUPED;

import io.fanfare.core.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The messages of one group of a FIFO queue: those that can be received, in the order of their
 * numbers, and the numbers of those that somebody holds.
 */
final class MessageGroup {

  /** A group keeps at the most so many messages in the heap, since there may be many groups. */
  private static final int WIDEST = 128;

  /** A group takes about as much heap as so many entries. */
  private static final int WEIGHT = 2;

  private final WindowBudget budget;
  private final long generation;
  private final long number;
  private final Window lane;
  private final NavigableSet<Long> held = new TreeSet<>();

  /**
   * A group of which nobody holds a message.
   *
   * @param hasRows whether the store may have messages of the group
   */
  MessageGroup(
      long generation, long number, Predicate<Entry> shown, WindowBudget budget, boolean hasRows) {
    this.budget = budget;
    this.generation = generation;
    this.number = number;
    Key from = new Key(generation, number, Long.MIN_VALUE);
    Key to = new Key(generation, number, Long.MAX_VALUE).next();
    this.lane = new Window(new Window.Region(GROUPED, from, to, shown, WIDEST), budget, hasRows);
    budget.changed(WEIGHT);
  }

  /** Where a message of a FIFO queue stands among those of its group. */
  static Key keyOf(long generation, Entry entry) {
    return new Key(generation, entry.group(), entry.sequence());
  }

  long number() {
    return number;
  }

  void add(Entry entry) {
    lane.add(keyOf(generation, entry), entry);
  }

  void remove(Entry entry) {
    lane.remove(keyOf(generation, entry));
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
        .orElseGet(() -> !lane.knows(new Key(generation, number, held.first())));
  }

  /** Whether rows are to be loaded before the oldest message is known. */
  boolean isUnsettled() {
    return lane.isDry();
  }

  /** Whether the group has no message, neither here nor in somebody's hands. */
  boolean isGone() {
    return lane.isEmpty() && held.isEmpty();
  }

  Optional<RowsWanted> wanted(Loader loader) {
    return lane.wanted(loader);
  }

  Loader lane() {
    return lane;
  }

  /** Gives the heap back that the group takes; it is not used any more. */
  void close() {
    budget.changed(-WEIGHT);
    lane.close();
  }
}

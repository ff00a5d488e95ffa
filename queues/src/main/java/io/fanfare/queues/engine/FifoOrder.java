package io.fanfare.queues.engine;

import static io.fanfare.queues.rows.QueueTables.READY;

import io.fanfare.core.Key;
import io.fanfare.core.Loader;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The order of a FIFO queue: strict within a message group, and among the groups in turn.
 *
 * <p>A group can be received from if its oldest message is in nobody's hands; then its messages go
 * out in order, up to the first that somebody holds. Such groups stand in line, and one that was
 * touched or becomes free goes to the end of it.
 *
 * <p>The heap knows the groups that somebody holds messages of, and of the others so many as the
 * budget allows: all that have a message before the key {@code undiscovered}. When the line gets
 * short, the ready region is read from there on for groups that are not known yet.
 */
final class FifoOrder implements Order, Loader {

  /** So many groups in the line have their first messages in the heap. */
  private static final int PREPARED = 64;

  private static final int DISCOVERED_AT_ONCE = 512;

  private final MessageGroup.Common common;
  private final Map<Long, MessageGroup> groups = new HashMap<>();
  private final Set<MessageGroup> line = new LinkedHashSet<>();
  private @Nullable Key undiscovered;
  private @Nullable RowsWanted discovery;
  private boolean missedMeanwhile;
  private int heldGroups;

  /**
   * The order of a generation's messages.
   *
   * @param shown whether a message in the store is still to be received
   * @param hasRows whether messages are in the store
   */
  FifoOrder(long generation, Predicate<Entry> shown, WindowBudget budget, boolean hasRows) {
    this.common = new MessageGroup.Common(generation, shown, budget, this::loaded);
    this.undiscovered = hasRows ? Key.first(generation) : null;
  }

  @Override
  public List<Entry> next(int most, long now, Predicate<Entry> fit) {
    if (line.isEmpty()) {
      return List.of();
    }
    return line.iterator().next().next(most, fit);
  }

  @Override
  public void added(Entry entry, long now) {
    MessageGroup group = groups.get(entry.group());
    if (group == null) {
      group = admit(entry);
    }
    if (group != null) {
      group.add(entry);
      settle(group);
    }
  }

  @Override
  public void removed(Entry entry) {
    MessageGroup group = groups.get(entry.group());
    if (group != null) {
      group.remove(entry);
      settleAndRest(group);
    }
  }

  @Override
  public void held(Entry entry, long now) {
    MessageGroup group = groups.computeIfAbsent(entry.group(), this::unknownGroup);
    heldGroups += group.isHeld() ? 0 : 1;
    group.hold(entry);
    line.remove(group);
    settle(group);
  }

  @Override
  public void released(Entry entry, long now) {
    MessageGroup group = groups.get(entry.group());
    if (group != null && group.isHeld()) {
      group.release(entry);
      heldGroups -= group.isHeld() ? 0 : 1;
      settle(group);
    }
  }

  @Override
  public boolean isUnsettled() {
    return line.isEmpty() ? undiscovered != null : line.iterator().next().isUnsettled();
  }

  @Override
  public QueueCounts.Quiet quiet(QueueCounts all) {
    return new QueueCounts.Quiet(0, all.visible(), all.inFlight());
  }

  @Override
  public int heldGroups() {
    return heldGroups;
  }

  @Override
  public List<TenantCounts> takeTouched() {
    return List.of();
  }

  @Override
  public List<RowsWanted> wanted() {
    List<RowsWanted> wanted = new ArrayList<>();
    int left = PREPARED;
    for (MessageGroup group : line) {
      if (left-- == 0) {
        return wanted;
      }
      group.wanted().ifPresent(wanted::add);
    }
    Key from = undiscovered;
    if (from != null && discovery == null) {
      discovery =
          new RowsWanted(READY, from, Key.afterAll(common.generation()), DISCOVERED_AT_ONCE, this);
      missedMeanwhile = false;
      wanted.add(discovery);
    }
    return wanted;
  }

  @Override
  public void loaded(RowsWanted wanted, List<Row> rows) {
    if (!wanted.equals(discovery)) {
      return;
    }
    discovery = null;
    for (Row row : rows) {
      long number = EntryRow.decode(row.value()).entry().group();
      settle(groups.computeIfAbsent(number, this::unknownGroup));
    }
    if (!wanted.isShort(rows.size())) {
      undiscovered = rows.get(rows.size() - 1).key().next();
    } else if (!missedMeanwhile) {
      undiscovered = null;
    }
  }

  @Override
  public void loadFailed(RowsWanted wanted) {
    if (wanted.equals(discovery)) {
      discovery = null;
    }
  }

  @Override
  public void close() {
    groups.values().forEach(MessageGroup::close);
    groups.clear();
    line.clear();
    heldGroups = 0;
    undiscovered = null;
    discovery = null;
  }

  /** The group of a message that comes to be the first known of it, unless it waits unknown. */
  private @Nullable MessageGroup admit(Entry entry) {
    Key key = entry.key(common.generation());
    Key from = undiscovered;
    if (from == null && common.budget().isSpent()) {
      undiscovered = key;
      return null;
    }
    if (from != null && key.compareTo(from) >= 0) {
      missedMeanwhile = true;
      return null;
    }
    MessageGroup group = new MessageGroup(common, entry.group(), from != null);
    groups.put(entry.group(), group);
    return group;
  }

  private void loaded(MessageGroup group) {
    if (group.equals(groups.get(group.number()))) {
      settleAndRest(group);
    }
  }

  /** A group of which nothing is known but what has not been discovered yet. */
  private MessageGroup unknownGroup(long number) {
    return new MessageGroup(common, number, undiscovered != null);
  }

  /** Settles {@code group}; one that is locked does not need its messages for now. */
  private void settleAndRest(MessageGroup group) {
    settle(group);
    if (!group.isFree()) {
      group.giveWay();
    }
  }

  /** Puts {@code group} in the line or takes it out, as it is now. */
  private void settle(MessageGroup group) {
    if (group.isFree()) {
      line.add(group);
    } else {
      line.remove(group);
      if (group.isGone() && groups.remove(group.number(), group)) {
        group.close();
      }
    }
  }
}

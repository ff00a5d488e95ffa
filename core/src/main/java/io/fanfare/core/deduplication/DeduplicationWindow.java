package io.fanfare.core.deduplication;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Loader;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a FIFO queue or topic took in during the last minutes. The rows in the store say it exactly;
 * the heap holds fingerprints of them, minute by minute, which tell most keys to be new and of the
 * others which rows to look at.
 */
public final class DeduplicationWindow implements Loader {

  private static final long MILLIS_A_PAGE = 60_000;
  private static final int REMOVED_AT_ONCE = 500;

  private final Table table;
  private final long owner;
  private final long millis;
  private final DeduplicationBudget budget;
  private final Deque<Page> pages = new ArrayDeque<>();
  private final List<Key> old = new ArrayList<>();
  private OptionalLong oldest = OptionalLong.empty();
  private long now;
  private @Nullable RowsWanted removal;

  /** What was sent within one minute, or a part of it if that was a lot. */
  private record Page(long startedAt, Fingerprints fingerprints) {

    private boolean takes(long sequence, long sentAt) {
      return sentAt < startedAt + MILLIS_A_PAGE && fingerprints.takes(sequence);
    }
  }

  /** A message that a duplicate is answered with. */
  public record Original(long sequence, DeduplicationRow row) {}

  /**
   * A window of the messages of {@code owner}, of which none is known yet.
   *
   * @param table where their rows stand
   * @param millis for how long a message is known
   */
  public DeduplicationWindow(Table table, long owner, long millis, DeduplicationBudget budget) {
    this.table = table;
    this.owner = owner;
    this.millis = millis;
    this.budget = budget;
  }

  /** Whether another message can be remembered within the heap that there is for it. */
  public boolean hasRoom() {
    return budget.canRemember();
  }

  /** Gives the heap back that the window takes; it is not used any more. */
  public void close() {
    while (!pages.isEmpty()) {
      forgetFirstPage();
    }
  }

  /** Learns rows that are in the store; they come in their order, before anything else. */
  public void remember(List<Row> rows) {
    for (Row row : rows) {
      DeduplicationRow known = DeduplicationRow.decode(row.value());
      learn(known.key(), row.key().order(), known.sentAt());
    }
  }

  /** The rows to look at before it can be told whether a message with this key is new. */
  public List<Key> suspects(DeduplicationKey key) {
    List<Key> suspects = new ArrayList<>(0);
    pages.forEach(
        page -> page.fingerprints().find(key.low(), number -> suspects.add(keyOf(number))));
    return suspects;
  }

  /** The message that makes one with this key a duplicate, if {@code rows} have it. */
  public Optional<Original> find(DeduplicationKey key, Map<Key, byte[]> rows, long at) {
    for (Key suspect : suspects(key)) {
      byte[] row = rows.get(suspect);
      if (row != null) {
        DeduplicationRow known = DeduplicationRow.decode(row);
        if (known.key().equals(key) && at < known.sentAt() + millis) {
          return Optional.of(new Original(suspect.order(), known));
        }
      }
    }
    return Optional.empty();
  }

  /** Remembers a message from now on; returns the key of its row. */
  public Key add(long sequence, DeduplicationRow row, List<Change> changes) {
    learn(row.key(), sequence, row.sentAt());
    Key key = keyOf(sequence);
    changes.add(Change.put(table, key, row.encode()));
    return key;
  }

  /** Removes what has been read to be too old, and forgets it. */
  public void advance(long at, List<Change> changes) {
    now = at;
    while (!pages.isEmpty() && pages.getFirst().startedAt() + MILLIS_A_PAGE + millis <= at) {
      forgetFirstPage();
    }
    old.forEach(key -> changes.add(Change.remove(table, key)));
    old.clear();
  }

  /** When rows become too old. */
  public OptionalLong nextDeadline() {
    return removal != null || oldest.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(oldest.getAsLong() + millis);
  }

  /** The rows that may be too old, if it is time to look. */
  public Optional<RowsWanted> wanted() {
    if (removal != null || oldest.isEmpty() || now < oldest.getAsLong() + millis) {
      return Optional.empty();
    }
    RowsWanted wanted =
        new RowsWanted(table, Key.first(owner), Key.afterAll(owner), REMOVED_AT_ONCE, this);
    removal = wanted;
    // Whatever is sent from here on is younger than this.
    oldest = OptionalLong.of(now);
    return Optional.of(wanted);
  }

  @Override
  public void loaded(RowsWanted wanted, List<Row> rows) {
    if (!wanted.equals(removal)) {
      return;
    }
    removal = null;
    for (Row row : rows) {
      long sentAt = DeduplicationRow.decode(row.value()).sentAt();
      if (now < sentAt + millis) {
        oldest = OptionalLong.of(sentAt);
        return;
      }
      old.add(row.key());
    }
    if (!wanted.isShort(rows.size())) {
      oldest = OptionalLong.of(now - millis);
    } else if (pages.isEmpty()) {
      oldest = OptionalLong.empty();
    }
  }

  @Override
  public void loadFailed(RowsWanted wanted) {
    if (wanted.equals(removal)) {
      removal = null;
    }
  }

  private void forgetFirstPage() {
    budget.remembered(-pages.removeFirst().fingerprints().bytes());
  }

  private void learn(DeduplicationKey key, long sequence, long sentAt) {
    if (pages.isEmpty() || !pages.getLast().takes(sequence, sentAt)) {
      Page page = new Page(sentAt, new Fingerprints(sequence));
      pages.addLast(page);
      budget.remembered(page.fingerprints().bytes());
    }
    Fingerprints last = pages.getLast().fingerprints();
    long before = last.bytes();
    last.add(key.low(), sequence);
    budget.remembered(last.bytes() - before);
    if (oldest.isEmpty()) {
      oldest = OptionalLong.of(sentAt);
    }
  }

  private Key keyOf(long sequence) {
    return new Key(owner, sequence, 0);
  }
}

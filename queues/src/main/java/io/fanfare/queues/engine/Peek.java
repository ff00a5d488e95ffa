package io.fanfare.queues.engine;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.MessageState;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.PeekMessages.PeekedMessage;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.queues.rules.NextToken;
import io.fanfare.queues.rules.PeekedText;
import io.fanfare.queues.rules.QueueSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One look at a queue, which changes nothing there: which rows it takes, at the most a page of each
 * region, or as many as may be looked at for a text, and which messages they show.
 *
 * <p>A page goes on behind the row where the one before ended, whether or not that row is still
 * there. A message keeps its place in a region, so it is not shown there twice; one that moves from
 * region to region meanwhile, or to the back, is shown in each place, or in none.
 */
public final class Peek {

  private static final int RESULTS_UNASKED = 10;

  private final QueueRecord queue;
  private final int most;
  private final int looks;
  private final @Nullable String contains;
  private final String scope;
  private final List<Slice> slices = new ArrayList<>();

  /**
   * The look that {@code request} takes at {@code queue}.
   *
   * @throws io.fanfare.core.BrokerException if its token is none or was given for another request
   */
  public Peek(PeekMessages request, QueueRecord queue) {
    this.queue = queue;
    most = Objects.requireNonNullElse(request.maxResults(), RESULTS_UNASKED);
    Set<MessageState> states =
        request.states().isEmpty()
            ? EnumSet.allOf(MessageState.class)
            : EnumSet.copyOf(request.states());
    contains = request.contains();
    looks = contains == null ? most : Limits.PEEK_LOOKS;
    String text = contains == null ? "" : " " + contains;
    scope = "peek " + queue.id() + " " + states + " " + most + text;
    String after = NextToken.after(request.nextToken(), scope);
    if (after.isEmpty()) {
      states.forEach(state -> add(state, Key.first(queue.generation())));
    } else {
      PeekedEntry.Position position = PeekedEntry.Position.parse(after);
      if (!states.contains(position.state())) {
        throw NextToken.invalid();
      }
      add(position.state(), position.next(queue.generation()));
      states.stream()
          .filter(state -> state.compareTo(position.state()) > 0)
          .forEach(state -> add(state, Key.first(queue.generation())));
    }
  }

  /** Rows of one region. */
  public record Slice(MessageState state, Key from, Key to, int limit) {

    /** Where they stand. */
    public Table table() {
      return switch (state) {
        case VISIBLE -> QueueTables.READY;
        case IN_FLIGHT -> QueueTables.LEASED;
        case DELAYED -> QueueTables.DELAYED;
      };
    }
  }

  /** The rows to read, all of the same moment. */
  public List<Slice> slices() {
    return List.copyOf(slices);
  }

  /** The page that {@code regions} make, the rows of each slice, as they are {@code now}. */
  public PeekPage page(List<List<Row>> regions, QueueSettings settings, long now) {
    List<PeekedEntry> seen = new ArrayList<>();
    List<PeekedEntry> alive = new ArrayList<>();
    for (int i = 0; i < regions.size(); i++) {
      for (Row row : regions.get(i)) {
        if (seen.size() == looks) {
          return page(alive, seen.get(looks - 1));
        }
        EntryRow found = EntryRow.decode(row.value());
        MessageState state = slices.get(i).state();
        PeekedEntry entry =
            new PeekedEntry(
                PeekedEntry.Position.of(state, row.key()),
                Received.of(found.entry(), queue.id(), queue.generation(), settings.isFifo()),
                state == MessageState.DELAYED ? settings.endOfDelay(row.key()) : found.until());
        seen.add(entry);
        if (settings.expiry(found.entry()) > now) {
          alive.add(entry);
        }
      }
    }
    return page(alive, null);
  }

  private PeekPage page(List<PeekedEntry> entries, @Nullable PeekedEntry last) {
    Predicate<PeekedMessage> shown = contains == null ? any -> true : new PeekedText(contains);
    return new PeekPage(entries, new PeekPage.Asked(scope, most, shown), last);
  }

  /** One row more than the page takes tells whether there is another page. */
  private void add(MessageState state, Key from) {
    slices.add(new Slice(state, from, Key.afterAll(queue.generation()), looks + 1));
  }
}

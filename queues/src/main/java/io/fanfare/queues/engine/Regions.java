package io.fanfare.queues.engine;

import static io.fanfare.queues.engine.QueueTables.BODIES;
import static io.fanfare.queues.engine.QueueTables.DELAYED;
import static io.fanfare.queues.engine.QueueTables.LEASED;
import static io.fanfare.queues.engine.QueueTables.READY;

import io.fanfare.core.Change;
import io.fanfare.core.ErrorCode;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.ReceiptHandle;
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

  private static final OptionalLong NEVER = OptionalLong.empty();

  private final Window ready;
  private final Window delayed;
  private final Leases leases;
  private final Map<Key, Departure> departing = new HashMap<>();
  private long generation;
  private QueueSettings settings;

  /**
   * The regions as the store holds them.
   *
   * @param generation whose rows they are
   * @param leased the rows of all messages in flight
   */
  public Regions(
      long generation, QueueSettings settings, Sizes sizes, List<Row> leased, WindowBudget budget) {
    this.generation = generation;
    this.settings = settings;
    Key first = Key.first(generation);
    ready = new Window(budget, sizes.ready(), first);
    delayed = new Window(budget, sizes.delayed(), first);
    leases = new Leases(settings.retentionMillis());
    for (Row row : leased) {
      EntryRow message = EntryRow.decode(row.value());
      leases.put(message.entry(), message.until());
    }
  }

  /** How many rows stand in two regions. */
  public record Sizes(long ready, long delayed) {}

  QueueSettings settings() {
    return settings;
  }

  long generation() {
    return generation;
  }

  int inFlight() {
    return leases.size();
  }

  QueueCounts counts() {
    OptionalLong oldest =
        Stream.of(leases.oldestSentAt(), sentAt(ready), sentAt(delayed))
            .flatMapToLong(OptionalLong::stream)
            .min();
    return new QueueCounts(ready.size(), leases.size(), delayed.size(), oldest);
  }

  void makeReady(Entry entry, List<Change> changes) {
    Key key = entry.key(generation);
    ready.add(key, entry);
    changes.add(Change.put(READY, key, EntryRow.encode(entry, 0)));
  }

  void delay(Entry entry, long until, List<Change> changes) {
    Key key = new Key(generation, until, entry.sequence());
    delayed.add(key, entry);
    changes.add(Change.put(DELAYED, key, EntryRow.encode(entry, until)));
  }

  /** The message to hand out next, if the heap has one that is not due to be dropped. */
  Optional<Entry> next(long now) {
    return ready.first().map(Map.Entry::getValue).filter(entry -> !isExpired(entry, now));
  }

  /** Receives the next message and hides it for {@code hideMillis}, which may be 0. */
  Entry lease(long now, long hideMillis, List<Change> changes) {
    Entry received = takeFirst().received(now);
    if (hideMillis > 0) {
      changes.add(Change.remove(READY, received.key(generation)));
      hide(received, now + hideMillis, changes);
    }
    return received;
  }

  /** Puts back a message that was received without being hidden. */
  void release(Entry received, List<Change> changes) {
    makeReady(received, changes);
  }

  /** Takes the next message out to give it up; its row stays until the other queue has it. */
  Departure depart() {
    Entry entry = takeFirst();
    Departure departure = new Departure(entry.key(generation), entry);
    departing.put(departure.key(), departure);
    return departure;
  }

  void departed(List<Departure> arrived) {
    arrived.forEach(departure -> departing.remove(departure.key()));
  }

  void stay(List<Departure> refused) {
    for (Departure departure : refused) {
      departing.remove(departure.key());
      if (departure.key().owner() == generation) {
        ready.add(departure.key(), departure.entry());
      }
    }
  }

  boolean hasDepartures() {
    return !departing.isEmpty();
  }

  Optional<Key> unknown(ReceiptHandle handle) {
    Key key = keyOf(handle);
    return handle.generation() != generation
            || leases.find(handle.sequence()).isPresent()
            || departing.containsKey(key)
            || ready.knows(key)
        ? Optional.empty()
        : Optional.of(key);
  }

  /** Brings a message that only the store knew back to the heap, as a lease that ends now. */
  void recall(ReceiptHandle handle, Map<Key, byte[]> recalled, long now, List<Change> changes) {
    Optional<Key> key = unknown(handle);
    byte[] row = key.map(recalled::get).orElse(null);
    if (key.isPresent() && row != null) {
      ready.removeUnknown(key.get());
      changes.add(Change.remove(READY, key.get()));
      hide(EntryRow.decode(row).entry(), now, changes);
    }
  }

  /** Deletes the message of {@code handle}; false if it is gone already. */
  boolean delete(ReceiptHandle handle, List<Change> changes) {
    if (handle.generation() != generation) {
      return false;
    }
    Key key = keyOf(handle);
    Optional<Lease> lease = leases.remove(handle.sequence());
    if (lease.isPresent()) {
      changes.add(Change.remove(LEASED, key));
      dropBody(lease.get().entry(), changes);
      return true;
    }
    Optional<Entry> visible = ready.remove(key);
    visible.ifPresent(
        entry -> {
          changes.add(Change.remove(READY, key));
          dropBody(entry, changes);
        });
    return visible.isPresent();
  }

  void changeVisibility(VisibilityChange change, long now, List<Change> changes) {
    ReceiptHandle handle = change.handle();
    Key key = keyOf(handle);
    Entry entry =
        leases
            .find(handle.sequence())
            .map(Lease::entry)
            .or(() -> ready.find(key))
            .filter(found -> handle.generation() == generation && !isExpired(found, now))
            .orElseThrow(
                () ->
                    ErrorCode.INVALID_PARAMETER_VALUE.refuse(
                        "Value %s for parameter ReceiptHandle is invalid. Reason: Message does not"
                            + " exist or is not available for visibility timeout change.",
                        change.text()));
    long until = now + change.seconds() * 1_000L;
    if (until > entry.lastReceivedAt() + Limits.TOTAL_VISIBILITY_SECONDS * 1_000L) {
      throw ErrorCode.INVALID_PARAMETER_VALUE.refuse(
          "Value %d for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for"
              + " the message is beyond the limit [%d seconds]",
          change.seconds(), Limits.TOTAL_VISIBILITY_SECONDS);
    }
    if (leases.find(handle.sequence()).isEmpty() && change.seconds() > 0) {
      ready.remove(key);
      changes.add(Change.remove(READY, key));
      hide(entry, until, changes);
    } else if (leases.find(handle.sequence()).isPresent()) {
      hide(entry, until, changes);
    }
  }

  /** Ends what has ended by now, a slice of it; what is left is due at once. */
  List<Change> advance(long now) {
    List<Change> changes = new ArrayList<>();
    endDelays(now, changes);
    endLeases(now, changes);
    for (int i = 0; i < SLICE && expired(ready, now).isPresent(); i++) {
      Entry entry = takeFirst();
      changes.add(Change.remove(READY, entry.key(generation)));
      dropBody(entry, changes);
    }
    return changes;
  }

  /**
   * Whether messages may be visible that the heap cannot tell of yet, because rows are to be loaded
   * or the last slice did not reach them.
   */
  boolean unsettled(long now) {
    return ready.isDry()
        || expired(ready, now).isPresent()
        || leases.due(now).isPresent()
        || (delayed.isDry() || dueDelay(now).isPresent());
  }

  OptionalLong nextDeadline() {
    return Stream.of(
            leases.nextEnd(),
            delayed.first().map(row -> OptionalLong.of(row.getKey().order())).orElse(NEVER),
            ready.first().map(row -> OptionalLong.of(expiry(row.getValue()))).orElse(NEVER))
        .flatMapToLong(OptionalLong::stream)
        .min();
  }

  List<RowsWanted> wanted() {
    Optional<Window.Load> readyRows = ready.wanted();
    Optional<Window.Load> delayedRows = delayed.wanted();
    if (readyRows.isEmpty() && delayedRows.isEmpty()) {
      return List.of();
    }
    return Stream.concat(
            readyRows.stream().map(load -> RowsWanted.of(READY, load)),
            delayedRows.stream().map(load -> RowsWanted.of(DELAYED, load)))
        .toList();
  }

  void loaded(RowsWanted wanted, List<Row> rows) {
    Window window = wanted.table().equals(READY) ? ready : delayed;
    window.loaded(
        wanted.load(), rows, row -> departing.isEmpty() || !departing.containsKey(row.key()));
  }

  void loadFailed(RowsWanted wanted) {
    (wanted.table().equals(READY) ? ready : delayed).loadFailed(wanted.load());
  }

  void purge(long newGeneration) {
    generation = newGeneration;
    ready.clear();
    delayed.clear();
    leases.clear();
  }

  void apply(QueueSettings changed) {
    settings = changed;
    leases.retain(changed.retentionMillis());
  }

  private void endDelays(long now, List<Change> changes) {
    for (int i = 0; i < SLICE; i++) {
      Map.Entry<Key, Entry> due = dueDelay(now).orElse(null);
      if (due == null) {
        return;
      }
      delayed.removeFirst();
      changes.add(Change.remove(DELAYED, due.getKey()));
      makeReadyUnlessExpired(due.getValue(), now, changes);
    }
  }

  private void endLeases(long now, List<Change> changes) {
    for (int i = 0; i < SLICE; i++) {
      Lease due = leases.due(now).orElse(null);
      if (due == null) {
        return;
      }
      leases.remove(due.entry().sequence());
      changes.add(Change.remove(LEASED, due.entry().key(generation)));
      makeReadyUnlessExpired(due.entry(), now, changes);
    }
  }

  private void makeReadyUnlessExpired(Entry entry, long now, List<Change> changes) {
    if (isExpired(entry, now)) {
      dropBody(entry, changes);
    } else {
      makeReady(entry, changes);
    }
  }

  private void hide(Entry entry, long until, List<Change> changes) {
    leases.put(entry, until);
    changes.add(Change.put(LEASED, entry.key(generation), EntryRow.encode(entry, until)));
  }

  private void dropBody(Entry entry, List<Change> changes) {
    changes.add(Change.remove(BODIES, Key.of(entry.body())));
  }

  private Entry takeFirst() {
    Entry entry = ready.first().orElseThrow().getValue();
    ready.removeFirst();
    return entry;
  }

  private Key keyOf(ReceiptHandle handle) {
    return new Key(handle.generation(), handle.enqueuedAt(), handle.sequence());
  }

  private Optional<Map.Entry<Key, Entry>> dueDelay(long now) {
    return delayed.first().filter(row -> row.getKey().order() <= now);
  }

  private Optional<Entry> expired(Window window, long now) {
    return window.first().map(Map.Entry::getValue).filter(entry -> isExpired(entry, now));
  }

  private boolean isExpired(Entry entry, long now) {
    return expiry(entry) <= now;
  }

  private long expiry(Entry entry) {
    return entry.enqueuedAt() + settings.retentionMillis();
  }

  private static OptionalLong sentAt(Window window) {
    return window.first().map(row -> OptionalLong.of(row.getValue().sentAt())).orElse(NEVER);
  }
}

package io.fanfare.queues.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.Step;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.queues.rules.QueueSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of one queue, standard or FIFO: what is visible, what is hidden and until when, what
 * waits and who waits for it.
 *
 * <p>A message stands in one of three regions of the store: ready, delayed or leased. A rule moves
 * it and names the rows to change; whoever runs the rule writes them before the reply is heard.
 * After every rule, {@link #serve} hands what has become visible to those who wait, {@link #wanted}
 * tells which rows the queue needs from the store, {@link #takeTransfers} which messages are to go
 * to the dead-letter queue, and {@link #nextDeadline} when {@link #tick} is due.
 */
public final class Queue {

  private static final long CROWDED_MILLIS = 1_000;

  private final Regions regions;
  private final Settling settling;
  private final Sending sending;
  private final Receiving receiving;
  private final Waiters waiters = new Waiters();
  private Optional<RoomWanted> roomWanted = Optional.empty();

  /**
   * A queue as the store holds it.
   *
   * @param id the queue's id
   * @param queueExists whether there is a queue with an ARN
   */
  public Queue(long id, Regions regions, Predicate<Arn> queueExists) {
    this.regions = regions;
    this.settling = new Settling(regions);
    this.sending = new Sending(regions);
    this.receiving = new Receiving(regions, id, queueExists);
  }

  /** Learns what a FIFO queue took in lately; give all rows in slices, before anything else. */
  public void remember(List<Row> deduplicationRows) {
    sending.remember(deduplicationRows);
  }

  /**
   * The rows of {@link QueueTables#DEDUPLICATION} that must be read before it can be told which of
   * {@code drafts} are new; mostly none.
   */
  public Set<Key> suspects(List<Draft> drafts) {
    return sending.suspects(drafts);
  }

  /**
   * Takes in new messages and answers with their ids, in the same order. A FIFO queue answers a
   * duplicate with the id of the message that it took in before, and leaves it at that.
   *
   * @param recalled the rows that {@link #suspects} names, by key
   * @throws BrokerException RequestThrottled while a FIFO queue has no memory to know them again
   */
  public Outcome<List<Sent>> send(List<Draft> drafts, Map<Key, byte[]> recalled, Step step) {
    sending.checkRoom();
    List<Change> changes = advance(step);
    return new Outcome<>(sending.send(drafts, recalled, step, changes), changes);
  }

  /** Takes in messages that another queue gives up, and removes them there in the same batch. */
  public Outcome<Integer> accept(List<TransferredMessage> given, Arn source, Step step) {
    List<Change> changes = advance(step);
    sending.accept(given, source, step, changes);
    return new Outcome<>(given.size(), changes);
  }

  /**
   * Takes in messages that a move task brings, as new ones with the content they had, removes them
   * where they were and writes {@code progress}, the task's row, in the same batch.
   */
  public Outcome<Integer> acceptAnew(List<TransferredMessage> given, Change progress, Step step) {
    List<Change> changes = advance(step);
    sending.acceptAnew(given, step, changes);
    changes.add(progress);
    return new Outcome<>(given.size(), changes);
  }

  /**
   * Takes out the next visible messages for a move task, at most {@code most}. As those of {@link
   * #takeTransfers}, each is to be {@link #departed} or to {@link #stay}.
   */
  public Outcome<List<TransferredMessage>> moveOut(int most, Step step) {
    List<Change> changes = advance(step);
    return new Outcome<>(receiving.moveOut(most, step), changes);
  }

  /** Whether no message is visible, nor about to be found so or on its way elsewhere. */
  public boolean isDrained(long now) {
    return !regions.hasDepartures() && !regions.unsettled(now) && regions.next(1, now).isEmpty();
  }

  /**
   * Hands out messages that there is {@code room} for, or lets the receive wait under {@code
   * number} if there are none and it may wait, or if rows must be loaded to tell; the reply is
   * absent then. Its room is asked again when it is served. While there are messages and no room,
   * every receive waits for a second at least: to be told that there are none, it would only ask
   * again.
   *
   * @throws io.fanfare.core.BrokerException OverLimit if too many messages are in flight and the
   *     receive does not wait
   */
  public Outcome<Optional<List<Received>>> receive(
      long number, ReceiveOptions options, Room room, OptionalLong waitMillis, Step step) {
    receiving.begin();
    List<Change> changes = advance(step);
    long wait = waitMillis.orElse(regions.settings().waitMillis());
    boolean full = regions.inFlight() >= Limits.IN_FLIGHT && !regions.settings().isFifo();
    if (full && wait == 0 && changes.isEmpty()) {
      throw QueueError.OVER_LIMIT.refuse(
          "Too many messages are in flight. At most %d may be.", Limits.IN_FLIGHT);
    }
    List<Received> received =
        waiters.isEmpty()
            ? receiving.take(options, room, step, changes)
            : receiving.takeAgain(options, room, step, changes);
    boolean crowded = roomWanted.isPresent() || receiving.wanted(number).isPresent();
    long patience = crowded ? Math.max(wait, CROWDED_MILLIS) : wait;
    if (!received.isEmpty() || (patience == 0 && !unsettled(step))) {
      return new Outcome<>(Optional.of(received), changes);
    }
    waiters.add(new Waiter(number, options, room, step.now() + patience));
    return new Outcome<>(Optional.empty(), changes);
  }

  /**
   * Ends the wait of a receive that nobody wants to hear of any more.
   *
   * @return whether it waited; if not, it has been given its answer
   */
  public boolean leave(long number) {
    return waiters.remove(number);
  }

  /** Hands messages to the receives that wait, and sends home those whose time is up. */
  public Outcome<List<Answer>> serve(Step step) {
    roomWanted = Optional.empty();
    if (waiters.isEmpty()) {
      return Outcome.of(List.of());
    }
    List<Change> changes = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    while (!waiters.isEmpty()) {
      Waiter waiter = waiters.first();
      List<Received> received = receiving.take(waiter.options(), waiter.room(), step, changes);
      if (received.isEmpty()) {
        roomWanted = receiving.wanted(waiter.number());
        break;
      }
      waiters.remove(waiter.number());
      answers.add(new Answer(waiter.number(), received));
    }
    if (!unsettled(step)) {
      for (Waiter waiter : waiters.due(step.now())) {
        waiters.remove(waiter.number());
        answers.add(new Answer(waiter.number(), List.of()));
      }
    }
    roomWanted = roomWanted.flatMap(this::ofFirst);
    return new Outcome<>(answers, changes);
  }

  /** The first may have gone home meanwhile; whoever is first now lacks the same. */
  private Optional<RoomWanted> ofFirst(RoomWanted lacking) {
    return waiters.isEmpty()
        ? Optional.empty()
        : Optional.of(new RoomWanted(waiters.first().number(), lacking.bytes()));
  }

  /**
   * What the first receive that waits lacks though there are messages, since it was served last.
   */
  public Optional<RoomWanted> roomWanted() {
    return roomWanted;
  }

  /** Ends every wait with nothing, as when the queue is deleted or the broker stops. */
  public List<Answer> sendAllHome() {
    List<Answer> answers =
        waiters.all().stream().map(waiter -> new Answer(waiter.number(), List.of())).toList();
    answers.forEach(answer -> waiters.remove(answer.waiter()));
    return answers;
  }

  /**
   * The rows that must be read before the message of {@code handle} can be told to exist, if the
   * heap does not know.
   */
  public Optional<Key> unknown(ReceiptHandle handle) {
    return regions.unknown(handle);
  }

  /**
   * Deletes messages; one that is already gone stays gone. Answers with the refusal of each handle
   * that has expired, as those of a FIFO queue do with the receive that they came from.
   *
   * @param recalled the rows of {@link #unknown} handles, by key
   */
  public Outcome<List<Optional<BrokerException>>> delete(
      List<OpenHandle> claimed, Map<Key, byte[]> recalled, Step step) {
    Map<Key, byte[]> rows = new HashMap<>(recalled);
    // Time moves on afterwards: a lease that ends now must not become unknown in between.
    List<Change> changes = new ArrayList<>();
    List<Optional<BrokerException>> refusals = new ArrayList<>(claimed.size());
    for (OpenHandle handle : claimed) {
      receiving.deleted(handle.receipt());
      refusals.add(settling.delete(handle, rows, step.now(), changes));
    }
    changes.addAll(advance(step));
    return new Outcome<>(refusals, changes);
  }

  /** How many messages receivers have deleted since the queue was opened. */
  public long deleted() {
    return settling.deleted();
  }

  /** How many messages have ended by themselves since the queue was opened. */
  public long expired() {
    return regions.expired();
  }

  /**
   * Hides messages for so many seconds from now, or shows them at 0. Answers with the refusal of
   * each that is gone, or would be hidden for more than 12 hours since it was received.
   */
  public Outcome<List<Optional<BrokerException>>> changeVisibility(
      List<VisibilityChange> wanted, Map<Key, byte[]> recalled, Step step) {
    Map<Key, byte[]> rows = new HashMap<>(recalled);
    List<Change> changes = new ArrayList<>();
    List<Optional<BrokerException>> refusals = new ArrayList<>(wanted.size());
    for (VisibilityChange change : wanted) {
      refusals.add(settling.changeVisibility(change, rows, step.now(), changes));
    }
    changes.addAll(advance(step));
    return new Outcome<>(refusals, changes);
  }

  /** Moves on what time has moved on: ends delays and leases, drops what has been kept too long. */
  public Outcome<Boolean> tick(Step step) {
    return new Outcome<>(true, advance(step));
  }

  /** When to call {@link #tick} next, if ever. */
  public OptionalLong nextDeadline() {
    OptionalLong next = regions.nextDeadline();
    next = sooner(next, waiters.nextDeadline());
    return sooner(next, sending.nextDeadline());
  }

  /** The rows the queue wants from the store next; give them to their loaders. */
  public List<RowsWanted> wanted() {
    List<RowsWanted> wanted = regions.wanted();
    Optional<RowsWanted> old = sending.wanted();
    return old.isEmpty() ? wanted : Stream.concat(wanted.stream(), old.stream()).toList();
  }

  /** The messages given up since the last call; none of them is handed out again. */
  public List<TransferredMessage> takeTransfers() {
    return receiving.takeTransfers();
  }

  /** Forgets messages that have arrived at the dead-letter queue. */
  public Outcome<Boolean> departed(List<TransferredMessage> arrived, Step step) {
    regions.departed(arrived, step.now());
    return new Outcome<>(true, advance(step));
  }

  /** Keeps messages that the dead-letter queue did not take; they are handed out as before. */
  public Outcome<Boolean> stay(List<TransferredMessage> refused, Step step) {
    regions.stay(refused, step.now());
    receiving.refused();
    return new Outcome<>(true, advance(step));
  }

  /** Whether messages are on their way to the dead-letter queue. */
  public boolean hasDepartures() {
    return regions.hasDepartures();
  }

  /** Empties the queue: from now on its messages are those of the new generation. */
  public void purge(long generation) {
    regions.purge(generation);
    receiving.purge();
    sending.purge();
  }

  /** Applies changed attributes, to the messages that are here as well. */
  public void apply(QueueSettings settings) {
    regions.apply(settings);
  }

  public QueueSettings settings() {
    return regions.settings();
  }

  /** How many messages are where, exactly. */
  public QueueCounts counts() {
    return regions.counts();
  }

  /** How the queue stands without its noisy groups, if it stands as {@code all} says with them. */
  public QueueCounts.Quiet quietCounts(QueueCounts all) {
    return regions.ready().quiet(all);
  }

  /** How many message groups of a FIFO queue have messages in flight; 0 for a standard queue. */
  public int groupsInFlight() {
    return regions.ready().heldGroups();
  }

  /** What those groups take of a standard queue that took something else before the last call. */
  public List<TenantCounts> takeTouchedTenants() {
    return regions.ready().takeTouched();
  }

  /** Whether messages may be visible of which it cannot be told yet. */
  private boolean unsettled(Step step) {
    // The message behind one that leaves a FIFO queue is next as soon as that one has left.
    return regions.unsettled(step.now())
        || (regions.settings().isFifo() && regions.hasDepartures());
  }

  private List<Change> advance(Step step) {
    List<Change> changes = regions.advance(step.now());
    sending.advance(step.now(), changes);
    return changes;
  }

  private static OptionalLong sooner(OptionalLong one, OptionalLong other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return one.getAsLong() <= other.getAsLong() ? one : other;
  }
}

package io.fanfare.queues.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.ErrorCode;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.Step;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The rules of one standard queue: what is visible, what is hidden and until when, what waits and
 * who waits for it.
 *
 * <p>A message stands in one of three regions of the store: ready, delayed or leased. A rule moves
 * it and names the rows to change; whoever runs the rule writes them before the reply is heard.
 * After every rule, {@link #serve} hands what has become visible to those who wait, {@link #wanted}
 * tells which rows the queue needs from the store, {@link #takeDepartures} which messages are to go
 * to the dead-letter queue, and {@link #nextDeadline} when {@link #tick} is due.
 */
public final class Queue {

  private final Regions regions;
  private final Waiters waiters = new Waiters();
  private final long id;
  private final Predicate<Arn> queueExists;
  private List<Departure> departures = new ArrayList<>();

  /**
   * A queue as the store holds it.
   *
   * @param id the queue's id
   * @param queueExists whether there is a queue with an ARN
   */
  public Queue(long id, Regions regions, Predicate<Arn> queueExists) {
    this.id = id;
    this.regions = regions;
    this.queueExists = queueExists;
  }

  /** Takes in new messages and answers with their ids, in the same order. */
  public Outcome<List<Sent>> send(List<Draft> drafts, Step step) {
    List<Change> changes = regions.advance(step.now());
    List<Sent> sent = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      long sequence = step.nextSequence();
      Entry entry = Entry.sent(step.randomUuid(), sequence, step.now(), draft.group());
      changes.add(Change.put(QueueTables.BODIES, Key.of(sequence), draft.content()));
      long delay = draft.delayMillis().orElse(regions.settings().delayMillis());
      if (delay > 0) {
        regions.delay(entry, step.now() + delay, changes);
      } else {
        regions.makeReady(entry, changes);
      }
      sent.add(new Sent(entry.id(), sequence, draft));
    }
    return new Outcome<>(sent, changes);
  }

  /** Takes in messages that another queue gives up, and removes them there in the same batch. */
  public Outcome<Integer> accept(List<Departure> given, Arn source, Step step) {
    List<Change> changes = regions.advance(step.now());
    for (Departure departure : given) {
      changes.add(Change.remove(QueueTables.READY, departure.key()));
      regions.makeReady(
          departure
              .entry()
              .givenUpBy(source.toString(), step.nextSequence(), departure.entry().enqueuedAt()),
          changes);
    }
    return new Outcome<>(given.size(), changes);
  }

  /**
   * Hands out messages, or lets the receive wait under {@code number} if there are none and it may
   * wait, or if rows must be loaded to tell; the reply is absent then.
   *
   * @throws io.fanfare.core.BrokerException OverLimit if too many messages are in flight and the
   *     receive does not wait
   */
  public Outcome<Optional<List<Handed>>> receive(
      long number, Wish wish, OptionalLong waitMillis, Step step) {
    List<Change> changes = regions.advance(step.now());
    long wait = waitMillis.orElse(regions.settings().waitMillis());
    boolean full = regions.inFlight() >= Limits.IN_FLIGHT;
    if (full && wait == 0 && changes.isEmpty()) {
      throw ErrorCode.OVER_LIMIT.refuse(
          "Too many messages are in flight. At most %d may be.", Limits.IN_FLIGHT);
    }
    List<Handed> handed = waiters.isEmpty() ? take(wish, step, changes) : List.of();
    if (!handed.isEmpty() || (wait == 0 && !regions.unsettled(step.now()))) {
      return new Outcome<>(Optional.of(handed), changes);
    }
    waiters.add(new Waiter(number, wish, step.now() + wait));
    return new Outcome<>(Optional.empty(), changes);
  }

  /** Ends the wait of a receive that nobody wants to hear of any more. */
  public void leave(long number) {
    waiters.remove(number);
  }

  /** Hands messages to the receives that wait, and sends home those whose time is up. */
  public Outcome<List<Delivery>> serve(Step step) {
    if (waiters.isEmpty()) {
      return Outcome.of(List.of());
    }
    List<Change> changes = new ArrayList<>();
    List<Delivery> deliveries = new ArrayList<>();
    while (!waiters.isEmpty()) {
      Waiter waiter = waiters.first();
      List<Handed> handed = take(waiter.wish(), step, changes);
      if (handed.isEmpty()) {
        break;
      }
      waiters.remove(waiter.number());
      deliveries.add(new Delivery(waiter.number(), handed));
    }
    if (!regions.unsettled(step.now())) {
      for (Waiter waiter : waiters.due(step.now())) {
        waiters.remove(waiter.number());
        deliveries.add(new Delivery(waiter.number(), List.of()));
      }
    }
    return new Outcome<>(deliveries, changes);
  }

  /** Ends every wait with nothing, as when the queue is deleted or the broker stops. */
  public List<Delivery> sendAllHome() {
    List<Delivery> deliveries =
        waiters.all().stream().map(waiter -> new Delivery(waiter.number(), List.of())).toList();
    deliveries.forEach(delivery -> waiters.remove(delivery.waiter()));
    return deliveries;
  }

  /**
   * The rows that must be read before the message of {@code handle} can be told to exist, if the
   * heap does not know.
   */
  public Optional<Key> unknown(ReceiptHandle handle) {
    return regions.unknown(handle);
  }

  /**
   * Deletes messages. A handle of an earlier receive does too, and a message that is already gone
   * stays gone.
   *
   * @param recalled the rows of {@link #unknown} handles, by key
   */
  public Outcome<Integer> delete(
      List<ReceiptHandle> handles, Map<Key, byte[]> recalled, Step step) {
    // Time moves on afterwards: a lease that ends now must not become unknown in between.
    List<Change> changes = new ArrayList<>();
    int deleted = 0;
    for (ReceiptHandle handle : handles) {
      regions.recall(handle, recalled, step.now(), changes);
      deleted += regions.delete(handle, changes) ? 1 : 0;
    }
    changes.addAll(regions.advance(step.now()));
    return new Outcome<>(deleted, changes);
  }

  /**
   * Hides messages for so many seconds from now, or shows them at 0. Answers with the refusal of
   * each that is gone, or would be hidden for more than 12 hours since it was received.
   */
  public Outcome<List<Optional<BrokerException>>> changeVisibility(
      List<VisibilityChange> wishes, Map<Key, byte[]> recalled, Step step) {
    List<Change> changes = new ArrayList<>();
    List<Optional<BrokerException>> refusals = new ArrayList<>(wishes.size());
    for (VisibilityChange wish : wishes) {
      regions.recall(wish.handle(), recalled, step.now(), changes);
      try {
        regions.changeVisibility(wish, step.now(), changes);
        refusals.add(Optional.empty());
      } catch (BrokerException refusal) {
        refusals.add(Optional.of(refusal));
      }
    }
    changes.addAll(regions.advance(step.now()));
    return new Outcome<>(refusals, changes);
  }

  /** Moves on what time has moved on: ends delays and leases, drops what has been kept too long. */
  public Outcome<Boolean> tick(Step step) {
    return new Outcome<>(true, regions.advance(step.now()));
  }

  /** When to call {@link #tick} next, if ever. */
  public OptionalLong nextDeadline() {
    OptionalLong waiting = waiters.nextDeadline();
    OptionalLong moving = regions.nextDeadline();
    if (waiting.isEmpty() || moving.isEmpty()) {
      return waiting.isEmpty() ? moving : waiting;
    }
    return OptionalLong.of(Math.min(waiting.getAsLong(), moving.getAsLong()));
  }

  /** The rows the queue wants from the store next; give them to {@link #loaded}. */
  public List<RowsWanted> wanted() {
    return regions.wanted();
  }

  /** Takes in rows as they were when they were asked for. */
  public void loaded(RowsWanted wanted, List<Row> rows) {
    regions.loaded(wanted, rows);
  }

  /** Gives up a wish for rows whose read failed; it is wished again. */
  public void loadFailed(RowsWanted wanted) {
    regions.loadFailed(wanted);
  }

  /** The messages given up since the last call; none of them is handed out again. */
  public List<Departure> takeDepartures() {
    if (departures.isEmpty()) {
      return List.of();
    }
    List<Departure> taken = departures;
    departures = new ArrayList<>();
    return taken;
  }

  /** Forgets messages that have arrived at the dead-letter queue. */
  public void departed(List<Departure> arrived) {
    regions.departed(arrived);
  }

  /** Keeps messages that the dead-letter queue did not take; they are handed out as before. */
  public void stay(List<Departure> refused) {
    regions.stay(refused);
  }

  /** Whether messages are on their way to the dead-letter queue. */
  public boolean hasDepartures() {
    return regions.hasDepartures();
  }

  /** Empties the queue: from now on its messages are those of the new generation. */
  public void purge(long generation) {
    regions.purge(generation);
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

  private List<Handed> take(Wish wish, Step step, List<Change> changes) {
    List<Handed> handed = new ArrayList<>();
    List<Entry> seenAndVisible = new ArrayList<>();
    long hide = wish.visibilityMillis().orElse(regions.settings().visibilityMillis());
    while (handed.size() < wish.most() && regions.inFlight() < Limits.IN_FLIGHT) {
      Optional<Entry> next = regions.next(step.now());
      if (next.isEmpty()) {
        break;
      }
      if (isGivenUp(next.get())) {
        departures.add(regions.depart());
        continue;
      }
      Entry received = regions.lease(step.now(), hide, changes);
      if (hide == 0) {
        seenAndVisible.add(received);
      }
      handed.add(handOut(received));
    }
    seenAndVisible.forEach(entry -> regions.release(entry, changes));
    return handed;
  }

  private boolean isGivenUp(Entry entry) {
    return regions
        .settings()
        .redrive()
        .filter(policy -> entry.receiveCount() >= policy.maxReceiveCount())
        .filter(policy -> queueExists.test(policy.deadLetterTarget()))
        .isPresent();
  }

  private Handed handOut(Entry entry) {
    return new Handed(
        entry.id(),
        new ReceiptHandle(
            id, regions.generation(), entry.enqueuedAt(), entry.sequence(), entry.receiveCount()),
        entry.body(),
        entry.sentAt(),
        entry.receiveCount(),
        entry.firstReceivedAt(),
        entry.source());
  }
}

package io.fanfare.queues.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.Change;
import io.fanfare.core.Step;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How messages are handed out, or given up if that has been done often enough. */
final class Receiving {

  private final Regions regions;
  private final long queue;
  private final Predicate<Arn> queueExists;
  private final ReceiveAttempts attempts = new ReceiveAttempts();
  private List<TransferredMessage> transfers = new ArrayList<>();
  private boolean refused;
  private long lacking;

  /** The way out of the queue with the id {@code queue}. */
  Receiving(Regions regions, long queue, Predicate<Arn> queueExists) {
    this.regions = regions;
    this.queue = queue;
    this.queueExists = queueExists;
  }

  /**
   * What an earlier receive of the same attempt was given, or else the next messages, as many as
   * are asked for and there are; in either case none but what there is {@code room} for.
   */
  List<Received> take(ReceiveOptions options, Room room, Step step, List<Change> changes) {
    List<Received> again = takeAgain(options, room, step, changes);
    return again.isEmpty() && lacking == 0 ? takeNext(options, room, step, changes) : again;
  }

  private List<Received> takeNext(
      ReceiveOptions options, Room room, Step step, List<Change> changes) {
    List<Entry> received = new ArrayList<>();
    while (received.size() < options.most() && regions.inFlight() < Limits.IN_FLIGHT) {
      int most = Math.min(options.most() - received.size(), Limits.IN_FLIGHT - regions.inFlight());
      // A group of which something was received is next no more.
      boolean singly = options.forConsumer() && regions.settings().isFifo();
      List<Entry> next = regions.next(singly ? 1 : most, step.now());
      if (next.isEmpty()) {
        break;
      }
      List<Entry> taken = take(next, options, room, step, changes);
      received.addAll(taken);
      if (lacking > 0 || (taken.isEmpty() && refused)) {
        break;
      }
    }
    if (hideMillis(options) == 0 && regions.settings().backoff().isNone()) {
      received.forEach(entry -> regions.release(entry, step.now(), changes));
    } else if (!received.isEmpty()) {
      attempt(options).ifPresent(id -> attempts.add(id, step.now(), leasesOf(received)));
    }
    return received.stream().map(this::handOut).toList();
  }

  /**
   * What an earlier receive of the same attempt was given, hidden anew, if all is as it was; none
   * of it if there is no {@code room} for all of it.
   */
  List<Received> takeAgain(ReceiveOptions options, Room room, Step step, List<Change> changes) {
    lacking = 0;
    Optional<String> attempt = attempt(options);
    if (attempt.isEmpty()) {
      return List.of();
    }
    String id = attempt.get();
    List<Entry> given =
        attempts.find(id, step.now(), regions::leaseOf).stream().map(Lease::entry).toList();
    long bytes = given.stream().mapToLong(entry -> entry.content().bytes()).sum();
    if (!given.isEmpty() && !room.take(bytes)) {
      lacking = bytes;
      return List.of();
    }
    for (Entry entry : given) {
      long last = entry.lastReceivedAt() + Limits.TOTAL_VISIBILITY_SECONDS * 1_000L;
      long until = Math.min(step.now() + hideMillis(entry.receiveCount(), options), last);
      regions.hideUntil(new EntryRow(entry, until), step.now(), changes);
    }
    if (!given.isEmpty()) {
      attempts.add(id, step.now(), leasesOf(given));
    }
    return given.stream().map(this::handOut).toList();
  }

  /** What {@code waiter} lacks if there was no room for what it was to be given just now. */
  Optional<RoomWanted> wanted(long waiter) {
    return lacking == 0 ? Optional.empty() : Optional.of(new RoomWanted(waiter, lacking));
  }

  /** The dead-letter queue refused a message; it is offered again for the next receive. */
  void refused() {
    refused = true;
  }

  /** A new receive has come. */
  void begin() {
    refused = false;
  }

  /** Forgets which attempt was given the message of {@code handle}. */
  void deleted(ReceiptHandle handle) {
    attempts.forgetThatOf(handle.sequence());
  }

  /** Forgets all attempts. */
  void purge() {
    attempts.clear();
  }

  /** Takes the next messages out for a move task, however often they were received. */
  List<TransferredMessage> moveOut(int most, Step step) {
    List<TransferredMessage> taken = new ArrayList<>();
    List<Entry> next = regions.next(most, step.now());
    while (!next.isEmpty()) {
      next.forEach(entry -> taken.add(regions.depart(entry, step.now())));
      next = taken.size() < most ? regions.next(most - taken.size(), step.now()) : List.of();
    }
    return taken;
  }

  /** The messages given up since the last call. */
  List<TransferredMessage> takeTransfers() {
    if (transfers.isEmpty()) {
      return List.of();
    }
    List<TransferredMessage> taken = transfers;
    transfers = new ArrayList<>();
    return taken;
  }

  /**
   * Receives {@code next} up to the first that there is no room for, or that is to be given up;
   * that one only as the first.
   */
  private List<Entry> take(
      List<Entry> next, ReceiveOptions options, Room room, Step step, List<Change> changes) {
    List<Entry> received = new ArrayList<>(next.size());
    for (Entry entry : next) {
      if (isGivenUp(entry)) {
        if (received.isEmpty() && !refused) {
          transfers.add(regions.depart(entry, step.now()));
        }
        break;
      }
      if (!room.take(entry.content().bytes())) {
        lacking = entry.content().bytes();
        break;
      }
      long hide = hideMillis(entry.receiveCount() + 1, options);
      received.add(regions.lease(entry, step.now(), hide, options.forConsumer(), changes));
    }
    return received;
  }

  /** The attempt of a receive; a standard queue knows of none. */
  private Optional<String> attempt(ReceiveOptions options) {
    return Optional.ofNullable(options.attempt()).filter(id -> regions.settings().isFifo());
  }

  /**
   * Whether a message is to be given up. It goes to no queue that gave it up before: its own
   * dead-letter queue would do nothing else with it for ever.
   */
  private boolean isGivenUp(Entry entry) {
    return regions
        .settings()
        .redrive()
        .filter(policy -> entry.receiveCount() >= policy.maxReceiveCount())
        .filter(policy -> !policy.deadLetterTarget().toString().equals(entry.source()))
        .filter(policy -> queueExists.test(policy.deadLetterTarget()))
        .isPresent();
  }

  private List<Lease> leasesOf(List<Entry> entries) {
    return entries.stream().flatMap(entry -> regions.leaseOf(entry.sequence()).stream()).toList();
  }

  private long hideMillis(ReceiveOptions options) {
    return options.visibilityMillis().orElse(regions.settings().visibilityMillis());
  }

  /** For how long what was received {@code receives} times is hidden, with its back-off. */
  private long hideMillis(int receives, ReceiveOptions options) {
    long hide = hideMillis(options) + regions.settings().backoff().millis(receives);
    return Math.min(hide, Limits.TOTAL_VISIBILITY_SECONDS * 1_000L);
  }

  private Received handOut(Entry entry) {
    return Received.of(entry, queue, regions.generation(), regions.settings().isFifo());
  }
}

package io.fanfare.queues.engine;

import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.queues.engine.VisibilityChange.Intent;
import io.fanfare.queues.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A FIFO queue as simply as it can be told: a list of messages, looked through every time. */
final class FifoModelQueue {

  static final String EXPIRED = "The receipt handle has expired.";
  static final String GONE = "Message does not exist";
  static final String TOO_LONG = "Total VisibilityTimeout for the message is beyond the limit";

  private static final long TWELVE_HOURS = 43_200_000;
  private static final long FIVE_MINUTES = 300_000;

  /** A message; {@code leasedUntil} is the end of its last lease. */
  private static final class Held {
    private final UUID id;
    private final long group;
    private final long sequence;
    private final long sentAt;
    private boolean delayed = true;
    private long leasedUntil;
    private boolean inHand;
    private int receives;
    private long receivedAt;

    private Held(Sent sent, long sentAt) {
      this.id = sent.id();
      this.group = sent.draft().group();
      this.sequence = sent.sequence();
      this.sentAt = sentAt;
    }
  }

  /** A message that is known again when it is sent again before {@code until}. */
  private record Known(UUID id, long sequence, long until) {}

  private final long retention;
  private final int givenUpAfter;
  private final List<Held> messages = new ArrayList<>();
  private final Map<DeduplicationKey, Known> known = new HashMap<>();
  private long delay;
  private long lastSequence;
  private int bodiesLeftBehind;
  private long now;

  FifoModelQueue(long retention, int givenUpAfter) {
    this.retention = retention;
    this.givenUpAfter = givenUpAfter;
  }

  void at(long millis) {
    now = millis;
    messages.removeIf(held -> held.sentAt + retention <= now);
    messages.forEach(held -> held.delayed &= held.sentAt + delay > now);
  }

  /** Delays differently from now on, those messages as well whose delay goes on. */
  void delay(long millis) {
    delay = millis;
    at(now);
  }

  void purge() {
    bodiesLeftBehind += messages.size();
    messages.clear();
    known.clear();
  }

  /** Notes how the queue answered a send; answers what is wrong with that, if anything. */
  Optional<String> sent(Sent sent) {
    DeduplicationKey key = Objects.requireNonNull(sent.draft().deduplication());
    Known before = known.get(key);
    if (before != null && now < before.until()) {
      boolean same = before.id().equals(sent.id()) && before.sequence() == sent.sequence();
      return same ? Optional.empty() : Optional.of("a duplicate was taken in: " + sent.id());
    }
    if (sent.sequence() <= lastSequence) {
      return Optional.of("a new message was not taken in: " + sent.id());
    }
    lastSequence = sent.sequence();
    known.put(key, new Known(sent.id(), sent.sequence(), now + FIVE_MINUTES));
    messages.add(new Held(sent, now));
    at(now);
    return Optional.empty();
  }

  /** Notes that the queue gave up a message; answers what is wrong with that, if anything. */
  Optional<String> gaveUp(TransferredMessage transfer) {
    Held held = find(transfer.entry().id());
    if (held == null || !isFree(held) || held.receives < givenUpAfter) {
      return Optional.of("given up although it is not to be: " + transfer.entry());
    }
    bodiesLeftBehind++;
    messages.remove(held);
    return Optional.empty();
  }

  /**
   * Notes that a receive was given {@code received}; answers what is wrong with that, if anything.
   */
  Optional<String> received(List<Received> received, int hideSeconds) {
    List<Held> found = new ArrayList<>();
    for (Received message : received) {
      Held held = find(message.id());
      if (held == null || held.sequence != message.handle().sequence()) {
        return Optional.of("handed out although it is gone: " + message);
      }
      if (!isFree(held) || held.receives >= givenUpAfter) {
        return Optional.of("handed out although it is locked or to be given up: " + message);
      }
      if (!found.containsAll(before(held).toList())) {
        return Optional.of("handed out before its turn: " + message);
      }
      if (message.receiveCount() != held.receives + 1 || found.contains(held)) {
        return Optional.of("received " + held.receives + " times before: " + message);
      }
      found.add(held);
    }
    for (Held held : found) {
      held.receives++;
      held.receivedAt = now;
      held.inHand = false;
      held.leasedUntil = now + hideSeconds * 1_000L;
    }
    return Optional.empty();
  }

  /**
   * Whether, of those groups that {@code received} is of, only the last has more for the receive,
   * and its messages stand together; to be asked before {@link #received}.
   */
  boolean takesGroupsWhole(List<Received> received) {
    List<Held> expected = new ArrayList<>();
    for (Received message : received) {
      Held held = find(message.id());
      if (held != null && !expected.contains(held)) {
        receivable().stream().filter(other -> other.group == held.group).forEach(expected::add);
      }
    }
    List<UUID> ids = expected.stream().map(held -> held.id).limit(received.size()).toList();
    return ids.equals(received.stream().map(Received::id).toList());
  }

  int size() {
    return messages.size();
  }

  /** How many messages a receive could be given. */
  long howManyReceivable() {
    return receivable().size();
  }

  /** Whether the next receive has a message to give up. */
  boolean hasToGiveUp() {
    return unlocked(held -> true).stream().anyMatch(held -> held.receives >= givenUpAfter);
  }

  /** Deletes a message; answers with the refusal, if it is refused. */
  Optional<String> delete(ReceiptHandle handle) {
    Held held = find(handle);
    if (held == null) {
      return Optional.empty();
    }
    if (!isGood(handle, held)) {
      return Optional.of(EXPIRED);
    }
    messages.remove(held);
    return Optional.empty();
  }

  /** Hides a message for so long from now; answers with the refusal, if it is refused. */
  Optional<String> changeVisibility(ReceiptHandle handle, int seconds, Intent intent) {
    Held held = find(handle);
    if (held == null) {
      return Optional.of(GONE);
    }
    if (!isGood(handle, held)) {
      return Optional.of(EXPIRED);
    }
    if (now + seconds * 1_000L > held.receivedAt + TWELVE_HOURS) {
      return Optional.of(TOO_LONG);
    }
    held.leasedUntil = now + seconds * 1_000L;
    held.inHand = intent == Intent.KEEP;
    return Optional.empty();
  }

  /** Begins again; in {@code another} process nobody has in hand what a consumer had. */
  void restart(boolean another) {
    messages.stream()
        .filter(held -> another && held.inHand)
        .forEach(held -> held.leasedUntil = Math.min(held.leasedUntil, now));
  }

  /** Visible, in flight, delayed, and bodies in the store. */
  List<Long> counts() {
    long visible = messages.stream().filter(this::isVisible).count();
    long inFlight = messages.stream().filter(held -> held.leasedUntil > now).count();
    long delayed = messages.stream().filter(held -> held.delayed).count();
    return List.of(visible, inFlight, delayed, (long) messages.size() + bodiesLeftBehind);
  }

  private List<Held> receivable() {
    return unlocked(held -> held.receives < givenUpAfter);
  }

  /** In each group the messages before the first that is hidden or is not {@code wanted}. */
  private List<Held> unlocked(Predicate<Held> wanted) {
    Set<Long> locked = new HashSet<>();
    List<Held> free = new ArrayList<>();
    for (Held held : messages) {
      if (!isVisible(held) || !wanted.test(held)) {
        locked.add(held.group);
      }
      if (!locked.contains(held.group)) {
        free.add(held);
      }
    }
    return free;
  }

  /** Whether neither the message nor one before it in its group is hidden. */
  private boolean isFree(Held held) {
    return isVisible(held) && before(held).allMatch(this::isVisible);
  }

  private Stream<Held> before(Held held) {
    return messages.stream()
        .takeWhile(other -> other != held)
        .filter(other -> other.group == held.group);
  }

  private boolean isVisible(Held held) {
    return !held.delayed && held.leasedUntil <= now;
  }

  private boolean isGood(ReceiptHandle handle, Held held) {
    return held.receives == handle.receive() && held.leasedUntil > now;
  }

  private @Nullable Held find(UUID id) {
    return messages.stream().filter(held -> held.id.equals(id)).findFirst().orElse(null);
  }

  private @Nullable Held find(ReceiptHandle handle) {
    return messages.stream()
        .filter(held -> held.sequence == handle.sequence())
        .findFirst()
        .orElse(null);
  }
}

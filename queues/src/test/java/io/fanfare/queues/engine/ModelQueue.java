package io.fanfare.queues.engine;

import io.fanfare.queues.engine.VisibilityChange.Intent;
import io.fanfare.queues.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A standard queue as simply as it can be told: a list of messages, looked through every time. */
final class ModelQueue {

  private static final long TWELVE_HOURS = 43_200_000;

  /** A message; {@code hiddenUntil} is the end of its delay or of its lease. */
  private static final class Held {
    private final UUID id;
    private final long sentAt;
    private long hiddenUntil;
    private boolean inHand;
    private int receives;
    private long receivedAt;

    private Held(UUID id, long sentAt, long hiddenUntil) {
      this.id = id;
      this.sentAt = sentAt;
      this.hiddenUntil = hiddenUntil;
    }
  }

  private final long retention;
  private final int givenUpAfter;
  private final List<Held> messages = new ArrayList<>();
  private final Map<Long, UUID> idsBySequence = new HashMap<>();
  private long now;

  ModelQueue(long retention, int givenUpAfter) {
    this.retention = retention;
    this.givenUpAfter = givenUpAfter;
  }

  void at(long millis) {
    now = millis;
    // A delayed message is looked at again when its delay ends.
    messages.removeIf(
        held -> held.sentAt + retention <= now && !(held.receives == 0 && held.hiddenUntil > now));
  }

  void send(UUID id, int delaySeconds) {
    messages.add(new Held(id, now, now + delaySeconds * 1_000L));
  }

  /**
   * Notes that the queue handed out {@code message}; answers what is wrong with that, if anything.
   */
  Optional<String> received(Received message, int hideSeconds, boolean inHand) {
    idsBySequence.put(message.handle().sequence(), message.id());
    Held held = find(message.id());
    if (held == null) {
      return Optional.of("handed out although it is gone: " + message);
    }
    if (held.hiddenUntil > now) {
      return Optional.of("handed out although it is hidden: " + message);
    }
    if (held.receives >= givenUpAfter) {
      return Optional.of("handed out although it is to be given up: " + message);
    }
    held.receives++;
    held.receivedAt = now;
    held.inHand = inHand;
    held.hiddenUntil = now + hideSeconds * 1_000L;
    return held.receives == message.receiveCount()
        ? Optional.empty()
        : Optional.of("received " + held.receives + " times, not as told: " + message);
  }

  /** How many messages a receive could be given. */
  long receivable() {
    return messages.stream()
        .filter(held -> held.hiddenUntil <= now && held.receives < givenUpAfter)
        .count();
  }

  /** Gives up a message; answers whether it is one that is to be given up. */
  boolean giveUp(UUID id) {
    Held held = find(id);
    return held != null
        && held.hiddenUntil <= now
        && held.receives >= givenUpAfter
        && messages.remove(held);
  }

  void delete(ReceiptHandle handle) {
    messages.removeIf(held -> held.id.equals(idsBySequence.get(handle.sequence())));
  }

  boolean changeVisibility(ReceiptHandle handle, int seconds, Intent intent) {
    UUID id = idsBySequence.get(handle.sequence());
    Held held = id == null ? null : find(id);
    if (held == null || now + seconds * 1_000L > held.receivedAt + TWELVE_HOURS) {
      return false;
    }
    held.hiddenUntil = now + seconds * 1_000L;
    held.inHand = intent == Intent.KEEP && held.receives == handle.receive();
    return true;
  }

  /** Begins again; in {@code another} process nobody has in hand what a consumer had. */
  void restart(boolean another) {
    messages.stream()
        .filter(held -> another && held.inHand && held.hiddenUntil > now)
        .forEach(held -> held.hiddenUntil = now);
  }

  void purge() {
    messages.clear();
  }

  /** Visible, in flight, delayed. */
  List<Long> counts() {
    long visible = messages.stream().filter(held -> held.hiddenUntil <= now).count();
    long inFlight =
        messages.stream().filter(held -> held.hiddenUntil > now && held.receives > 0).count();
    return List.of(visible, inFlight, messages.size() - visible - inFlight);
  }

  private @Nullable Held find(UUID id) {
    return messages.stream().filter(held -> held.id.equals(id)).findFirst().orElse(null);
  }
}

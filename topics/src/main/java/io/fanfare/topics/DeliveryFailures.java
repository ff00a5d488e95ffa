package io.fanfare.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fanfare.core.Caller;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.notification.Timestamps;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The subscriptions that have lost copies, as no queue took them, since the broker started. The
 * first copy is logged, and then no other for the same reason until one succeeds again.
 */
final class DeliveryFailures {

  private static final System.Logger LOG = System.getLogger(DeliveryFailures.class.getName());

  private final Map<String, Losses> losses = new ConcurrentHashMap<>();

  /** What one subscription has lost; counted where copies are sent and pushed. */
  private record Losses(long copies, String reason, long at, boolean lasts) {

    String state() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("state", lasts ? "failing" : "delivering")
          .put("failed", copies)
          .put("lastReason", reason)
          .put("lastFailed", Timestamps.of(at))
          .toString();
    }
  }

  /**
   * Copies of {@code subscriber} are lost.
   *
   * @param now the time, in milliseconds since 1970
   * @param sender who sends them, for whose request
   */
  void failed(Subscriber subscriber, int copies, String reason, long now, Caller sender) {
    Losses before = losses.get(subscriber.arn());
    Losses first = new Losses(copies, reason, now, true);
    losses.merge(
        subscriber.arn(),
        first,
        (some, more) -> new Losses(some.copies() + more.copies(), reason, now, true));
    if (before == null || !before.lasts() || !before.reason().equals(reason)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} does not take what {1} is to get: {2}{3}",
          subscriber.loggedEndpoint(),
          subscriber.arn(),
          reason,
          sender.logged());
    }
  }

  void succeeded(Subscriber subscriber) {
    // Each copy that is delivered comes by: only the first after a loss takes the lock.
    Losses last = losses.isEmpty() ? null : losses.get(subscriber.arn());
    if (last != null && last.lasts()) {
      losses.computeIfPresent(
          subscriber.arn(),
          (arn, lost) -> new Losses(lost.copies(), lost.reason(), lost.at(), false));
    }
  }

  /** What the subscription {@code arn} has lost, as JSON; nothing if it has lost nothing. */
  Optional<String> state(String arn) {
    return Optional.ofNullable(losses.get(arn)).map(Losses::state);
  }

  /** Forgets a subscription that has ended. */
  void ended(Subscriber subscriber) {
    losses.remove(subscriber.arn());
  }
}

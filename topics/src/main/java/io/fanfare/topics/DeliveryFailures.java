package io.fanfare.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fanfare.core.Caller;
import io.fanfare.runtime.LogRate;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.model.DescribeSubscriptions.DeliveryError;
import io.fanfare.topics.notification.Timestamps;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The subscriptions that have lost copies, as no queue took them, since the broker started. The
 * first copy is logged, and then no other for the same reason until one succeeds again; and never
 * more than a line a minute for each subscription.
 */
final class DeliveryFailures {

  private static final System.Logger LOG = System.getLogger(DeliveryFailures.class.getName());

  private final Map<String, Losses> losses = new ConcurrentHashMap<>();

  /**
   * What one subscription has lost; counted where copies are sent and pushed.
   *
   * @param told the reason that was logged last, if there was no success since; empty otherwise
   */
  private record Losses(
      long copies, String reason, long at, boolean lasts, String told, LogRate rate) {

    static Losses none() {
      return new Losses(0, "", 0, true, "", new LogRate());
    }

    Losses lost(int more, String why, long now) {
      return new Losses(copies + more, why, now, true, told, rate);
    }

    Losses told(String reason) {
      return new Losses(copies, this.reason, at, lasts, reason, rate);
    }

    Losses over() {
      return new Losses(copies, reason, at, false, "", rate);
    }

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
    losses.compute(
        subscriber.arn(),
        (arn, before) -> {
          Losses lost = (before == null ? Losses.none() : before).lost(copies, reason, now);
          if (lost.told().equals(reason)) {
            return lost;
          }
          String line =
              "%s does not take what %s is to get: %s%s"
                  .formatted(subscriber.loggedEndpoint(), arn, reason, sender.logged());
          Optional<String> due = lost.rate().line(now, line, copies);
          due.ifPresent(told -> LOG.log(System.Logger.Level.WARNING, told));
          return due.isPresent() ? lost.told(reason) : lost;
        });
  }

  void succeeded(Subscriber subscriber) {
    // Each copy that is delivered comes by: only the first after a loss takes the lock.
    Losses last = losses.isEmpty() ? null : losses.get(subscriber.arn());
    if (last != null && last.lasts()) {
      losses.computeIfPresent(subscriber.arn(), (arn, lost) -> lost.over());
    }
  }

  /** What the subscription {@code arn} has lost, as JSON; nothing if it has lost nothing. */
  Optional<String> state(String arn) {
    return Optional.ofNullable(losses.get(arn)).map(Losses::state);
  }

  /** What the subscription {@code arn} has lost last; nothing if it has lost nothing. */
  Optional<DeliveryError> last(String arn) {
    return Optional.ofNullable(losses.get(arn))
        .map(last -> new DeliveryError(null, last.reason(), Instant.ofEpochMilli(last.at())));
  }

  /** Forgets a subscription that has ended. */
  void ended(Subscriber subscriber) {
    losses.remove(subscriber.arn());
  }
}

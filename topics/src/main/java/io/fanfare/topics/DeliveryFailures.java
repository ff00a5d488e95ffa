package io.fanfare.topics;

import io.fanfare.core.Caller;
import io.fanfare.topics.engine.Subscriber;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The subscriptions with copies that no queue took: the first copy is logged, and then no other
 * until one succeeds again.
 */
final class DeliveryFailures {

  private static final System.Logger LOG = System.getLogger(DeliveryFailures.class.getName());

  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /**
   * A copy of {@code subscriber} is lost.
   *
   * @param sender who sends it, for whose request
   */
  void failed(Subscriber subscriber, String reason, Caller sender) {
    if (failing.add(subscriber.arn())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} does not take what {1} is to get: {2}{3}",
          subscriber.queue(),
          subscriber.arn(),
          reason,
          sender.logged());
    }
  }

  void succeeded(Subscriber subscriber) {
    if (!failing.isEmpty()) {
      failing.remove(subscriber.arn());
    }
  }

  /** Forgets a subscription that has ended. */
  void ended(Subscriber subscriber) {
    failing.remove(subscriber.arn());
  }
}

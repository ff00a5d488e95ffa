package io.fanfare.topics;

import io.fanfare.topics.engine.Subscriber;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The copies that no queue took: each is counted, and the first of a subscription is logged, until
 * one succeeds again.
 */
final class DeliveryFailures {

  private static final System.Logger LOG = System.getLogger(DeliveryFailures.class.getName());

  private final @Nullable Counter lost;
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  DeliveryFailures(@Nullable MeterRegistry meters) {
    lost =
        meters == null
            ? null
            : Counter.builder("fanfare.topics.deliveries.failed")
                .description("Copies of published messages that no queue took")
                .register(meters);
  }

  void failed(Subscriber subscriber, String reason) {
    if (lost != null) {
      lost.increment();
    }
    if (failing.add(subscriber.arn())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} does not take what {1} is to get: {2}",
          subscriber.queue(),
          subscriber.arn(),
          reason);
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

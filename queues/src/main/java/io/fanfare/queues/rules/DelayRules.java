package io.fanfare.queues.rules;

import static io.fanfare.queues.model.QueueAttribute.DELAY_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.MAXIMUM_DELAY_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.MESSAGE_RETENTION_PERIOD;

import io.fanfare.core.Attributes;
import io.fanfare.queues.model.Limits;
import java.util.Map;

/**
 * How long the messages of a queue may be delayed: as with AWS, or where MaximumDelaySeconds is
 * set, for as long as that says, but never until their retention ends, as nobody would be told that
 * they are gone.
 */
final class DelayRules {

  private DelayRules() {}

  /** The longest delay in a queue of these {@code attributes}. */
  static int mostSeconds(Attributes attributes) {
    return attributes
        .find(MAXIMUM_DELAY_SECONDS)
        .map(most -> Math.min(most, attributes.get(MESSAGE_RETENTION_PERIOD) - 1))
        .orElse(Limits.DELAY.most());
  }

  /** Refuses a DelaySeconds that is {@code given} and too long for what {@code changed} says. */
  static void checkGiven(Attributes changed, Map<String, String> given) {
    if (given.containsKey(DELAY_SECONDS.name()) && isTooLong(changed)) {
      throw DELAY_SECONDS.refusal();
    }
  }

  /** Refuses what is {@code given} if the queue's own DelaySeconds is too long from then on. */
  static void checkKept(Attributes changed, Map<String, String> given) {
    if (isTooLong(changed)) {
      throw given.containsKey(MAXIMUM_DELAY_SECONDS.name())
          ? MAXIMUM_DELAY_SECONDS.refusal()
          : MESSAGE_RETENTION_PERIOD.refusal();
    }
  }

  private static boolean isTooLong(Attributes attributes) {
    return attributes.get(DELAY_SECONDS) > mostSeconds(attributes);
  }
}

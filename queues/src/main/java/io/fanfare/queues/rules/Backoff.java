package io.fanfare.queues.rules;

import static io.fanfare.queues.model.QueueAttribute.BACKOFF_FACTOR;
import static io.fanfare.queues.model.QueueAttribute.BACKOFF_INITIAL_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.BACKOFF_MAXIMUM_SECONDS;

import io.fanfare.core.Attributes;

/**
 * For how long a message is hidden beyond what its receiver asked for, so that one that keeps
 * failing is tried less and less often: exponential back-off by its receives.
 *
 * @param initialMillis how long after the first receive; 0 for no back-off at all
 * @param factor how many times as long after each further one
 * @param mostMillis how long at the most
 */
public record Backoff(long initialMillis, int factor, long mostMillis) {

  private static final int USUAL_FACTOR = 2;
  private static final int USUAL_MOST_SECONDS = 900;

  /** What {@code attributes} say. */
  static Backoff of(Attributes attributes) {
    return new Backoff(
        attributes.find(BACKOFF_INITIAL_SECONDS).orElse(0) * 1_000L,
        attributes.find(BACKOFF_FACTOR).orElse(USUAL_FACTOR),
        attributes.find(BACKOFF_MAXIMUM_SECONDS).orElse(USUAL_MOST_SECONDS) * 1_000L);
  }

  /** Whether messages are hidden for as long as their receivers ask for, and no longer. */
  public boolean isNone() {
    return initialMillis == 0;
  }

  /** How much longer a message is hidden that was received {@code receives} times by now. */
  public long millis(int receives) {
    long millis = Math.min(initialMillis, mostMillis);
    for (int i = 1; i < receives && millis < mostMillis && factor > 1; i++) {
      millis = Math.min(millis * factor, mostMillis);
    }
    return isNone() ? 0 : millis;
  }
}

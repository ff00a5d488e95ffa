package io.fanfare.topics;

import io.fanfare.push.DeliveryResult;
import io.fanfare.topics.model.DescribeSubscriptions.DeliveryError;
import io.fanfare.topics.model.Limits;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How attempts to push went since the broker started, of those subscriptions to which something was
 * pushed last: counted where it is pushed, on any thread.
 */
final class PushStates {

  private static final float LOAD = 0.75f;

  private final Map<String, State> byArn = new LastUsed();

  /**
   * How the attempts of one subscription went.
   *
   * @param delivered attempts that its endpoint took
   * @param failed attempts that its endpoint did not take
   * @param lastError what came of the last of those
   */
  record State(long delivered, long failed, @Nullable DeliveryError lastError) {

    private static final State NONE = new State(0, 0, null);

    private State with(DeliveryResult result, long now) {
      if (result.outcome() == DeliveryResult.Outcome.DELIVERED) {
        return new State(delivered + 1, failed, lastError);
      }
      Integer status = result.statusCode() == 0 ? null : result.statusCode();
      DeliveryError error = new DeliveryError(status, result.reason(), Instant.ofEpochMilli(now));
      return new State(delivered, failed + 1, error);
    }
  }

  /** States in the order of their last use, of which the oldest goes. */
  private static final class LastUsed extends LinkedHashMap<String, State> {

    private static final long serialVersionUID = 1;

    LastUsed() {
      super(16, LOAD, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
      return size() > Limits.DELIVERIES_KNOWN;
    }
  }

  /** Something was pushed once to the subscription {@code arn}. */
  synchronized void attempted(String arn, DeliveryResult result, long now) {
    byArn.put(arn, byArn.getOrDefault(arn, State.NONE).with(result, now));
  }

  /** How attempts of the subscription {@code arn} went, if that is known. */
  synchronized Optional<State> of(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  /** Forgets a subscription that has ended. */
  synchronized void ended(String arn) {
    byArn.remove(arn);
  }
}

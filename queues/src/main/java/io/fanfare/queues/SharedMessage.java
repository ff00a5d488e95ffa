package io.fanfare.queues;

import io.fanfare.core.Arn;
import io.fanfare.queues.engine.SharedDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message made ready for many queues by {@link Delivery#share}: its content is checked, encoded
 * and stored once, and kept until the last of them has lost its copy.
 */
public final class SharedMessage {

  private final SharedDraft draft;

  SharedMessage(SharedDraft draft) {
    this.draft = draft;
  }

  SharedDraft draft() {
    return draft;
  }

  /** The copy that has {@code insert} at the message's gap, if it has one. */
  public Copy copy(String insert) {
    return new Copy(this, insert);
  }

  /**
   * What one queue gets of the message.
   *
   * @param message what all copies have
   * @param insert what this one has at the gap; empty if there is none
   */
  public record Copy(SharedMessage message, String insert) {}

  /**
   * Copies of messages for {@code queue}, in the order in which it is to take them.
   *
   * @param queue the ARN of the queue that takes them
   * @param ofSubscription whether it is one of {@link SubscriptionQueues}, and no user's
   * @param topic the ARN of the topic whose message it is, to which the queue has to have agreed;
   *     absent if the broker delivers for nobody else
   * @param copies in the order in which it takes them
   */
  public record Addressed(
      Arn queue, boolean ofSubscription, @Nullable String topic, List<Copy> copies) {

    /** Copies for the user's queue {@code queue}. */
    public Addressed(Arn queue, List<Copy> copies) {
      this(queue, false, null, copies);
    }
  }
}

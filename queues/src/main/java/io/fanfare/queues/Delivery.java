package io.fanfare.queues;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Published;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.Attempt;
import io.fanfare.seal.DataKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The queues as topics see them: one message is made ready once and sent to many. What a topic
 * delivers is asked about as access control has it; what the broker delivers itself is not.
 */
public interface Delivery {

  /** The same for what is sent in the name of {@code caller}. */
  Delivery as(Caller caller);

  /**
   * The same for messages that are sealed with {@code key}, if there is one, in place of a data key
   * of the broker's own. Who seals nothing does nothing else then.
   */
  default Delivery sealedBy(Optional<DataKey> key) {
    return this;
  }

  /**
   * Makes a message ready for many queues, whatever the queue that it names. It has a
   * MessageDeduplicationId if it is for FIFO queues, and none if it is for standard queues.
   *
   * @param gap before which character of the body each copy has a text of its own, if they do
   * @throws BrokerException if no queue takes such a message
   */
  SharedMessage share(SendMessage message, OptionalInt gap);

  /**
   * The same for a message as it was published, of which consumers hear what its topic knows.
   *
   * @throws BrokerException if no queue takes such a message
   */
  SharedMessage share(SendMessage message, Published published);

  /**
   * Sends copies of shared messages to many queues, whoever's they are; each queue takes its own in
   * their order, and queues of one event loop are asked together. Answers, in the order of {@code
   * mail}, with the refusal of each copy that its queue does not take; the future of a queue fails
   * if there is no such queue, if it has not agreed to the topic, or if there is no room.
   */
  List<Future<List<Optional<BrokerException>>>> sendCopies(List<SharedMessage.Addressed> mail);

  /**
   * Sends {@code message} to {@code queue} alone, whoever's that is; fails with the refusal of
   * either.
   *
   * @param ofSubscription whether it is one of {@link #subscriptionQueues}, and no user's
   */
  default Future<Void> send(Arn queue, boolean ofSubscription, SendMessage message) {
    return send(queue, ofSubscription, null, message);
  }

  /**
   * The same on behalf of {@code topic}, an ARN, if there is one.
   *
   * @param topic to which the queue has to have agreed
   */
  default Future<Void> send(
      Arn queue, boolean ofSubscription, @Nullable String topic, SendMessage message) {
    return Attempt.of(
        () -> {
          SharedMessage.Copy copy = share(message, OptionalInt.empty()).copy("");
          return sendCopies(
                  List.of(new SharedMessage.Addressed(queue, ofSubscription, topic, List.of(copy))))
              .get(0)
              .compose(
                  refusals ->
                      refusals
                          .get(0)
                          .<Future<Void>>map(Future::failedFuture)
                          .orElseGet(Future::succeededFuture));
        });
  }

  /** The queues that no caller sees: what subscriptions are still to be sent. */
  SubscriptionQueues subscriptionQueues();
}

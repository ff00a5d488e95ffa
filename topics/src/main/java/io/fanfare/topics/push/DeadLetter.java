package io.fanfare.topics.push;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.Attempt;
import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint does not take, for a queue of a user.
 *
 * @param owner the account of who subscribed
 * @param topic the ARN of the topic whose message it was, to which the queue has to have agreed;
 *     absent if that is not known any more
 * @param queue the ARN of the dead-letter queue
 * @param body what the queue gets
 * @param attributes what it gets beside
 */
public record DeadLetter(
    String owner,
    @Nullable String topic,
    Arn queue,
    String body,
    Map<String, MessageAttribute> attributes) {

  /** Sends it; fails with the refusal if the queue does not take it. */
  public Future<Void> send(Delivery queues) {
    return Attempt.of(
        () ->
            queues
                .as(new Caller(owner, queue.region(), ""))
                .send(
                    queue,
                    false,
                    topic,
                    new SendMessage(
                        queue.resource(), body, null, attributes, Map.of(), null, null)));
  }

  /** Why a dead letter was not sent, for logs. */
  public static String sentence(Throwable fault) {
    return fault instanceof BrokerException refusal
        ? refusal.sentence()
        : String.valueOf(fault.getMessage());
  }
}

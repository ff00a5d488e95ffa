package io.fanfare.topics.push;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.Digest;
import io.fanfare.push.DeliveryResult;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.notification.PushedMessage;
import io.fanfare.topics.rows.TopicRecord;
import java.util.Map;

/**
 * The delivery status of pushes, for topics whose feedback attributes ask for it: a line of JSON
 * for each attempt, in the words of AWS's log, by the logger of this class. Successes are sampled
 * by message, so that all of one message is seen or nothing.
 *
 * @param ofSuccess how many in a hundred successes are told
 * @param ofFailure whether failures are
 */
record DeliveryLog(int ofSuccess, boolean ofFailure) {

  private static final System.Logger LOG = System.getLogger(DeliveryLog.class.getName());
  private static final int ALL = 100;

  /**
   * What {@code topic} wants to be told of deliveries of {@code kind}, as its attributes call it.
   */
  static DeliveryLog of(TopicRecord topic, String kind) {
    Map<String, String> set = topic.attributes().texts();
    boolean success = !set.getOrDefault(kind + "SuccessFeedbackRoleArn", "").isEmpty();
    String rate = set.getOrDefault(kind + "SuccessFeedbackSampleRate", "");
    boolean failure = !set.getOrDefault(kind + "FailureFeedbackRoleArn", "").isEmpty();
    return new DeliveryLog(success ? rate.isEmpty() ? ALL : Integer.parseInt(rate) : 0, failure);
  }

  /**
   * Tells of one attempt.
   *
   * @param attempts the how manieth of the message it was
   */
  void tell(Subscriber subscriber, PushedMessage message, DeliveryResult result, int attempts) {
    boolean success = result.outcome() == DeliveryResult.Outcome.DELIVERED;
    boolean told =
        success ? Math.floorMod(message.messageId().hashCode(), ALL) < ofSuccess : ofFailure;
    if (told) {
      LOG.log(System.Logger.Level.INFO, line(subscriber, message, result, attempts));
    }
  }

  private static String line(
      Subscriber subscriber, PushedMessage message, DeliveryResult result, int attempts) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.putObject("notification")
        .put("messageMD5Sum", Digest.ofBody(message.body()))
        .put("messageId", message.messageId())
        .put("topicArn", subscriber.topicArn());
    line.putObject("delivery")
        .put("subscriptionArn", subscriber.arn())
        .put("destination", subscriber.loggedEndpoint())
        .put("providerResponse", result.reason())
        .put("dwellTimeMs", result.millis())
        .put("attempts", attempts)
        .put("statusCode", result.statusCode());
    boolean success = result.outcome() == DeliveryResult.Outcome.DELIVERED;
    return line.put("status", success ? "SUCCESS" : "FAILURE").toString();
  }
}

package io.fanfare.topics.rules;

import io.fanfare.core.Arn;
import io.fanfare.topics.rows.TopicRecord;
import java.util.List;

/** Who gets what a subscription's endpoint did not take. */
public record RedrivePolicy(Arn deadLetterTarget) {

  private static final String TARGET = "deadLetterTargetArn";

  /** The policy that {@code text} spells. */
  public static RedrivePolicy parse(AttributeJson json, String text) {
    String target = json.object(text, List.of(TARGET)).path(TARGET).asText();
    return new RedrivePolicy(
        EndpointRules.queue(target).orElseThrow(() -> json.refusal(TARGET + " is an invalid arn")));
  }

  /**
   * Whether its queue is of the account of {@code owner}, whose the subscription is: nobody sends
   * what others did not take to where they could not send it themselves.
   */
  public boolean isOf(String owner) {
    return deadLetterTarget.account().equals(owner);
  }

  /** Refuses the policy if its queue cannot take what the endpoint gets, or is another's. */
  void check(AttributeJson json, TopicRecord topic, boolean fifoEndpoint, String owner) {
    if (!isOf(owner)) {
      throw json.refusal(TARGET + " must be a queue of the subscription's own account");
    }
    boolean fifo = EndpointRules.isFifo(deadLetterTarget);
    if (topic.isFifo() && fifoEndpoint && !fifo) {
      throw json.refusal("must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
    }
    if (!topic.isFifo() && fifo) {
      throw json.refusal(
          "must use a standard queue as DLQ for a Subscription to a standard Topic.");
    }
  }
}

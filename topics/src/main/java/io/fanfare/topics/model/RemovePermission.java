package io.fanfare.topics.model;

/**
 * Removes what the label names from a topic's policy.
 *
 * @param topicArn the topic's ARN; {@code NotFound} if there is none
 * @param label the Sid of the statement; if the policy has none of it, nothing happens
 * @see "SNS API Reference, RemovePermission"
 */
public record RemovePermission(String topicArn, String label) {

  public RemovePermission {
    topicArn = TopicArn.check("TopicArn", topicArn);
    label = RequiredMember.of("label", label);
  }
}

package io.fanfare.topics.model;

/** Removes what the label names from a topic's policy. */
public record RemovePermission(String topicArn, String label) {

  public RemovePermission {
    topicArn = TopicArn.check("TopicArn", topicArn);
    label = RequiredMember.of("label", label);
  }
}

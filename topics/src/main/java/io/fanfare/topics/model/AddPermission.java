package io.fanfare.topics.model;

import io.fanfare.core.WireName;
import java.util.List;

/** Allows actions on a topic to accounts, in a statement of its policy called by the label. */
public record AddPermission(
    String topicArn,
    String label,
    @WireName("AWSAccountId") List<String> awsAccountIds,
    @WireName("ActionName") List<String> actionNames) {

  public AddPermission {
    topicArn = TopicArn.check("TopicArn", topicArn);
    label = RequiredMember.of("label", label);
    awsAccountIds = RequiredMember.elements("aWSAccountId", awsAccountIds);
    actionNames = RequiredMember.elements("actionName", actionNames);
  }
}

package io.fanfare.topics.model;

import io.fanfare.core.WireName;
import java.util.List;

/**
 * Allows actions on a topic to accounts, in a statement of its policy called by the label.
 *
 * @param topicArn the topic's ARN; {@code NotFound} if there is none
 * @param label the Sid of the new statement; one that the policy has already is refused with {@code
 *     InvalidParameter}
 * @param awsAccountIds whom it allows, by account of 12 digits; at least one
 * @param actionNames what it allows, by names such as {@code Publish}; at least one
 * @see "SNS API Reference, AddPermission"
 */
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

package io.fanfare.topics.model;

import io.fanfare.core.Arn;

/** The policy of a topic that has been given none: that of AWS, by which only the owner may. */
public final class DefaultPolicy {

  private static final String TEXT =
      """
      {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[\
      {"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":[\
      "SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission",\
      "SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe","SNS:ListSubscriptionsByTopic",\
      "SNS:Publish"],"Resource":"TOPIC",\
      "Condition":{"StringEquals":{"AWS:SourceOwner":"OWNER"}}}]}""";

  private DefaultPolicy() {}

  /** The policy that {@code topic} then has, in JSON. */
  public static String of(Arn topic) {
    return TEXT.replace("TOPIC", topic.toString()).replace("OWNER", topic.account());
  }
}

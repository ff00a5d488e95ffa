package io.fanfare.topics.rules;

import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.topics.model.AddPermission;
import io.fanfare.topics.model.RemovePermission;
import io.fanfare.topics.rows.TopicRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A topic has AWS's policy until permissions are added to it or it is replaced. */
class TopicPolicyTest {

  private static final String ARN = "arn:aws-cn:sns:cn-north-1:123456789012:orders";
  private static final TopicRecord TOPIC = new TopicRecord(1, ARN, Attributes.none(), Map.of());
  private static final String DEFAULT =
      """
      {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{\
      "Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},\
      "Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission",\
      "SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
      "SNS:ListSubscriptionsByTopic","SNS:Publish"],\
      "Resource":"arn:aws-cn:sns:cn-north-1:123456789012:orders",\
      "Condition":{"StringEquals":{"AWS:SourceOwner":"123456789012"}}}]}""";
  private static final List<String> ALICE = List.of("111111111111");

  @Test
  void theDefaultAllowsTheOwner() {
    assertEquals(DEFAULT, TopicPolicy.of(TOPIC));
  }

  @Test
  void aPermissionComesAfterTheStatementsThatAreThere() {
    assertEquals(
        DEFAULT.replace(
            "}]}",
            """
            },{"Sid":"alice","Effect":"Allow",\
            "Principal":{"AWS":"arn:aws-cn:iam::111111111111:root"},\
            "Action":"SNS:Publish","Resource":"ARN"}]}"""
                .replace("ARN", ARN)),
        TopicPolicy.of(add(TOPIC, "alice", ALICE, List.of("Publish"))));
  }

  @Test
  void severalAccountsAndActionsAreLists() {
    TopicRecord empty = TOPIC.with(new Attributes(Map.of("Policy", "{\"Statement\":[]}")));
    assertEquals(
        """
        {"Statement":[{"Sid":"both","Effect":"Allow","Principal":{"AWS":[\
        "arn:aws-cn:iam::111111111111:root","arn:aws-cn:iam::222222222222:root"]},\
        "Action":["SNS:Subscribe","SNS:Receive"],"Resource":"ARN"}]}"""
            .replace("ARN", ARN),
        TopicPolicy.of(
            add(
                empty,
                "both",
                List.of("111111111111", "222222222222"),
                List.of("Subscribe", "Receive"))));
  }

  @Test
  void aRemovedPermissionLeavesTheOthers() {
    TopicRecord one = add(TOPIC, "one", ALICE, List.of("Publish"));
    TopicRecord two = add(one, "two", ALICE, List.of("Publish"));
    assertEquals(one, remove(two, "two"));
    assertEquals(one, remove(one, "two"));
    assertEquals(TOPIC, remove(TOPIC, "two"));
    assertEquals(
        "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[]}",
        TopicPolicy.of(remove(TOPIC, "__default_statement_ID")));
  }

  @Test
  void whatCannotBeAllowedIsRefused() {
    TopicRecord one = add(TOPIC, "one", ALICE, List.of("Publish"));
    assertAdditionRefused(
        "Invalid parameter: Statement already exists", one, "one", "111111111111", "Subscribe");
    for (String action : List.of("*", "publish", "SNS:Publish", "CreateTopic")) {
      assertAdditionRefused(
          "Invalid parameter: Policy statement action out of service scope!",
          one,
          "two",
          "111111111111",
          action);
    }
    assertAdditionRefused(
        "Invalid parameter: Policy Error: PrincipalNotFound", one, "two", "alice", "Publish");
    String label = "x".repeat(30_720);
    assertAdditionRefused(
        "Invalid parameter: Policy Error: %d bytes were found, maximum allowed is 30720"
            .formatted(TopicPolicy.of(one).length() + statement("").length() + label.length() + 1),
        one,
        label,
        "111111111111",
        "Publish");
  }

  private static String statement(String label) {
    return """
    {"Sid":"LABEL","Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::111111111111:root"},\
    "Action":"SNS:Publish","Resource":"ARN"}"""
        .replace("LABEL", label)
        .replace("ARN", ARN);
  }

  private static TopicRecord add(
      TopicRecord topic, String label, List<String> accounts, List<String> actions) {
    return topic.with(TopicPolicy.add(topic, new AddPermission(ARN, label, accounts, actions)));
  }

  private static TopicRecord remove(TopicRecord topic, String label) {
    return topic.with(TopicPolicy.remove(topic, new RemovePermission(ARN, label)));
  }

  private static void assertAdditionRefused(
      String sentence, TopicRecord topic, String label, String account, String action) {
    assertRefused(sentence, () -> add(topic, label, List.of(account), List.of(action)));
  }
}

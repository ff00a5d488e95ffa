package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetTopicAttributes and SetTopicAttributes. */
@OnEveryBroker
final class TopicAttributesTest {

  private static final String INVALID = "InvalidParameter";
  private static final String RETRIES =
      """
      "defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,\
      "numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,\
      "backoffFunction":"linear"},""";

  private final Tenant tenant;

  TopicAttributesTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aNewTopicHasTheDefaults() {
    String arn = create(Map.of());
    assertEquals(
        Map.of(
            "TopicArn",
            arn,
            "Owner",
            tenant.account,
            "SubscriptionsConfirmed",
            "0",
            "SubscriptionsPending",
            "0",
            "SubscriptionsDeleted",
            "0",
            "DisplayName",
            "",
            "Policy",
            """
                {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{\
                "Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},\
                "Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
                "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic",\
                "SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],\
                "Resource":"TOPIC",\
                "Condition":{"StringEquals":{"AWS:SourceOwner":"OWNER"}}}]}"""
                .replace("TOPIC", arn)
                .replace("OWNER", tenant.account),
            "EffectiveDeliveryPolicy",
            "{\"http\":{"
                + RETRIES
                + "\"disableSubscriptionOverrides\":false,\"defaultRequestPolicy\":"
                + "{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}"),
        attributes(arn));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DisplayName | Orders, new",
        "Policy | { \"Statement\" : [] }",
        "KmsMasterKeyId | alias/aws/sns",
        "SignatureVersion | 2",
        "TracingConfig | PassThrough",
        "MaximumMessageSize | 1048576",
        "SQSSuccessFeedbackRoleArn | arn:aws:iam::123456789012:role/feedback",
        "SQSSuccessFeedbackSampleRate | 100",
        "HTTPFailureFeedbackRoleArn | arn:aws:iam::123456789012:role/feedback",
      })
  void whatIsSetIsShownAsItIs(String name, String value) {
    String arn = create(Map.of());
    set(arn, name, value);
    assertEquals(value, attributes(arn).get(name));
    assertEquals(value, attributes(create(Map.of(name, value))).get(name));
  }

  @Test
  void aDeliveryPolicyIsInEffectOverTheDefaults() {
    String arn = create(Map.of());
    set(
        arn,
        "DeliveryPolicy",
        "{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"text/csv\"}}}");
    assertEquals(
        "{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"text/csv\"},"
            + "\"disableSubscriptionOverrides\":false}}",
        attributes(arn).get("DeliveryPolicy"));
    assertEquals(
        "{\"http\":{"
            + RETRIES
            + "\"disableSubscriptionOverrides\":false,\"defaultRequestPolicy\":"
            + "{\"headerContentType\":\"text/csv\"}}}",
        attributes(arn).get("EffectiveDeliveryPolicy"));
    set(arn, "DeliveryPolicy", "");
    assertEquals("absent", attributes(arn).getOrDefault("DeliveryPolicy", "absent"));
  }

  @Test
  void subscriptionsAreCounted() {
    String arn = create(Map.of());
    String first = subscribe(arn);
    subscribe(arn);
    assertEquals(List.of("2", "0", "0"), counts(arn));
    tenant.sns.subscribe(
        s -> s.topicArn(arn).protocol("http").endpoint("http://localhost/" + tenant.newName()));
    assertEquals(List.of("2", "1", "0"), counts(arn));
    tenant.sns.unsubscribe(u -> u.subscriptionArn(first));
    tenant.sns.unsubscribe(u -> u.subscriptionArn(first));
    assertEquals(List.of("1", "1", "1"), counts(arn));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nope | x | AttributeName",
        "TopicArn | x | AttributeName",
        "EffectiveDeliveryPolicy | {} | AttributeName",
        "FifoTopic | true | AttributeName",
        "DataProtectionPolicy | {} | AttributeName",
        "SignatureVersion | 3 | SignatureVersion: Invalid value [3]. Must be 1, 2.",
        "TracingConfig | x | TracingConfig: Invalid value [x]. Must be PassThrough, Active.",
        "MaximumMessageSize | 9 | MaximumMessageSize: Invalid value [9]. Must be 1024 to 1048576.",
        "Policy | x | Policy Error: null",
        "DeliveryPolicy | {\"x\":1} | DeliveryPolicy: Unexpected JSON member: x",
      })
  void aRefusedAttributeChangesNothing(String name, String value, String reason) {
    String arn = create(Map.of());
    Map<String, String> before = attributes(arn);
    assertRefused(INVALID, "Invalid parameter: " + reason, () -> set(arn, name, value));
    assertEquals(before, attributes(arn));
  }

  @Test
  void anAttributeHasAName() {
    String arn = create(Map.of());
    assertRefused(
        "ValidationError",
        "1 validation error detected: Value null at 'attributeName' failed to satisfy constraint:"
            + " Member must not be null",
        () -> tenant.sns.setTopicAttributes(s -> s.topicArn(arn).attributeValue("x")));
  }

  @Test
  void aTopicIsCreatedAgainOnlyAsItIsNow() {
    String name = tenant.newName();
    String arn = create(name, Map.of("DisplayName", "a"));
    set(arn, "DisplayName", "b");
    assertEquals(arn, create(name, Map.of("DisplayName", "b")));
    assertEquals(arn, create(name, Map.of()));
    for (Map<String, String> other :
        List.of(Map.of("DisplayName", "a"), Map.of("SignatureVersion", "1"))) {
      assertRefused(
          INVALID,
          "Invalid parameter: Attributes Reason: Topic already exists with different attributes",
          () -> create(name, other));
    }
  }

  @Test
  void aTopicThatIsNotThereHasNoAttributes() {
    String arn = create(Map.of()) + "-missing";
    Refusal missing = new Refusal(404, "NotFound", "Topic does not exist");
    assertEquals(missing, Refusal.of(() -> attributes(arn)));
    assertEquals(missing, Refusal.of(() -> set(arn, "DisplayName", "x")));
    assertRefused(
        INVALID,
        "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1",
        () -> attributes("orders"));
  }

  @Test
  void aTopicWithLargeMessagesHasAtMost100Subscriptions() {
    String arn = create(Map.of("MaximumMessageSize", "262145"));
    for (int i = 0; i < 100; i++) {
      subscribe(arn);
    }
    String reason =
        " Reason: A topic with a MaximumMessageSize above 262144 can have at most 100"
            + " subscriptions";
    assertRefused(INVALID, "Invalid parameter: TopicArn" + reason, () -> subscribe(arn));
    set(arn, "MaximumMessageSize", "262144");
    subscribe(arn);
    assertRefused(
        INVALID,
        "Invalid parameter: MaximumMessageSize" + reason,
        () -> set(arn, "MaximumMessageSize", "262145"));
  }

  @Test
  void aTopicWithLargeMessagesDeliversToFewKindsOfEndpoints() {
    String arn = create(Map.of("MaximumMessageSize", "262145"));
    String reason =
        " Reason: A topic with a MaximumMessageSize above 262144 cannot deliver to email"
            + " endpoints";
    Executable subscribe =
        () -> tenant.sns.subscribe(s -> s.topicArn(arn).protocol("email").endpoint("a@b.example"));
    assertRefused(INVALID, "Invalid parameter: Protocol" + reason, subscribe);
    set(arn, "MaximumMessageSize", "262144");
    assertDoesNotThrow(subscribe);
    assertRefused(
        INVALID,
        "Invalid parameter: MaximumMessageSize" + reason,
        () -> set(arn, "MaximumMessageSize", "262145"));
  }

  @Test
  void aMessageIsAsLargeAsItsTopicSays() {
    String arn = create(Map.of());
    String message = "x".repeat(1_025);
    tenant.sns.publish(p -> p.topicArn(arn).message(message));
    set(arn, "MaximumMessageSize", "1024");
    assertRefused(
        INVALID,
        "Invalid parameter: Message too long",
        () -> tenant.sns.publish(p -> p.topicArn(arn).message(message)));
  }

  private String subscribe(String arn) {
    String queue = tenant.arnOf("/" + tenant.newName());
    return tenant
        .sns
        .subscribe(s -> s.topicArn(arn).protocol("sqs").endpoint(queue).returnSubscriptionArn(true))
        .subscriptionArn();
  }

  private List<String> counts(String arn) {
    Map<String, String> attributes = attributes(arn);
    return Stream.of("Confirmed", "Pending", "Deleted")
        .map(state -> attributes.getOrDefault("Subscriptions" + state, "absent"))
        .toList();
  }

  private String create(Map<String, String> attributes) {
    return create(tenant.newName(), attributes);
  }

  private String create(String name, Map<String, String> attributes) {
    return tenant.sns.createTopic(c -> c.name(name).attributes(attributes)).topicArn();
  }

  private void set(String arn, String name, String value) {
    tenant.sns.setTopicAttributes(s -> s.topicArn(arn).attributeName(name).attributeValue(value));
  }

  private Map<String, String> attributes(String arn) {
    return tenant.sns.getTopicAttributes(g -> g.topicArn(arn)).attributes();
  }
}

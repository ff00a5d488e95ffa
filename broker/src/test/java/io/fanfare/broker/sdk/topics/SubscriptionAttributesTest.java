package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** GetSubscriptionAttributes and SetSubscriptionAttributes. */
@OnEveryBroker
final class SubscriptionAttributesTest {

  private static final String INVALID = "InvalidParameter";

  private final Tenant tenant;
  private final String topic;
  private final String url;
  private final String subscription;

  SubscriptionAttributesTest(Tenant tenant) {
    this.tenant = tenant;
    topic = tenant.sns.createTopic(c -> c.name(tenant.newName())).topicArn();
    url = tenant.queue();
    subscription = subscribe("sqs", tenant.arnOf(url), Map.of());
  }

  @Test
  void aSubscriptionIsShown() {
    assertEquals(
        Map.of(
            "SubscriptionArn",
            subscription,
            "TopicArn",
            topic,
            "Owner",
            tenant.account,
            "Protocol",
            "sqs",
            "Endpoint",
            tenant.arnOf(url),
            "PendingConfirmation",
            "false",
            "ConfirmationWasAuthenticated",
            "true",
            "RawMessageDelivery",
            "false",
            "SubscriptionPrincipal",
            "arn:aws:iam::" + tenant.account + ":root"),
        attributes(subscription));
  }

  @Test
  void rawDeliveryCanBeSwitchedOn() {
    set("RawMessageDelivery", "True");
    assertEquals("true", attributes(subscription).get("RawMessageDelivery"));
    tenant.sns.publish(p -> p.topicArn(topic).message("m"));
    assertEquals("m", tenant.receiveOne(url).body());
  }

  @Test
  void aFilterPolicyCanBeSetChangedAndRemoved() {
    String policy = "{\"kind\": [\"a\"]}";
    set("FilterPolicy", policy);
    assertEquals(policy, attributes(subscription).get("FilterPolicy"));
    assertEquals("MessageAttributes", attributes(subscription).get("FilterPolicyScope"));
    publish("b");
    assertEquals("0+0+0", tenant.counts(url));
    publish("a");
    assertEquals("1+0+0", tenant.counts(url));
    set("FilterPolicy", "{\"kind\": [\"b\"]}");
    publish("a");
    publish("b");
    assertEquals("2+0+0", tenant.counts(url));
    set("FilterPolicy", "");
    publish("c");
    assertEquals("3+0+0", tenant.counts(url));
    assertTrue(!attributes(subscription).containsKey("FilterPolicyScope"));
    set("FilterPolicy", policy);
    set("FilterPolicy", "{}");
    assertTrue(!attributes(subscription).containsKey("FilterPolicy"));
    assertTrue(!attributes(subscription).containsKey("FilterPolicyScope"));
  }

  @Test
  void whatTheQueueDoesNotTakeGoesToTheDeadLetterQueue() {
    String dead = tenant.queue();
    String policy = "{\"deadLetterTargetArn\":\"" + tenant.arnOf(dead) + "\"}";
    String missing = subscribe("sqs", tenant.arnOf("/missing"), Map.of("RedrivePolicy", policy));
    assertEquals(policy, attributes(missing).get("RedrivePolicy"));
    tenant.sns.publish(p -> p.topicArn(topic).message("m"));
    assertTrue(tenant.awaitOne(dead).body().contains("\"Message\":\"m\""));
    tenant.sns.setSubscriptionAttributes(
        s -> s.subscriptionArn(missing).attributeName("RedrivePolicy").attributeValue(""));
    assertTrue(!attributes(missing).containsKey("RedrivePolicy"));
  }

  @Test
  void anHttpEndpointHasADeliveryPolicy() {
    String retry = "{\"minDelayTarget\":20,\"maxDelayTarget\":20,\"numRetries\":5}";
    String policy = "{\"healthyRetryPolicy\":" + retry + "}";
    String http = subscribe("http", "http://host/path", Map.of("DeliveryPolicy", policy));
    assertEquals(
        "{\"healthyRetryPolicy\":"
            + retry
            + ",\"sicklyRetryPolicy\":null,"
            + "\"throttlePolicy\":null,\"requestPolicy\":null,\"guaranteed\":false}",
        attributes(http).get("DeliveryPolicy"));
    assertEquals(
        "{\"healthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,\"numRetries\":5,"
            + "\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,"
            + "\"backoffFunction\":\"linear\"},\"sicklyRetryPolicy\":null,\"throttlePolicy\":null,"
            + "\"requestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"},"
            + "\"guaranteed\":false}",
        attributes(http).get("EffectiveDeliveryPolicy"));
    assertEquals(http, subscribe("http", "http://host/path", Map.of("DeliveryPolicy", policy)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "RawMessageDelivery | x | RawMessageDelivery: Invalid value [x]. Must be true or false.",
        "FilterPolicy | {\"key\":[]} | FilterPolicy: Empty arrays are not allowed",
        "FilterPolicyScope | x | FilterPolicyScope: Invalid value [x]. Please use either"
            + " MessageBody or MessageAttributes",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"x\"} | RedrivePolicy: deadLetterTargetArn is an"
            + " invalid arn",
        "Owner | x | AttributeName",
      })
  void aBadAttributeIsRefused(String name, String value, String reason) {
    assertRefused(INVALID, "Invalid parameter: " + reason, () -> set(name, value));
  }

  @Test
  void aSubscriptionThatIsNotThereIsRefused() {
    Refusal gone = new Refusal(404, "NotFound", "Subscription does not exist");
    assertEquals(gone, Refusal.of(() -> attributes(subscription + "0")));
    assertEquals(gone, Refusal.of(() -> attributes(topic + "-missing:id")));
    assertRefused(INVALID, "Invalid parameter: SubscriptionId", () -> attributes(topic));
    assertRefused(
        INVALID,
        "Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1",
        () -> attributes("x"));
    assertRefused(
        INVALID,
        "Invalid parameter: SubscriptionArn",
        () ->
            tenant
                .in("us-west-2")
                .sns
                .getSubscriptionAttributes(g -> g.subscriptionArn(subscription)));
    tenant.sns.deleteTopic(d -> d.topicArn(topic));
    assertEquals(gone, Refusal.of(() -> attributes(subscription)));
  }

  private String subscribe(String protocol, String endpoint, Map<String, String> attributes) {
    return tenant
        .sns
        .subscribe(
            s ->
                s.topicArn(topic)
                    .protocol(protocol)
                    .endpoint(endpoint)
                    .attributes(attributes)
                    .returnSubscriptionArn(true))
        .subscriptionArn();
  }

  private void set(String name, String value) {
    tenant.sns.setSubscriptionAttributes(
        s -> s.subscriptionArn(subscription).attributeName(name).attributeValue(value));
  }

  private Map<String, String> attributes(String arn) {
    return tenant.sns.getSubscriptionAttributes(g -> g.subscriptionArn(arn)).attributes();
  }

  private void publish(String kind) {
    Map<String, MessageAttributeValue> attributes =
        Map.of(
            "kind", MessageAttributeValue.builder().dataType("String").stringValue(kind).build());
    tenant.sns.publish(p -> p.topicArn(topic).message("m").messageAttributes(attributes));
  }
}

package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** System attributes: what the broker says of a message besides what its sender said. */
@OnEveryBroker
final class SystemAttributesTest {

  private static final String TRACE =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

  private final Tenant tenant;
  private final String url;

  SystemAttributesTest(Tenant tenant) {
    this.tenant = tenant;
    url = tenant.queue();
  }

  @Test
  void allAreThoseThatApply() {
    tenant.send(url, "a");
    Map<String, String> attributes = tenant.receiveOne(url).attributesAsStrings();
    assertEquals(
        Set.of(
            "SenderId",
            "SentTimestamp",
            "ApproximateReceiveCount",
            "ApproximateFirstReceiveTimestamp"),
        attributes.keySet());
    assertEquals("1", attributes.get("ApproximateReceiveCount"));
    assertTrue(String.valueOf(attributes.get("SentTimestamp")).matches("[0-9]{13}"));
    assertTrue(
        String.valueOf(attributes.get("ApproximateFirstReceiveTimestamp")).matches("[0-9]{13}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SenderId",
        "SentTimestamp",
        "ApproximateReceiveCount",
        "ApproximateFirstReceiveTimestamp"
      })
  void oneIsReturnedAlone(String name) {
    tenant.send(url, "a");
    Message message =
        tenant
            .sqs
            .receiveMessage(r -> r.queueUrl(url).messageSystemAttributeNamesWithStrings(name))
            .messages()
            .get(0);
    assertEquals(Set.of(name), message.attributesAsStrings().keySet());
  }

  @Test
  @SuppressWarnings("deprecation")
  void theOldAndTheNewWayOfAskingAddUp() {
    tenant.send(url, "a");
    Message message =
        tenant
            .sqs
            .receiveMessage(
                r ->
                    r.queueUrl(url)
                        .attributeNamesWithStrings("SenderId")
                        .messageSystemAttributeNamesWithStrings("SentTimestamp"))
            .messages()
            .get(0);
    assertEquals(Set.of("SenderId", "SentTimestamp"), message.attributesAsStrings().keySet());
  }

  @Test
  void noneIsReturnedUnasked() {
    tenant.send(url, "a");
    assertFalse(tenant.sqs.receiveMessage(r -> r.queueUrl(url)).messages().get(0).hasAttributes());
  }

  @Test
  void theFirstReceiveIsRememberedAndTheCountRises() {
    tenant.send(url, "a");
    Map<String, String> first = receiveAndRelease();
    Map<String, String> second = receiveAndRelease();
    String timestamp = "ApproximateFirstReceiveTimestamp";
    assertEquals(first.get(timestamp), second.get(timestamp));
    assertEquals("2", second.get("ApproximateReceiveCount"));
  }

  @Test
  void aTraceHeaderTravelsWithTheMessage() {
    SendMessageResponse sent = send("AWSTraceHeader", TRACE);
    assertEquals("5ae4d5d7636402d80f4eb6d213245a88", sent.md5OfMessageSystemAttributes());
    assertEquals(TRACE, tenant.receiveOne(url).attributesAsStrings().get("AWSTraceHeader"));
  }

  @Test
  void theTraceHeaderOfTheRequestTravelsWithTheMessage() {
    tenant.sqs.sendMessage(
        s ->
            s.queueUrl(url)
                .messageBody("a")
                .overrideConfiguration(o -> o.putHeader("X-Amzn-Trace-Id", TRACE)));
    assertEquals(TRACE, tenant.receiveOne(url).attributesAsStrings().get("AWSTraceHeader"));
  }

  @Test
  void aGroupIdTravelsWithTheMessage() {
    tenant.sqs.sendMessage(s -> s.queueUrl(url).messageBody("a").messageGroupId("tenant-1"));
    assertEquals("tenant-1", tenant.receiveOne(url).attributesAsStrings().get("MessageGroupId"));
  }

  @Test
  void anotherSystemAttributeCannotBeSent() {
    assertInvalid(
        "Message system attribute name 'SenderId' is invalid.", () -> send("SenderId", "me"));
  }

  private Map<String, String> receiveAndRelease() {
    Message message = tenant.awaitOne(url);
    tenant.sqs.changeMessageVisibility(
        c -> c.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    return message.attributesAsStrings();
  }

  private SendMessageResponse send(String name, String value) {
    return tenant.sqs.sendMessage(
        s ->
            s.queueUrl(url)
                .messageBody("a")
                .messageSystemAttributesWithStrings(
                    Map.of(
                        name,
                        MessageSystemAttributeValue.builder()
                            .dataType("String")
                            .stringValue(value)
                            .build())));
  }
}

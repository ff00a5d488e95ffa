package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.Attributes;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What was received too often goes to the dead-letter queue. */
@OnEveryBroker
final class RedriveTest {

  private final Tenant tenant;
  private final String deadLetters;

  RedriveTest(Tenant tenant) {
    this.tenant = tenant;
    deadLetters = tenant.queue();
  }

  @Test
  void theReceiveThatIsOneTooManyMovesTheMessage() {
    String url = sourceOf(policy(1));
    tenant.sqs.sendMessage(
        s ->
            s.queueUrl(url)
                .messageBody("poison")
                .messageAttributes(Map.of("k", Attributes.string("x"))));
    Message received = tenant.receiveOne(url);
    release(url, received);
    assertEquals(List.of(), tenant.receive(url));
    Message moved = tenant.awaitOne(deadLetters);
    assertEquals(received.messageId(), moved.messageId());
    assertEquals(received.body(), moved.body());
    assertEquals(received.messageAttributes(), moved.messageAttributes());
    Map<String, String> before = received.attributesAsStrings();
    Map<String, String> after = moved.attributesAsStrings();
    for (String kept : List.of("SenderId", "SentTimestamp", "ApproximateFirstReceiveTimestamp")) {
      assertEquals(before.get(kept), after.get(kept));
    }
    assertEquals("2", after.get("ApproximateReceiveCount"));
    assertEquals(tenant.arnOf(url), after.get("DeadLetterQueueSourceArn"));
    assertEquals("0+0+0", tenant.counts(url));
  }

  @Test
  void aMessageIsReceivedAsOftenAsThePolicySays() {
    String url = sourceOf(policy(3));
    tenant.send(url, "poison");
    for (int i = 0; i < 3; i++) {
      release(url, tenant.receiveOne(url));
    }
    assertEquals(List.of(), tenant.receive(url));
    assertEquals("poison", tenant.awaitOne(deadLetters).body());
  }

  @Test
  void othersAreReceivedWhileOneIsMoved() {
    String url = sourceOf(policy(1));
    tenant.send(url, "poison");
    release(url, tenant.receiveOne(url));
    tenant.send(url, "fine");
    assertEquals(List.of("fine"), tenant.receiveBodies(url));
    assertEquals("poison", tenant.awaitOne(deadLetters).body());
  }

  @Test
  void aMovedMessageWakesWhoWaitsForDeadLetters() throws Exception {
    String url = sourceOf(policy(1));
    tenant.send(url, "poison");
    release(url, tenant.receiveOne(url));
    Waiting waiting = Waiting.on(tenant, deadLetters);
    assertEquals(List.of(), tenant.receive(url));
    assertEquals(List.of("poison"), waiting.bodies());
  }

  @Test
  void theSourcesOfADeadLetterQueueAreListed() {
    var sources = new TreeSet<>(List.of(sourceOf(policy(1)), sourceOf(policy(2))));
    assertEquals(sources, new TreeSet<>(sources(deadLetters)));
    assertEquals(List.of(), sources(tenant.queue()));
    List<String> paged = new ArrayList<>();
    tenant
        .sqs
        .listDeadLetterSourceQueuesPaginator(l -> l.queueUrl(deadLetters).maxResults(1))
        .queueUrls()
        .forEach(paged::add);
    assertEquals(sources, new TreeSet<>(paged));
    assertEquals(2, paged.size());
  }

  @Test
  void aQueueWithoutItsPolicyIsNoSource() {
    String url = sourceOf(policy(1));
    set(url, "RedrivePolicy", "");
    assertEquals(List.of(), sources(deadLetters));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{} | Redrive policy does not contain mandatory attribute: maxReceiveCount.",
        "{\"maxReceiveCount\":1} | Redrive policy does not contain mandatory attribute:"
            + " deadLetterTargetArn.",
        "{\"deadLetterTargetArn\":\"DLQ\",\"maxReceiveCount\":0} | Invalid value for"
            + " maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive.",
        "{\"deadLetterTargetArn\":\"DLQ\",\"maxReceiveCount\":1001} | Invalid value for"
            + " maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive.",
        "{\"deadLetterTargetArn\":\"dlq\",\"maxReceiveCount\":1} | Dead-letter target ARN should be"
            + " fully qualified ARN.",
        "{\"deadLetterTargetArn\":\"arn:aws:sns:eu-central-1:1:t\",\"maxReceiveCount\":1} | Only SQS"
            + " queues are valid resources for deadLetterTargetArn.",
        "{\"deadLetterTargetArn\":\"DLQx\",\"maxReceiveCount\":1} | Dead letter target does not"
            + " exist.",
      })
  void aPolicyThatCannotWorkIsRefused(String template, String reason) {
    String policy = template.replace("DLQ", tenant.arnOf(deadLetters));
    String url = tenant.queue();
    assertRefused(
        "InvalidParameterValue",
        "Value " + policy + " for parameter RedrivePolicy is invalid. Reason: " + reason,
        () -> set(url, "RedrivePolicy", policy));
  }

  @Test
  void aPolicyOfAnotherOwnerIsRefused() {
    Tenant other = tenant.another();
    String policy =
        "{\"deadLetterTargetArn\":\"" + other.arnOf(other.queue()) + "\",\"maxReceiveCount\":1}";
    String url = tenant.queue();
    assertRefused(
        "InvalidParameterValue",
        "Value "
            + policy
            + " for parameter RedrivePolicy is invalid. Reason: Dead-letter target owner should be"
            + " same as the source.",
        () -> set(url, "RedrivePolicy", policy));
  }

  @Test
  void whatIsNoJsonObjectIsRefused() {
    assertRefused(
        "InvalidParameterValue",
        "Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is not a valid JSON"
            + " map.",
        () -> set(tenant.queue(), "RedrivePolicy", "[]"));
  }

  @Test
  void aPolicyIsShownAsItIsUnderstood() {
    String url = sourceOf(policy(4).replace(":4}", " : \"4\", \"x\":1, \"y\":null}"));
    assertEquals(policy(4), tenant.attribute(url, QueueAttributeName.REDRIVE_POLICY));
    set(
        deadLetters,
        "RedriveAllowPolicy",
        "{\"sourceQueueArns\" : null, \"redrivePermission\":\"denyAll\"}");
    assertEquals(
        "{\"redrivePermission\":\"denyAll\"}",
        tenant.attribute(deadLetters, QueueAttributeName.REDRIVE_ALLOW_POLICY));
  }

  @Test
  void aQueueMayBeItsOwnDeadLetterQueue() {
    set(deadLetters, "RedrivePolicy", policy(1));
    tenant.send(deadLetters, "poison");
    release(deadLetters, tenant.receiveOne(deadLetters));
    Message moved = tenant.awaitOne(deadLetters);
    assertEquals("poison", moved.body());
    assertEquals(
        tenant.arnOf(deadLetters), moved.attributesAsStrings().get("DeadLetterQueueSourceArn"));
    assertEquals(List.of(deadLetters), sources(deadLetters));
    release(deadLetters, moved);
    assertEquals("poison", tenant.receiveOne(deadLetters).body());
  }

  @Test
  void aCountMayBeAString() {
    String url =
        sourceOf(
            "{\"deadLetterTargetArn\":\""
                + tenant.arnOf(deadLetters)
                + "\",\"maxReceiveCount\":\"1\"}");
    tenant.send(url, "poison");
    release(url, tenant.receiveOne(url));
    assertEquals(List.of(), tenant.receive(url));
    assertEquals("poison", tenant.awaitOne(deadLetters).body());
  }

  @Test
  void aDeadLetterQueueMayDenyEverySource() {
    set(deadLetters, "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
    assertEquals("InvalidParameterValue", Refusal.of(() -> sourceOf(policy(1))).code());
  }

  @Test
  void aDeadLetterQueueMayNameItsSources() {
    String allowed = tenant.queue();
    set(
        deadLetters,
        "RedriveAllowPolicy",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\""
            + tenant.arnOf(allowed)
            + "\"]}");
    set(allowed, "RedrivePolicy", policy(1));
    assertEquals("InvalidParameterValue", Refusal.of(() -> sourceOf(policy(1))).code());
  }

  @Test
  void anAllowPolicyThatCannotWorkIsRefused() {
    for (String policy :
        List.of(
            "{\"redrivePermission\":\"some\"}",
            "{\"redrivePermission\":\"byQueue\"}",
            "{\"redrivePermission\":\"allowAll\",\"sourceQueueArns\":[\"arn:aws:sqs:a:1:q\"]}",
            "[]")) {
      Refusal refusal = Refusal.of(() -> set(deadLetters, "RedriveAllowPolicy", policy));
      assertEquals("InvalidParameterValue", refusal.code(), policy);
      assertTrue(refusal.sentence().contains("RedriveAllowPolicy"), refusal::sentence);
    }
  }

  private String policy(int maxReceiveCount) {
    return "{\"deadLetterTargetArn\":\""
        + tenant.arnOf(deadLetters)
        + "\",\"maxReceiveCount\":"
        + maxReceiveCount
        + "}";
  }

  private String sourceOf(String policy) {
    return tenant.queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
  }

  private List<String> sources(String url) {
    return tenant.sqs.listDeadLetterSourceQueues(l -> l.queueUrl(url)).queueUrls();
  }

  private void set(String url, String name, String value) {
    tenant.sqs.setQueueAttributes(s -> s.queueUrl(url).attributesWithStrings(Map.of(name, value)));
  }

  private void release(String url, Message message) {
    tenant.sqs.changeMessageVisibility(
        c -> c.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
  }
}

package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** GetQueueAttributes and SetQueueAttributes: every attribute of a standard queue. */
@OnEveryBroker
final class QueueAttributesTest {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "ApproximateNumberOfMessages", "0",
          "ApproximateNumberOfMessagesDelayed", "0",
          "ApproximateNumberOfMessagesNotVisible", "0",
          "DelaySeconds", "0",
          "MaximumMessageSize", "1048576",
          "MessageRetentionPeriod", "345600",
          "ReceiveMessageWaitTimeSeconds", "0",
          "VisibilityTimeout", "30",
          "SqsManagedSseEnabled", "true");

  private final Tenant tenant;

  QueueAttributesTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aNewQueueHasTheDefaults() {
    String url = tenant.queue();
    Map<String, String> all = new HashMap<>(all(url));
    assertEquals(all.get("CreatedTimestamp"), all.get("LastModifiedTimestamp"));
    assertTrue(String.valueOf(all.remove("CreatedTimestamp")).matches("[0-9]{10}"));
    all.remove("LastModifiedTimestamp");
    assertEquals(tenant.arnOf(url), all.remove("QueueArn"));
    assertEquals(DEFAULTS, all);
  }

  @Test
  void everyAttributeRoundTripsFromTheCreation() {
    Map<String, String> attributes = everything();
    String url =
        tenant
            .sqs
            .createQueue(c -> c.queueName(tenant.newName()).attributesWithStrings(attributes))
            .queueUrl();
    assertEquals(attributes, only(url, attributes));
  }

  @Test
  void everyAttributeRoundTripsFromAChange() {
    Map<String, String> attributes = everything();
    String url = tenant.queue();
    set(url, attributes);
    assertEquals(attributes, only(url, attributes));
  }

  @Test
  void namedAttributesAreReturnedAlone() {
    String url = tenant.queue();
    assertEquals(
        Map.of("VisibilityTimeout", "30"),
        tenant
            .sqs
            .getQueueAttributes(
                g -> g.queueUrl(url).attributeNamesWithStrings("VisibilityTimeout", "Policy"))
            .attributesAsStrings());
  }

  @Test
  void withoutNamesNothingIsReturned() {
    String url = tenant.queue();
    assertFalse(tenant.sqs.getQueueAttributes(g -> g.queueUrl(url)).hasAttributes());
    assertFalse(
        tenant
            .sqs
            .getQueueAttributes(g -> g.queueUrl(url).attributeNamesWithStrings("RedrivePolicy"))
            .hasAttributes());
  }

  @Test
  void anUnknownNameIsRefused() {
    String url = tenant.queue();
    assertRefused(
        "InvalidAttributeName",
        "Unknown Attribute Colour.",
        () ->
            tenant.sqs.getQueueAttributes(
                g -> g.queueUrl(url).attributeNamesWithStrings("Colour")));
  }

  @ParameterizedTest
  @CsvSource({
    "DelaySeconds, -1",
    "DelaySeconds, 901",
    "DelaySeconds, 1.5",
    "DelaySeconds, x",
    "DelaySeconds, 4294967296",
    "MaximumMessageSize, 1023",
    "MaximumMessageSize, 1048577",
    "MessageRetentionPeriod, 59",
    "MessageRetentionPeriod, 1209601",
    "ReceiveMessageWaitTimeSeconds, -1",
    "ReceiveMessageWaitTimeSeconds, 21",
    "VisibilityTimeout, -1",
    "VisibilityTimeout, 43201",
    "KmsDataKeyReusePeriodSeconds, 59",
    "KmsDataKeyReusePeriodSeconds, 86401",
    "SqsManagedSseEnabled, maybe",
    "Policy, no JSON",
    "Policy, {\"x\":1e99999999999}",
  })
  void aValueOutsideOfItsRangeIsRefused(String name, String value) {
    String refusal = "Invalid value for the parameter " + name + ".";
    String url = tenant.queue();
    assertRefused("InvalidAttributeValue", refusal, () -> set(url, Map.of(name, value)));
    assertRefused(
        "InvalidAttributeValue",
        refusal,
        () ->
            tenant.sqs.createQueue(
                c -> c.queueName(tenant.newName()).attributesWithStrings(Map.of(name, value))));
  }

  @ParameterizedTest
  @CsvSource({
    "DelaySeconds, 0", "DelaySeconds, 900", "MaximumMessageSize, 1024",
    "MaximumMessageSize, 1048576", "MessageRetentionPeriod, 60", "MessageRetentionPeriod, 1209600",
    "ReceiveMessageWaitTimeSeconds, 20", "VisibilityTimeout, 0", "VisibilityTimeout, 43200",
  })
  void theEndsOfARangeBelongToIt(String name, String value) {
    String url = tenant.queue();
    set(url, Map.of(name, value));
    assertEquals(Map.of(name, value), only(url, Map.of(name, value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Colour",
        "QueueArn",
        "CreatedTimestamp",
        "ApproximateNumberOfMessages",
        "All",
        "LastModifiedTimestamp",
        "FifoQueue",
        "ContentBasedDeduplication"
      })
  void whatCannotBeSetIsRefused(String name) {
    String url = tenant.queue();
    String refusal = "Unknown Attribute " + name + ".";
    assertRefused("InvalidAttributeName", refusal, () -> set(url, Map.of(name, "false")));
    assertRefused(
        "InvalidAttributeName",
        refusal,
        () ->
            tenant.sqs.createQueue(
                c -> c.queueName(tenant.newName()).attributesWithStrings(Map.of(name, "false"))));
  }

  @Test
  void aChangeIsAllOrNothing() {
    String url = tenant.queue();
    assertEquals(
        "InvalidAttributeValue",
        Refusal.of(() -> set(url, Map.of("DelaySeconds", "5", "VisibilityTimeout", "x"))).code());
    assertEquals("0", all(url).get("DelaySeconds"));
  }

  @Test
  void aChangeOfNothingIsRefused() {
    String url = tenant.queue();
    Refusal.assertMissing("Attribute.Name", () -> set(url, Map.of()));
  }

  @Test
  void booleansAreReadInAnyCase() {
    String url = tenant.queue();
    set(url, Map.of("SqsManagedSseEnabled", "False"));
    assertEquals("false", all(url).get("SqsManagedSseEnabled"));
  }

  @Test
  void aKeyOfOnesOwnTurnsTheManagedKeyOff() {
    String url = tenant.queue();
    set(url, Map.of("KmsMasterKeyId", "alias/key"));
    assertEquals("alias/key", all(url).get("KmsMasterKeyId"));
    assertEquals("300", all(url).get("KmsDataKeyReusePeriodSeconds"));
    assertEquals("false", all(url).get("SqsManagedSseEnabled"));
    set(url, Map.of("KmsMasterKeyId", "", "KmsDataKeyReusePeriodSeconds", "300"));
    assertFalse(all(url).containsKey("KmsMasterKeyId"));
    assertFalse(all(url).containsKey("KmsDataKeyReusePeriodSeconds"));
    assertEquals("false", all(url).get("SqsManagedSseEnabled"));
  }

  @Test
  void theReusePeriodShowsWhileThereIsAKeyInAnyOrderOfAttributes() {
    String url = tenant.queue(Map.of(QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS, "600"));
    assertFalse(all(url).containsKey("KmsDataKeyReusePeriodSeconds"));
    set(url, Map.of("KmsMasterKeyId", "key"));
    assertEquals("600", all(url).get("KmsDataKeyReusePeriodSeconds"));
    set(url, Map.of("KmsMasterKeyId", ""));
    assertFalse(all(url).containsKey("KmsDataKeyReusePeriodSeconds"));
  }

  @Test
  void twoKindsOfEncryptionAtOnceAreRefused() {
    String url = tenant.queue();
    assertRefused(
        "InvalidAttributeName",
        "You can use one type of server-side encryption (SSE) at one time. You can either enable"
            + " KMS SSE or SQS SSE.",
        () -> set(url, Map.of("KmsMasterKeyId", "key", "SqsManagedSseEnabled", "true")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Policy", "RedrivePolicy", "RedriveAllowPolicy"})
  void anEmptyPolicyRemovesIt(String name) {
    String url = tenant.queue();
    set(url, Map.of(name, everything().getOrDefault(name, "")));
    assertTrue(all(url).containsKey(name));
    set(url, Map.of(name, ""));
    assertFalse(all(url).containsKey(name));
  }

  @Test
  void aPolicyHasUpTo20Statements() {
    String url = tenant.queue();
    String twentyOne = "{\"Statement\":[" + "{},".repeat(20) + "{}]}";
    Refusal refusal = Refusal.of(() -> set(url, Map.of("Policy", twentyOne)));
    assertEquals("OverLimit", refusal.code());
    assertEquals(
        "21 statements were found in the submitted policy, max allowed is 20", refusal.sentence());
  }

  /** Everything that Terraform writes for a standard queue, as it writes it. */
  private Map<String, String> everything() {
    String deadLetters = tenant.arnOf(tenant.queue());
    Map<String, String> attributes = new HashMap<>();
    attributes.put("DelaySeconds", "7");
    attributes.put("MaximumMessageSize", "2048");
    attributes.put("MessageRetentionPeriod", "86400");
    attributes.put("ReceiveMessageWaitTimeSeconds", "3");
    attributes.put("VisibilityTimeout", "45");
    attributes.put("KmsMasterKeyId", "alias/aws/sqs");
    attributes.put("KmsDataKeyReusePeriodSeconds", "600");
    attributes.put(
        "Policy",
        "{\"Statement\":[{\"Action\":\"sqs:*\",\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Resource\":\"*\",\"Sid\":\"all\"}],\"Version\":\"2012-10-17\"}");
    attributes.put(
        "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + deadLetters + "\",\"maxReceiveCount\":4}");
    attributes.put("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
    return attributes;
  }

  private void set(String url, Map<String, String> attributes) {
    tenant.sqs.setQueueAttributes(s -> s.queueUrl(url).attributesWithStrings(attributes));
  }

  private Map<String, String> all(String url) {
    return tenant
        .sqs
        .getQueueAttributes(g -> g.queueUrl(url).attributeNamesWithStrings("All"))
        .attributesAsStrings();
  }

  private Map<String, String> only(String url, Map<String, String> names) {
    Map<String, String> found = new HashMap<>(all(url));
    found.keySet().retainAll(names.keySet());
    return found;
  }
}

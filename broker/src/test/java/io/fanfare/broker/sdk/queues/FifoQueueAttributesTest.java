package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FIFO queues are created by name and attribute, and have four attributes of their own. */
@OnEveryBroker
final class FifoQueueAttributesTest {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "FifoQueue", "true",
          "ContentBasedDeduplication", "false",
          "DeduplicationScope", "queue",
          "FifoThroughputLimit", "perQueue");

  private final Tenant tenant;

  FifoQueueAttributesTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aNewQueueHasTheDefaults() {
    String url = create(Map.of());
    assertTrue(url.endsWith(".fifo"), url);
    assertEquals(DEFAULTS, fifoAttributes(url));
    Map<String, String> standard = all(tenant.queue());
    assertTrue(all(url).keySet().containsAll(standard.keySet()));
    assertTrue(standard.keySet().stream().noneMatch(DEFAULTS::containsKey));
    assertEquals(standard.size() + DEFAULTS.size(), all(url).size());
  }

  @Test
  void everyAttributeRoundTrips() {
    Map<String, String> attributes =
        Map.of(
            "FifoQueue", "true",
            "ContentBasedDeduplication", "true",
            "DeduplicationScope", "messageGroup",
            "FifoThroughputLimit", "perMessageGroupId");
    assertEquals(attributes, fifoAttributes(create(attributes)));
    String url = create(Map.of());
    set(url, attributes);
    assertEquals(attributes, fifoAttributes(url));
    set(url, DEFAULTS);
    assertEquals(DEFAULTS, fifoAttributes(url));
  }

  @Test
  void aStandardQueueShowsNoneOfThemEvenIfAsked() {
    String url = tenant.queue();
    assertTrue(
        tenant
            .sqs
            .getQueueAttributes(g -> g.queueUrl(url).attributeNamesWithStrings(DEFAULTS.keySet()))
            .attributesAsStrings()
            .isEmpty());
  }

  @Test
  void creatingAQueueAgainFindsIt() {
    String name = tenant.newName() + ".fifo";
    String url = FifoQueue.named(tenant, name, Map.of("DeduplicationScope", "messageGroup")).url();
    for (Map<String, String> again :
        List.of(
            Map.<String, String>of(),
            Map.of("DeduplicationScope", "messageGroup"),
            Map.of("ContentBasedDeduplication", "False"))) {
      assertEquals(url, FifoQueue.named(tenant, name, again).url());
    }
    assertRefused(
        "QueueAlreadyExists",
        "A queue already exists with the same name and a different value for attribute"
            + " DeduplicationScope",
        () -> FifoQueue.named(tenant, name, Map.of("DeduplicationScope", "queue")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", ".fifo", "a b.fifo", "a.b.fifo", "q.FIFO", "q.fifo.x"})
  void aNameEndsInFifo(String name) {
    assertInvalid(
        "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
            + " underscores, must end with .fifo suffix and be 1 to 80 in length.",
        () -> FifoQueue.named(tenant, name, Map.of()));
  }

  @Test
  void theSuffixCountsInTheLengthOfTheName() {
    FifoQueue.named(tenant, "q".repeat(75) + ".fifo", Map.of());
    assertEquals(
        "InvalidParameterValue",
        Refusal.of(() -> FifoQueue.named(tenant, "q".repeat(76) + ".fifo", Map.of())).code());
  }

  @Test
  void aNameThatEndsInFifoIsForFifoQueues() {
    for (Map<String, String> given :
        List.of(Map.<String, String>of(), Map.of("FifoQueue", "false"))) {
      assertInvalid(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
          () -> tenant.sqs.createQueue(c -> c.queueName("q.fifo").attributesWithStrings(given)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FifoQueue, false, Unknown Attribute FifoQueue.",
    "ContentBasedDeduplication, true, Unknown Attribute ContentBasedDeduplication.",
    "DeduplicationScope, queue, You can specify the DeduplicationScope only when FifoQueue is set"
        + " to true.",
    "FifoThroughputLimit, perQueue, You can specify the FifoThroughputLimit only when FifoQueue is"
        + " set to true.",
  })
  void aStandardQueueTakesNoneOfThem(String name, String value, String refusal) {
    Map<String, String> given = Map.of(name, value);
    assertRefused(
        "InvalidAttributeName",
        refusal,
        () ->
            tenant.sqs.createQueue(
                c -> c.queueName(tenant.newName()).attributesWithStrings(given)));
    String url = tenant.queue();
    assertRefused("InvalidAttributeName", refusal, () -> set(url, given));
  }

  @Test
  void aQueueKeepsItsType() {
    String url = create(Map.of());
    set(url, Map.of("FifoQueue", "true"));
    assertRefused(
        "InvalidAttributeValue",
        "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.",
        () -> set(url, Map.of("FifoQueue", "false")));
    assertRefused(
        "InvalidAttributeName",
        "Unknown Attribute FifoQueue.",
        () -> set(tenant.queue(), Map.of("FifoQueue", "true")));
  }

  @ParameterizedTest
  @CsvSource({
    "FifoQueue, yes",
    "ContentBasedDeduplication, yes",
    "DeduplicationScope, group",
    "FifoThroughputLimit, perMessageGroup",
    "VisibilityTimeout, 43201",
  })
  void aValueThatIsNoneIsRefused(String name, String value) {
    String url = create(Map.of());
    assertRefused(
        "InvalidAttributeValue",
        "Invalid value for the parameter " + name + ".",
        () -> set(url, Map.of(name, value)));
    assertEquals(DEFAULTS, fifoAttributes(url));
  }

  @Test
  void aQuotaOfGroupsNeedsDeduplicationWithinGroups() {
    String refusal =
        "The perMessageGroupId value is allowed only when the value for DeduplicationScope is"
            + " messageGroup";
    Map<String, String> perGroup = Map.of("FifoThroughputLimit", "perMessageGroupId");
    assertInvalid(refusal, () -> create(perGroup));
    String url = create(Map.of());
    assertInvalid(refusal, () -> set(url, perGroup));
    set(url, Map.of("DeduplicationScope", "messageGroup"));
    set(url, perGroup);
    assertInvalid(refusal, () -> set(url, Map.of("DeduplicationScope", "queue")));
    assertEquals("messageGroup", fifoAttributes(url).get("DeduplicationScope"));
  }

  @Test
  void deadLettersStayInQueuesOfOneType() {
    String fifo = create(Map.of());
    String standard = tenant.queue();
    for (List<String> pair : List.of(List.of(fifo, standard), List.of(standard, fifo))) {
      String policy = policy(pair.get(1));
      assertInvalid(
          "Value "
              + policy
              + " for parameter RedrivePolicy is invalid. Reason: Dead-letter queue must be same"
              + " type of queue as the source..",
          () -> set(pair.get(0), Map.of("RedrivePolicy", policy)));
    }
    set(fifo, Map.of("RedrivePolicy", policy(create(Map.of()))));
  }

  private String policy(String target) {
    return "{\"deadLetterTargetArn\":\"" + tenant.arnOf(target) + "\",\"maxReceiveCount\":1}";
  }

  private String create(Map<String, String> attributes) {
    return FifoQueue.with(tenant, attributes).url();
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

  private Map<String, String> fifoAttributes(String url) {
    Map<String, String> found = new HashMap<>(all(url));
    found.keySet().retainAll(DEFAULTS.keySet());
    return found;
  }
}

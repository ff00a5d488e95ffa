package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** MaximumDelaySeconds, which AWS does not have, lets a queue delay for longer than AWS's. */
@OnEveryBroker
final class LongDelayTest {

  private static final String MAXIMUM = "MaximumDelaySeconds";
  private static final int DAY = 86_400;

  private final Tenant tenant;

  LongDelayTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aQueueThatNeverHeardOfItIsAsWithAws() {
    String url = tenant.queue();
    assertFalse(attributes(url, "All").containsKey(MAXIMUM));
    assertInvalid(refusal(901, 900), () -> send(url, 901));
    assertRefused(
        "InvalidAttributeValue",
        "Invalid value for the parameter DelaySeconds.",
        () -> set(url, Map.of("DelaySeconds", "901")));
  }

  @Test
  void aQueueThatHasItDelaysUpToItAndNoLonger() {
    String url = queue(Map.of(MAXIMUM, Integer.toString(DAY)));
    send(url, DAY);
    assertInvalid(refusal(DAY + 1, DAY), () -> send(url, DAY + 1));
    assertEquals(List.of(), tenant.receive(url));
    assertEquals("0+1+0", tenant.counts(url));
  }

  @Test
  void anEntryOfABatchIsRefusedAlone() {
    String url = queue(Map.of(MAXIMUM, Integer.toString(DAY)));
    SendMessageBatchResponse sent =
        tenant.sqs.sendMessageBatch(
            s ->
                s.queueUrl(url)
                    .entries(
                        Entries.toSend("1", "late").toBuilder().delaySeconds(DAY).build(),
                        Entries.toSend("2", "later").toBuilder().delaySeconds(DAY + 1).build()));
    assertEquals(1, sent.successful().size());
    assertEquals(
        List.of(refusal(DAY + 1, DAY)),
        sent.failed().stream().map(BatchResultErrorEntry::message).toList());
  }

  @Test
  void itIsShownWhereItIsSetAndNotWhereItIsUnset() {
    String url = queue(Map.of(MAXIMUM, "7200", "DelaySeconds", "3600"));
    assertEquals(Map.of(MAXIMUM, "7200"), attributes(url, MAXIMUM));
    assertEquals("7200", attributes(url, "All").get(MAXIMUM));
    set(url, Map.of(MAXIMUM, "", "DelaySeconds", "0"));
    assertFalse(attributes(url, "All").containsKey(MAXIMUM));
    assertInvalid(refusal(901, 900), () -> send(url, 901));
  }

  @Test
  void itIsNotLoweredBelowTheDelayOfTheQueue() {
    String url = queue(Map.of(MAXIMUM, "7200", "DelaySeconds", "3600"));
    assertRefused(
        "InvalidAttributeValue",
        "Invalid value for the parameter MaximumDelaySeconds.",
        () -> set(url, Map.of(MAXIMUM, "3599")));
    assertEquals("7200", attributes(url, MAXIMUM).get(MAXIMUM));
    set(url, Map.of(MAXIMUM, "3600"));
  }

  @Test
  void aFifoQueueDelaysAllItsMessagesAsLong() {
    Map<String, String> attributes =
        Map.of(
            "FifoQueue",
            "true",
            "ContentBasedDeduplication",
            "true",
            "DelaySeconds",
            "3600",
            MAXIMUM,
            "7200");
    String url = create(tenant.newName() + ".fifo", attributes);
    tenant.sqs.sendMessage(s -> s.queueUrl(url).messageBody("late").messageGroupId("g"));
    assertEquals(List.of(), tenant.receive(url));
    assertEquals("0+1+0", tenant.counts(url));
  }

  @Test
  void aDelayThatOutlastsTheRetentionIsRefused() {
    String url = queue(Map.of(MAXIMUM, "1209600", "MessageRetentionPeriod", "3600"));
    send(url, 3_599);
    assertInvalid(refusal(3_600, 3_599), () -> send(url, 3_600));
    assertRefused(
        "InvalidAttributeValue",
        "Invalid value for the parameter DelaySeconds.",
        () -> set(url, Map.of("DelaySeconds", "3600")));
  }

  @Test
  void aQueueIsCreatedAgainOnlyWithTheSameBound() {
    String name = tenant.newName();
    String url = create(name, Map.of(MAXIMUM, "7200"));
    assertEquals(url, create(name, Map.of(MAXIMUM, "7200")));
    assertEquals(url, create(name, Map.of()));
    assertRefused(
        "QueueAlreadyExists",
        "A queue already exists with the same name and a different value for attribute " + MAXIMUM,
        () -> create(name, Map.of(MAXIMUM, "7201")));
  }

  private static String refusal(int given, int most) {
    return "Value %d for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= %d."
        .formatted(given, most);
  }

  private String queue(Map<String, String> attributes) {
    return create(tenant.newName(), attributes);
  }

  private String create(String name, Map<String, String> attributes) {
    return tenant
        .sqs
        .createQueue(c -> c.queueName(name).attributesWithStrings(attributes))
        .queueUrl();
  }

  private void send(String url, int delaySeconds) {
    tenant.sqs.sendMessage(s -> s.queueUrl(url).messageBody("late").delaySeconds(delaySeconds));
  }

  private void set(String url, Map<String, String> attributes) {
    tenant.sqs.setQueueAttributes(s -> s.queueUrl(url).attributesWithStrings(attributes));
  }

  private Map<String, String> attributes(String url, String name) {
    return tenant
        .sqs
        .getQueueAttributes(g -> g.queueUrl(url).attributeNamesWithStrings(name))
        .attributesAsStrings();
  }
}

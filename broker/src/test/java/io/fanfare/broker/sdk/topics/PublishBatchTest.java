package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/** PublishBatch is all or nothing as far as its form goes, but for messages that are empty. */
@OnEveryBroker
final class PublishBatchTest {

  private final Tenant tenant;
  private final String topic;
  private final String url;

  PublishBatchTest(Tenant tenant) {
    this.tenant = tenant;
    topic = tenant.sns.createTopic(c -> c.name(tenant.newName())).topicArn();
    url = tenant.queue();
    tenant.sns.subscribe(
        s ->
            s.topicArn(topic)
                .protocol("sqs")
                .endpoint(tenant.arnOf(url))
                .attributes(Map.of("RawMessageDelivery", "true")));
  }

  @Test
  void everyEntryIsPublished() {
    PublishBatchResponse response = publish(entry("1", "a"), entry("2", "b"), entry("3", "c"));
    assertEquals(List.of("1", "2", "3"), response.successful().stream().map(e -> e.id()).toList());
    assertEquals(List.of(), response.failed());
    assertEquals(List.of("a", "b", "c"), tenant.receiveBodies(url));
  }

  @Test
  void anErrorInOneEntryFailsTheBatch() {
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: Message Structure - No default entry in JSON message body",
        () -> publish(entry("1", "a"), entry("2", "{}").copy(e -> e.messageStructure("json"))));
    assertEquals("0+0+0", tenant.counts(url));
  }

  @Test
  void anEmptyMessageFailsAlone() {
    PublishBatchResponse response = publish(entry("1", "a"), entry("2", ""));
    assertEquals(List.of("1"), response.successful().stream().map(e -> e.id()).toList());
    BatchResultErrorEntry failed = response.failed().get(0);
    assertEquals("2", failed.id());
    assertEquals("InvalidParameter", failed.code());
    assertEquals("Invalid parameter: Empty message", failed.message());
    assertEquals(true, failed.senderFault());
    assertEquals(List.of("a"), tenant.receiveBodies(url));
    PublishBatchResponse none = publish(entry("1", ""), entry("2", ""));
    assertEquals(List.of(), none.successful());
    assertEquals(2, none.failed().size());
  }

  @Test
  void noEntriesAreRefused() {
    assertRefused(
        "ValidationError",
        "1 validation error detected: Value null at 'publishBatchRequestEntries' failed to satisfy"
            + " constraint: Member must not be null",
        () -> tenant.sns.publishBatch(p -> p.topicArn(topic)));
    assertRefused(
        "EmptyBatchRequest", "The batch request doesn't contain any entries.", this::publish);
  }

  @Test
  void moreThanTenEntriesAreRefused() {
    List<PublishBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      entries.add(entry("id" + i, "a"));
    }
    assertRefused(
        "TooManyEntriesInBatchRequest",
        "The batch request contains more entries than permissible.",
        () -> publish(entries.toArray(new PublishBatchRequestEntry[0])));
  }

  @Test
  void idsAreDistinctAndWellFormed() {
    assertRefused(
        "BatchEntryIdsNotDistinct",
        "Two or more batch entries in the request have the same Id.",
        () -> publish(entry("1", "a"), entry("1", "b")));
    assertRefused(
        "InvalidBatchEntryId",
        "The Id of a batch entry in the batch request contains an impermissible character: a b",
        () -> publish(entry("a b", "a")));
    String tooLong = "i".repeat(81);
    assertRefused(
        "InvalidBatchEntryId",
        "The Id of a batch entry in the batch request is too long: " + tooLong,
        () -> publish(entry(tooLong, "a")));
  }

  @Test
  void allMessagesHaveUpTo262144BytesTogether() {
    publish(entry("1", "x".repeat(131_072)), entry("2", "y".repeat(131_072)));
    assertRefused(
        "BatchRequestTooLong",
        "The length of all the messages put together is more than the limit.",
        () -> publish(entry("1", "x".repeat(131_072)), entry("2", "y".repeat(131_073))));
  }

  private PublishBatchResponse publish(PublishBatchRequestEntry... entries) {
    return tenant.sns.publishBatch(
        p -> p.topicArn(topic).publishBatchRequestEntries(Arrays.asList(entries)));
  }

  private static PublishBatchRequestEntry entry(String id, String message) {
    return PublishBatchRequestEntry.builder().id(id).message(message).build();
  }
}

package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertQueueGone;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** DeleteQueue: the queue is gone at once, its name for a minute. */
@OnEveryBroker
final class DeleteQueueTest {

  private final Tenant tenant;

  DeleteQueueTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aDeletedQueueDoesNotExist() {
    String url = tenant.queue();
    tenant.send(url, "a");
    tenant.sqs.deleteQueue(d -> d.queueUrl(url));
    assertQueueGone(() -> tenant.send(url, "b"));
    assertQueueGone(() -> tenant.receive(url));
    assertQueueGone(() -> tenant.sqs.deleteQueue(d -> d.queueUrl(url)));
    assertQueueGone(() -> tenant.sqs.getQueueUrl(g -> g.queueName(nameOf(url))));
    assertEquals(
        List.of(),
        tenant.sqs.listQueues(l -> l.queueNamePrefix(nameOf(url))).queueUrls().stream()
            .filter(url::equals)
            .toList());
  }

  @Test
  void theSdkKnowsTheRefusal() {
    String url = tenant.endpoint() + "/" + tenant.account + "/missing";
    assertThrows(QueueDoesNotExistException.class, () -> tenant.receive(url));
  }

  @Test
  void theNameCannotBeUsedAgainFor60Seconds() {
    String url = tenant.queue();
    tenant.sqs.deleteQueue(d -> d.queueUrl(url));
    assertRefused(
        "AWS.SimpleQueueService.QueueDeletedRecently",
        "You must wait 60 seconds after deleting a queue before you can create another with the"
            + " same name.",
        () -> tenant.sqs.createQueue(c -> c.queueName(nameOf(url))));
  }

  @Test
  void everyActionOnAMissingQueueIsRefused() {
    String url = tenant.endpoint() + "/" + tenant.account + "/missing";
    var sqs = tenant.sqs;
    assertQueueGone(() -> sqs.deleteQueue(r -> r.queueUrl(url)));
    assertQueueGone(() -> sqs.getQueueAttributes(r -> r.queueUrl(url)));
    assertQueueGone(
        () ->
            sqs.setQueueAttributes(
                r -> r.queueUrl(url).attributesWithStrings(Map.of("DelaySeconds", "1"))));
    assertQueueGone(() -> sqs.purgeQueue(r -> r.queueUrl(url)));
    assertQueueGone(() -> sqs.listDeadLetterSourceQueues(r -> r.queueUrl(url)));
    assertQueueGone(() -> sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("k", "v"))));
    assertQueueGone(() -> sqs.untagQueue(r -> r.queueUrl(url).tagKeys("k")));
    assertQueueGone(() -> sqs.listQueueTags(r -> r.queueUrl(url)));
    assertQueueGone(() -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle("h")));
    assertQueueGone(
        () ->
            sqs.changeMessageVisibility(
                r -> r.queueUrl(url).receiptHandle("h").visibilityTimeout(1)));
    assertQueueGone(
        () -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(Entries.toSend("1", "a"))));
    assertQueueGone(
        () -> sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(Entries.toDelete("1", "h"))));
    assertQueueGone(
        () ->
            sqs.changeMessageVisibilityBatch(
                r -> r.queueUrl(url).entries(Entries.toChange("1", "h", 1))));
  }

  private static String nameOf(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}

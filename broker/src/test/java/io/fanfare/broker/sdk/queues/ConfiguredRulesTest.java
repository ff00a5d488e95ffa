package io.fanfare.broker.sdk.queues;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.broker.proof.BrokerUnderTest;
import io.fanfare.broker.proof.Deployment;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.fanfare.broker.sdk.fixture.Tenants;
import io.fanfare.queues.QueuesOptions;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/** The waits that AWS imposes can be shortened by who embeds the broker. */
final class ConfiguredRulesTest {

  @Test
  void aNameIsFreeAgainAsSoonAsTheOptionsSay() {
    QueuesOptions options = new QueuesOptions().setDeletedNameSeconds(1);
    during(
        options,
        tenant -> {
          String url = tenant.sqs.createQueue(c -> c.queueName("q")).queueUrl();
          tenant.send(url, "old");
          tenant.sqs.deleteQueue(d -> d.queueUrl(url));
          await()
              .ignoreExceptionsMatching(e -> e instanceof QueueDeletedRecentlyException)
              .until(() -> tenant.sqs.createQueue(c -> c.queueName("q")).queueUrl().equals(url));
          assertEquals("0+0+0", tenant.counts(url));
        });
  }

  @Test
  void aQueueCanBePurgedAgainAsSoonAsTheOptionsSay() {
    QueuesOptions options = new QueuesOptions().setPurgeIntervalSeconds(1);
    during(
        options,
        tenant -> {
          String url = tenant.queue();
          tenant.sqs.purgeQueue(p -> p.queueUrl(url));
          tenant.send(url, "a");
          await()
              .ignoreExceptionsMatching(e -> e instanceof PurgeQueueInProgressException)
              .untilAsserted(() -> tenant.sqs.purgeQueue(p -> p.queueUrl(url)));
          assertEquals("0+0+0", tenant.counts(url));
        });
  }

  @Test
  void withoutAWaitNothingIsRefused() {
    QueuesOptions options = new QueuesOptions().setDeletedNameSeconds(0).setPurgeIntervalSeconds(0);
    during(
        options,
        tenant -> {
          String url = tenant.sqs.createQueue(c -> c.queueName("q")).queueUrl();
          tenant.sqs.purgeQueue(p -> p.queueUrl(url));
          tenant.sqs.purgeQueue(p -> p.queueUrl(url));
          tenant.sqs.deleteQueue(d -> d.queueUrl(url));
          assertEquals(url, tenant.sqs.createQueue(c -> c.queueName("q")).queueUrl());
        });
  }

  @Test
  void aHandleOfTheDeletedQueueIsNoneOfItsSuccessor() {
    QueuesOptions options = new QueuesOptions().setDeletedNameSeconds(0);
    during(
        options,
        tenant -> {
          String url = tenant.sqs.createQueue(c -> c.queueName("q")).queueUrl();
          tenant.send(url, "a");
          String handle = tenant.receiveOne(url).receiptHandle();
          tenant.sqs.deleteQueue(d -> d.queueUrl(url));
          tenant.sqs.createQueue(c -> c.queueName("q"));
          assertThrows(
              ReceiptHandleIsInvalidException.class,
              () -> tenant.sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(handle)));
        });
  }

  private static void during(QueuesOptions options, Consumer<Tenant> act) {
    try (BrokerUnderTest broker = Deployment.inProcess(options)) {
      act.accept(new Tenant("memory", broker.endpoint(), Tenants.newAccount()));
    }
  }
}

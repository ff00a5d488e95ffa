package io.fanfare.broker.sdk.queues;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.proof.BrokerUnderTest;
import io.fanfare.broker.proof.Deployment;
import io.fanfare.broker.sdk.fixture.Attributes;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.fanfare.broker.sdk.fixture.Tenants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Everything a client was told of a queue before a restart holds after it. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.fanfare.broker.proof.Deployment#durable")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
final class QueueRestartTest {

  private final Deployment deployment;
  private final Path data = Deployment.newDirectory();
  private final String account = Tenants.newAccount();

  QueueRestartTest(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void queuesKeepTheirAttributesAndTags() {
    Map<QueueAttributeName, String> attributes =
        Map.of(
            QueueAttributeName.DELAY_SECONDS,
            "5",
            QueueAttributeName.POLICY,
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}");
    during(
        tenant ->
            tenant.sqs.createQueue(
                c -> c.queueName("orders").attributes(attributes).tags(Map.of("team", "a"))));
    during(
        tenant -> {
          String url = tenant.sqs.getQueueUrl(g -> g.queueName("orders")).queueUrl();
          assertEquals(
              attributes,
              tenant
                  .sqs
                  .getQueueAttributes(g -> g.queueUrl(url).attributeNames(attributes.keySet()))
                  .attributes());
          assertEquals(Map.of("team", "a"), tenant.sqs.listQueueTags(l -> l.queueUrl(url)).tags());
          assertEquals(List.of(url), tenant.sqs.listQueues().queueUrls());
        });
  }

  @Test
  void queuesKeepTheirPermissions() {
    List<String> policies = new ArrayList<>();
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q"));
          for (String label : List.of("a", "b")) {
            tenant.sqs.addPermission(
                p -> p.queueUrl("q").label(label).awsAccountIds("111111111111").actions("*"));
            policies.add(tenant.attribute("q", QueueAttributeName.POLICY));
          }
        });
    during(
        tenant -> {
          assertEquals(policies.get(1), tenant.attribute("q", QueueAttributeName.POLICY));
          tenant.sqs.removePermission(r -> r.queueUrl("q").label("b"));
        });
    during(
        tenant -> {
          assertEquals(policies.get(0), tenant.attribute("q", QueueAttributeName.POLICY));
          tenant.sqs.removePermission(r -> r.queueUrl("q").label("a"));
        });
    during(tenant -> assertEquals("absent", tenant.attribute("q", QueueAttributeName.POLICY)));
  }

  @Test
  void deletedQueuesStayDeletedAndTheirNamesStayBlocked() {
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q"));
          tenant.send("q", "a");
          tenant.sqs.deleteQueue(d -> d.queueUrl("q"));
        });
    during(
        tenant -> {
          Refusal.assertQueueGone(() -> tenant.receive("q"));
          assertEquals(
              "AWS.SimpleQueueService.QueueDeletedRecently",
              Refusal.of(() -> tenant.sqs.createQueue(c -> c.queueName("q"))).code());
        });
  }

  @Test
  void visibleDelayedAndHiddenMessagesStayWhatTheyAre() {
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q"));
          tenant.send("q", "hidden");
          tenant.receiveOne("q");
          tenant.send("q", "visible");
          tenant.sqs.sendMessage(s -> s.queueUrl("q").messageBody("late").delaySeconds(900));
        });
    during(
        tenant -> {
          assertEquals("1+1+1", tenant.counts("q"));
          assertEquals(List.of("visible"), tenant.receiveBodies("q"));
        });
  }

  @Test
  void aDelayLongerThanAwssGoesOn() {
    Map<String, String> longDelays = Map.of("MaximumDelaySeconds", "86400");
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q").attributesWithStrings(longDelays));
          tenant.sqs.sendMessage(s -> s.queueUrl("q").messageBody("late").delaySeconds(86_400));
        });
    during(
        tenant -> {
          assertEquals("0+1+0", tenant.counts("q"));
          tenant.sqs.sendMessage(s -> s.queueUrl("q").messageBody("later").delaySeconds(86_400));
          assertEquals(List.of(), tenant.receiveBodies("q"));
          assertEquals("0+2+0", tenant.counts("q"));
        });
  }

  @Test
  void aLeaseEndsWhenItWouldHaveEnded() {
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q"));
          tenant.send("q", "a");
          tenant.sqs.receiveMessage(r -> r.queueUrl("q").visibilityTimeout(3));
          tenant.sqs.sendMessage(s -> s.queueUrl("q").messageBody("b").delaySeconds(3));
        });
    during(
        tenant -> {
          // One receive brings both if the restart took longer than what they were hidden for.
          int received = tenant.receive("q", 20).size();
          assertTrue(received > 0);
          assertEquals(2, received == 2 ? received : received + tenant.receive("q", 20).size());
        });
  }

  @Test
  void aReceiptHandleStillDeletesAndStillChangesVisibility() {
    String[] handles = new String[2];
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q"));
          tenant.send("q", "deleted", "released");
          List<Message> messages = tenant.receive("q");
          handles[0] = messages.get(0).receiptHandle();
          handles[1] = messages.get(1).receiptHandle();
        });
    during(
        tenant -> {
          tenant.sqs.deleteMessage(d -> d.queueUrl("q").receiptHandle(handles[0]));
          tenant.sqs.changeMessageVisibility(
              c -> c.queueUrl("q").receiptHandle(handles[1]).visibilityTimeout(0));
          assertEquals(List.of("released"), tenant.receiveBodies("q"));
        });
    during(tenant -> assertEquals("0+0+1", tenant.counts("q")));
  }

  @Test
  void receiveCountsAndTimestampsGoOn() {
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q"));
          tenant.sqs.sendMessage(
              s ->
                  s.queueUrl("q")
                      .messageBody("a")
                      .messageAttributes(Map.of("k", Attributes.binary("Binary", 0, 255))));
        });
    Message first = receiveAndRelease();
    Message second = receiveAndRelease();
    assertEquals(first.messageId(), second.messageId());
    assertEquals(first.messageAttributes(), second.messageAttributes());
    Map<String, String> before = first.attributesAsStrings();
    Map<String, String> after = second.attributesAsStrings();
    for (String kept : List.of("SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp")) {
      assertEquals(before.get(kept), after.get(kept), kept);
    }
    assertEquals("2", after.get("ApproximateReceiveCount"));
  }

  private Message receiveAndRelease() {
    Message[] received = new Message[1];
    during(
        tenant -> {
          received[0] = tenant.receiveOne("q");
          tenant.sqs.changeMessageVisibility(
              c -> c.queueUrl("q").receiptHandle(received[0].receiptHandle()).visibilityTimeout(0));
        });
    return received[0];
  }

  @Test
  void aReceiveThatWaitsWhenTheBrokerEndsIsAnsweredWithNothing() throws Exception {
    Waiting[] waiting = new Waiting[1];
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q"));
          waiting[0] = Waiting.on(tenant, "q");
        });
    assertEquals(List.of(), waiting[0].bodies());
  }

  @Test
  void bodiesOfEverySizeStay() {
    List<Integer> sizes = List.of(1, 1_000, 4_096, 65_536, 1_048_576);
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q"));
          sizes.forEach(size -> tenant.send("q", "x".repeat(size)));
        });
    during(
        tenant ->
            assertEquals(sizes, tenant.receiveBodies("q").stream().map(String::length).toList()));
  }

  @Test
  void aPurgeIsRemembered() {
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q"));
          tenant.send("q", "a");
          tenant.sqs.purgeQueue(p -> p.queueUrl("q"));
        });
    during(
        tenant -> {
          assertEquals("0+0+0", tenant.counts("q"));
          assertEquals(
              "AWS.SimpleQueueService.PurgeQueueInProgress",
              Refusal.of(() -> tenant.sqs.purgeQueue(p -> p.queueUrl("q"))).code());
        });
  }

  @Test
  void aMoveTaskGoesOnAndMovesEachMessageOnce() {
    int messages = 60;
    during(
        tenant -> {
          String dead = tenant.sqs.createQueue(c -> c.queueName("dead")).queueUrl();
          String live = tenant.sqs.createQueue(c -> c.queueName("live")).queueUrl();
          String policy =
              "{\"deadLetterTargetArn\":\"" + tenant.arnOf(dead) + "\",\"maxReceiveCount\":1}";
          tenant.queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
          for (int i = 0; i < messages; i++) {
            tenant.send(dead, "message " + i);
          }
          tenant.sqs.startMessageMoveTask(
              s ->
                  s.sourceArn(tenant.arnOf(dead))
                      .destinationArn(tenant.arnOf(live))
                      .maxNumberOfMessagesPerSecond(20));
          assertEquals("RUNNING", task(tenant).status());
        });
    during(
        tenant -> {
          await()
              .atMost(Duration.ofSeconds(40))
              .until(() -> task(tenant).status().equals("COMPLETED"));
          assertEquals(messages, task(tenant).approximateNumberOfMessagesMoved());
          assertEquals("0+0+0", tenant.counts("dead"));
          assertEquals(messages + "+0+0", tenant.counts("live"));
          Set<String> bodies = new HashSet<>();
          for (int i = 0; i < messages / 10; i++) {
            bodies.addAll(tenant.receiveBodies("live"));
          }
          assertEquals(messages, bodies.size());
        });
  }

  private static ListMessageMoveTasksResultEntry task(Tenant tenant) {
    return tenant.sqs.listMessageMoveTasks(l -> l.sourceArn(tenant.arnOf("dead"))).results().get(0);
  }

  @Test
  void manyRestartsInARowChangeNothing() {
    during(
        tenant -> {
          tenant.sqs.createQueue(c -> c.queueName("q"));
          tenant.send("q", "a", "b");
        });
    for (int i = 0; i < 3; i++) {
      during(tenant -> assertEquals("2+0+0", tenant.counts("q")));
    }
    during(tenant -> assertTrue(tenant.receiveBodies("q").containsAll(List.of("a", "b"))));
  }

  /** Runs a broker while {@code act} lasts, always on the same data. */
  private void during(Consumer<Tenant> act) {
    try (BrokerUnderTest broker = deployment.start(data)) {
      act.accept(new Tenant(deployment.name(), broker.endpoint(), account));
    }
  }
}

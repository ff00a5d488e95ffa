package io.fanfare.broker.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Kills the real broker while a move task runs: it moves every message once and counts it. */
final class MoveTaskKillIT {

  private static final String ACCOUNT = "100000000000";
  private static final String REGION = "eu-central-1";
  private static final String ARN = "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":";
  private static final int MESSAGES = 2_000;
  private static final int KILLS = 3;

  private final Path data = Deployment.newDirectory();

  @Test
  void whatIsMovedAndWhatIsLeftIsAllThereIs() throws Exception {
    JarBroker broker = JarBroker.start(data, 0);
    SqsClient sqs = client(broker);
    prepare(sqs);
    sqs.startMessageMoveTask(
        s ->
            s.sourceArn(ARN + "dead")
                .destinationArn(ARN + "live")
                .maxNumberOfMessagesPerSecond(100));
    for (int i = 0; i < KILLS; i++) {
      awaitMoves(sqs);
      broker.kill();
      broker.awaitEnd();
      broker = JarBroker.start(data, 0);
      sqs = client(broker);
    }
    long moved = end(sqs);
    Set<String> bodies = new HashSet<>();
    assertEquals(moved, drain(sqs, "live", bodies));
    assertEquals(MESSAGES - moved, drain(sqs, "dead", bodies));
    assertEquals(MESSAGES, bodies.size());
    broker.close();
  }

  private static SqsClient client(JarBroker broker) {
    return new SdkClients(broker.endpoint(), ACCOUNT, REGION).sqs();
  }

  private static void prepare(SqsClient sqs) {
    sqs.createQueue(c -> c.queueName("dead"));
    sqs.createQueue(c -> c.queueName("live"));
    String policy = "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":1}";
    sqs.createQueue(
        c -> c.queueName("orders").attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
    for (int from = 0; from < MESSAGES; from += 10) {
      List<SendMessageBatchRequestEntry> entries =
          IntStream.range(from, from + 10)
              .mapToObj(
                  i ->
                      SendMessageBatchRequestEntry.builder()
                          .id("e" + i)
                          .messageBody("message " + i)
                          .build())
              .toList();
      sqs.sendMessageBatch(s -> s.queueUrl("dead").entries(entries));
    }
  }

  /** Returns when the task has moved some more. */
  private static void awaitMoves(SqsClient sqs) {
    long before = task(sqs).approximateNumberOfMessagesMoved();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> task(sqs).approximateNumberOfMessagesMoved() > before + 20);
  }

  /** Cancels the task, unless the kills took longer than it; answers how many it has moved. */
  private static long end(SqsClient sqs) {
    ListMessageMoveTasksResultEntry task = task(sqs);
    return task.taskHandle() == null
        ? task.approximateNumberOfMessagesMoved()
        : sqs.cancelMessageMoveTask(c -> c.taskHandle(task.taskHandle()))
            .approximateNumberOfMessagesMoved();
  }

  private static ListMessageMoveTasksResultEntry task(SqsClient sqs) {
    return sqs.listMessageMoveTasks(l -> l.sourceArn(ARN + "dead")).results().get(0);
  }

  /** Adds the body of every message of {@code queue} to {@code bodies}; answers how many. */
  private static long drain(SqsClient sqs, String queue, Set<String> bodies) {
    long count = 0;
    List<Message> messages = receive(sqs, queue);
    while (!messages.isEmpty()) {
      count += messages.size();
      messages.forEach(message -> bodies.add(message.body()));
      messages = receive(sqs, queue);
    }
    return count;
  }

  private static List<Message> receive(SqsClient sqs, String queue) {
    return sqs.receiveMessage(
            r -> r.queueUrl(queue).maxNumberOfMessages(10).visibilityTimeout(3_600))
        .messages();
  }
}

package io.fanfare.examples;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A message that keeps failing: parked in a dead-letter queue, and brought back once mended. */
public final class DeadLetterRedrive {

  private DeadLetterRedrive() {}

  /** Works with the broker at the first argument and prints where the message comes by. */
  public static void main(String... arguments) {
    try (SqsClient sqs = Clients.queuesOf(Clients.broker(arguments))) {
      failAndComeBack(sqs).forEach(System.out::println);
    }
  }

  static List<String> failAndComeBack(SqsClient sqs) {
    String parked = sqs.createQueue(request -> request.queueName("failed-reports")).queueUrl();
    String parkedArn = Clients.arnOf(sqs, parked);
    String policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"2\"}".formatted(parkedArn);
    String reports =
        sqs.createQueue(
                request ->
                    request
                        .queueName("reports")
                        .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
            .queueUrl();
    sqs.sendMessage(request -> request.queueUrl(reports).messageBody("a report"));

    // A worker that fails twice: the message becomes visible again at once. The third receive
    // finds nothing any more.
    for (int attempt = 0; attempt < 3; attempt++) {
      sqs.receiveMessage(request -> request.queueUrl(reports).visibilityTimeout(0));
    }
    String waiting =
        "waiting in failed-reports: "
            + Clients.attribute(sqs, parked, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);

    // The worker is mended: all that was parked goes back to where it came from.
    sqs.startMessageMoveTask(request -> request.sourceArn(parkedArn));
    return List.of(waiting, "received again " + Clients.take(sqs, reports));
  }
}

package io.fanfare.examples;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A FIFO topic and queue: the messages of each account stay in order, and come once. */
public final class FifoOrdering {

  private FifoOrdering() {}

  /** Publishes to the broker at the first argument and prints the payments as they come. */
  public static void main(String... arguments) {
    URI broker = Clients.broker(arguments);
    try (SnsClient sns = Clients.topicsOf(broker);
        SqsClient sqs = Clients.queuesOf(broker)) {
      publishAndReceive(sns, sqs).forEach(System.out::println);
    }
  }

  static List<String> publishAndReceive(SnsClient sns, SqsClient sqs) {
    String topic =
        sns.createTopic(
                request -> request.name("accounts.fifo").attributes(Map.of("FifoTopic", "true")))
            .topicArn();
    String queue =
        sqs.createQueue(
                request ->
                    request
                        .queueName("accounts.fifo")
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
            .queueUrl();
    sns.subscribe(
        request ->
            request
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(Clients.arnOf(sqs, queue))
                .attributes(Map.of("RawMessageDelivery", "true")));

    String run = UUID.randomUUID().toString();
    publish(sns, topic, run, "alice pays 10");
    publish(sns, topic, run, "bob pays 20");
    publish(sns, topic, run, "alice pays 30");
    // The publisher is not sure and repeats itself; within five minutes that changes nothing.
    publish(sns, topic, run, "alice pays 10");

    List<String> payments = new ArrayList<>();
    while (payments.size() < 3) {
      payments.addAll(Clients.take(sqs, queue));
    }
    return payments;
  }

  /** Publishes a payment of the run, in the group of the account that its first word names. */
  private static void publish(SnsClient sns, String topic, String run, String payment) {
    sns.publish(
        request ->
            request
                .topicArn(topic)
                .messageGroupId(payment.substring(0, payment.indexOf(' ')))
                .messageDeduplicationId(run + "-" + payment.replace(' ', '-'))
                .message(payment));
  }
}

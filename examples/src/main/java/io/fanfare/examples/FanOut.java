package io.fanfare.examples;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A topic that fans out to queues, with AWS's own SDK. */
public final class FanOut {

  private FanOut() {}

  /** Publishes once to the broker at the first argument, and prints what two queues get. */
  public static void main(String... arguments) {
    URI broker = Clients.broker(arguments);
    try (SnsClient sns = Clients.topicsOf(broker);
        SqsClient sqs = Clients.queuesOf(broker)) {
      publishAndReceive(sns, sqs)
          .forEach((queue, bodies) -> System.out.println(queue + " received " + bodies));
    }
  }

  static Map<String, List<String>> publishAndReceive(SnsClient sns, SqsClient sqs) {
    String topic = sns.createTopic(request -> request.name("orders")).topicArn();
    String billing = subscribed(sns, sqs, topic, "billing");
    String shipping = subscribed(sns, sqs, topic, "shipping");

    sns.publish(request -> request.topicArn(topic).message("an order"));

    return Map.of("billing", Clients.take(sqs, billing), "shipping", Clients.take(sqs, shipping));
  }

  /** The URL of a new queue that gets the messages of the topic as they are, without envelopes. */
  private static String subscribed(SnsClient sns, SqsClient sqs, String topic, String queue) {
    String url = sqs.createQueue(request -> request.queueName(queue)).queueUrl();
    sns.subscribe(
        request ->
            request
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(Clients.arnOf(sqs, url))
                .attributes(Map.of("RawMessageDelivery", "true")));
    return url;
  }
}

package io.fanfare.examples;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A topic that fans out to a queue through a filter, with AWS's own SDK. */
public final class FanOut {

  private static final StaticCredentialsProvider ANYBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

  private FanOut() {}

  /** Publishes to the broker at the first argument and prints what the filter lets through. */
  public static void main(String... arguments) {
    URI broker = URI.create(arguments.length > 0 ? arguments[0] : "http://localhost:4566");
    try (SnsClient sns = topicsOf(broker);
        SqsClient sqs = queuesOf(broker)) {
      publishAndReceive(sns, sqs).forEach(body -> System.out.println("received " + body));
    }
  }

  static SqsClient queuesOf(URI broker) {
    return SqsClient.builder()
        .endpointOverride(broker)
        .region(Region.US_EAST_1)
        .credentialsProvider(ANYBODY)
        .build();
  }

  static SnsClient topicsOf(URI broker) {
    return SnsClient.builder()
        .endpointOverride(broker)
        .region(Region.US_EAST_1)
        .credentialsProvider(ANYBODY)
        .build();
  }

  static List<String> publishAndReceive(SnsClient sns, SqsClient sqs) {
    String topic = sns.createTopic(request -> request.name("orders")).topicArn();
    String queue = sqs.createQueue(request -> request.queueName("german-orders")).queueUrl();
    String queueArn =
        sqs.getQueueAttributes(
                request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    Map<String, String> filter =
        Map.of("FilterPolicy", "{\"country\":[\"de\"]}", "RawMessageDelivery", "true");
    sns.subscribe(
        request -> request.topicArn(topic).protocol("sqs").endpoint(queueArn).attributes(filter));

    publish(sns, topic, "a Danish order", "dk");
    publish(sns, topic, "a German order", "de");

    List<Message> received =
        sqs.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(10)).messages();
    for (Message message : received) {
      sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }
    return received.stream().map(Message::body).toList();
  }

  private static void publish(SnsClient sns, String topic, String order, String country) {
    MessageAttributeValue attribute =
        MessageAttributeValue.builder().dataType("String").stringValue(country).build();
    sns.publish(
        request ->
            request.topicArn(topic).message(order).messageAttributes(Map.of("country", attribute)));
  }
}

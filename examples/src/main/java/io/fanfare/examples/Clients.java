package io.fanfare.examples;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** AWS's own clients, pointed at a broker, and what the examples do with them again and again. */
final class Clients {

  private static final StaticCredentialsProvider ANYBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

  private Clients() {}

  /** The broker at the first argument, or where it answers unless told otherwise. */
  static URI broker(String... arguments) {
    return URI.create(arguments.length > 0 ? arguments[0] : "http://localhost:4566");
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

  static String arnOf(SqsClient sqs, String queueUrl) {
    return attribute(sqs, queueUrl, QueueAttributeName.QUEUE_ARN);
  }

  static String attribute(SqsClient sqs, String queueUrl, QueueAttributeName name) {
    return sqs.getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(name))
        .attributes()
        .getOrDefault(name, "");
  }

  /** Receives up to ten messages, waiting for the first, and deletes them. */
  static List<String> take(SqsClient sqs, String queueUrl) {
    List<Message> received =
        sqs.receiveMessage(
                request -> request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(10))
            .messages();
    for (Message message : received) {
      sqs.deleteMessage(
          request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
    }
    return received.stream().map(Message::body).toList();
  }
}

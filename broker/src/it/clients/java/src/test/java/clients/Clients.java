package clients;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The broker that runs, and the clients that others are built on. */
final class Clients {

  /** Where the broker answers. */
  static final URI ENDPOINT = URI.create(System.getProperty("fanfare.endpoint"));

  /** What no encoding on the way should harm. */
  static final String TEXT = "grüße <&> \"漢字\" 😀\r\n";

  private static final StaticCredentialsProvider ANYBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

  private Clients() {}

  static SqsClient sqs() {
    return SqsClient.builder()
        .endpointOverride(ENDPOINT)
        .region(Region.US_EAST_1)
        .credentialsProvider(ANYBODY)
        .build();
  }

  static SnsClient sns() {
    return SnsClient.builder()
        .endpointOverride(ENDPOINT)
        .region(Region.US_EAST_1)
        .credentialsProvider(ANYBODY)
        .build();
  }

  /** Makes a topic with one subscription, that of a queue that is there. */
  static void subscribe(String topicName, String queueName, Map<String, String> attributes) {
    try (SqsClient sqs = sqs();
        SnsClient sns = sns()) {
      String topic = sns.createTopic(request -> request.name(topicName)).topicArn();
      String queue = attribute(sqs, queueName, QueueAttributeName.QUEUE_ARN);
      sns.subscribe(
          request ->
              request.topicArn(topic).protocol("sqs").endpoint(queue).attributes(attributes));
    }
  }

  /** Whether all messages of the queue have been deleted. */
  static boolean isEmpty(String queueName) {
    try (SqsClient sqs = sqs()) {
      return List.of(
              attribute(sqs, queueName, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
              attribute(
                  sqs, queueName, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
          .equals(List.of("0", "0"));
    }
  }

  private static String attribute(SqsClient sqs, String queueName, QueueAttributeName name) {
    String url = sqs.getQueueUrl(request -> request.queueName(queueName)).queueUrl();
    return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
        .attributes()
        .get(name);
  }

  static List<Message> receive(SqsClient sqs, String url) {
    return sqs.receiveMessage(
            request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(20))
        .messages();
  }
}

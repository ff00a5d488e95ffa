package clients;

import static clients.Clients.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.Request;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.handlers.RequestHandler2;
import com.amazonaws.services.sns.AmazonSNS;
import com.amazonaws.services.sns.AmazonSNSClientBuilder;
import com.amazonaws.services.sns.model.CreateTopicRequest;
import com.amazonaws.services.sns.model.PublishBatchRequest;
import com.amazonaws.services.sns.model.PublishBatchRequestEntry;
import com.amazonaws.services.sns.model.PublishRequest;
import com.amazonaws.services.sns.model.Tag;
import com.amazonaws.services.sns.util.Topics;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import com.amazonaws.services.sqs.model.CreateQueueRequest;
import com.amazonaws.services.sqs.model.DeleteMessageBatchRequestEntry;
import com.amazonaws.services.sqs.model.Message;
import com.amazonaws.services.sqs.model.MessageAttributeValue;
import com.amazonaws.services.sqs.model.QueueDoesNotExistException;
import com.amazonaws.services.sqs.model.ReceiveMessageRequest;
import com.amazonaws.services.sqs.model.SendMessageBatchRequestEntry;
import com.amazonaws.services.sqs.model.SendMessageRequest;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Version 1 of the AWS SDK for Java, in the last release that speaks Query to queues. */
class SdkV1Test {

  private static final Set<String> ACTIONS = new ConcurrentSkipListSet<>();
  private static final AmazonSQS SQS =
      connect(AmazonSQSClientBuilder.standard().withRequestHandlers(new Actions()));
  private static final AmazonSNS SNS = connect(AmazonSNSClientBuilder.standard());

  /** Notes what is asked for in Query. */
  private static final class Actions extends RequestHandler2 {
    @Override
    public void beforeRequest(Request<?> request) {
      ACTIONS.addAll(request.getParameters().getOrDefault("Action", List.of()));
    }
  }

  private static <T> T connect(AwsClientBuilder<?, T> builder) {
    builder.setEndpointConfiguration(
        new EndpointConfiguration(Clients.ENDPOINT.toString(), "us-east-1"));
    builder.setCredentials(
        new AWSStaticCredentialsProvider(new BasicAWSCredentials("key", "secret")));
    return builder.build();
  }

  @AfterAll
  static void close() {
    SQS.shutdown();
    SNS.shutdown();
  }

  @Test
  void aQueueHasAttributesAndTags() {
    String url =
        SQS.createQueue(
                new CreateQueueRequest("java-v1-settings")
                    .addAttributesEntry("DelaySeconds", "5")
                    .addTagsEntry("team", "grün"))
            .getQueueUrl();
    assertEquals(
        Map.of("DelaySeconds", "5"),
        SQS.getQueueAttributes(url, List.of("DelaySeconds")).getAttributes());
    SQS.tagQueue(url, Map.of("cost", "low", "stage", "test"));
    SQS.untagQueue(url, List.of("stage"));
    assertEquals(Map.of("team", "grün", "cost", "low"), SQS.listQueueTags(url).getTags());
    SQS.deleteQueue(url);
    assertThrows(QueueDoesNotExistException.class, () -> SQS.getQueueUrl("java-v1-settings"));
    assertTrue(ACTIONS.containsAll(Set.of("CreateQueue", "TagQueue", "GetQueueUrl")));
  }

  @Test
  void aMessageIsSentReceivedAndDeleted() {
    String url = SQS.createQueue("java-v1-messages").getQueueUrl();
    String id =
        SQS.sendMessage(
                new SendMessageRequest(url, TEXT)
                    .addMessageAttributesEntry(
                        "text",
                        new MessageAttributeValue().withDataType("String").withStringValue(TEXT))
                    .addMessageAttributesEntry(
                        "bytes",
                        new MessageAttributeValue()
                            .withDataType("Binary")
                            .withBinaryValue(ByteBuffer.wrap(new byte[] {0, -1}))))
            .getMessageId();
    Message message = receive(url).get(0);
    assertEquals(id, message.getMessageId());
    assertEquals(TEXT, message.getBody());
    assertEquals(TEXT, message.getMessageAttributes().get("text").getStringValue());
    assertEquals(
        ByteBuffer.wrap(new byte[] {0, -1}),
        message.getMessageAttributes().get("bytes").getBinaryValue());
    SQS.changeMessageVisibility(url, message.getReceiptHandle(), 0);
    Message again = receive(url).get(0);
    assertEquals("2", again.getAttributes().get("ApproximateReceiveCount"));
    SQS.deleteMessage(url, again.getReceiptHandle());
    assertEquals(List.of(), SQS.receiveMessage(url).getMessages());
  }

  @Test
  void theEntriesOfABatchSucceedOrFailByThemselves() {
    String url = SQS.createQueue("java-v1-batches").getQueueUrl();
    var sent =
        SQS.sendMessageBatch(
            url,
            List.of(
                new SendMessageBatchRequestEntry("a", "a"),
                new SendMessageBatchRequestEntry("late", "late").withDelaySeconds(901),
                new SendMessageBatchRequestEntry("b", TEXT)));
    assertEquals(2, sent.getSuccessful().size());
    assertEquals("InvalidParameterValue", sent.getFailed().get(0).getCode());
    assertEquals(List.of("a", TEXT), take(url, 2));
  }

  @Test
  void aTopicFansOutToAQueue() throws Exception {
    String url = SQS.createQueue("java-v1-published").getQueueUrl();
    String topic =
        SNS.createTopic(
                new CreateTopicRequest("java-v1")
                    .withTags(new Tag().withKey("team").withValue("grün")))
            .getTopicArn();
    /* Also gives the topic leave in the policy of the queue. */
    Topics.subscribeQueue(SNS, SQS, topic, url);
    SNS.publish(new PublishRequest(topic, "one").withSubject("order"));
    SNS.publishBatch(
        new PublishBatchRequest()
            .withTopicArn(topic)
            .withPublishBatchRequestEntries(
                new PublishBatchRequestEntry().withId("2").withMessage(TEXT)));
    List<String> messages = new ArrayList<>();
    for (String envelope : take(url, 2)) {
      messages.add(new ObjectMapper().readTree(envelope).get("Message").asText());
    }
    assertEquals(Set.of("one", TEXT), Set.copyOf(messages));
  }

  /** The bodies of as many messages as there should be, each of them deleted. */
  private static List<String> take(String url, int count) {
    List<String> bodies = new ArrayList<>();
    while (bodies.size() < count) {
      List<Message> received = receive(url);
      assertFalse(received.isEmpty());
      var entries =
          received.stream()
              .map(m -> new DeleteMessageBatchRequestEntry(m.getMessageId(), m.getReceiptHandle()))
              .toList();
      assertEquals(entries.size(), SQS.deleteMessageBatch(url, entries).getSuccessful().size());
      received.forEach(message -> bodies.add(message.getBody()));
    }
    return bodies.stream().sorted().toList();
  }

  private static List<Message> receive(String url) {
    return SQS.receiveMessage(
            new ReceiveMessageRequest(url)
                .withMaxNumberOfMessages(10)
                .withWaitTimeSeconds(20)
                .withAttributeNames("All")
                .withMessageAttributeNames("All"))
        .getMessages();
  }
}

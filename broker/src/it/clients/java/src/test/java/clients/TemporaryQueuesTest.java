package clients;

import static clients.Clients.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazonaws.services.sqs.AmazonSQSRequester;
import com.amazonaws.services.sqs.AmazonSQSRequesterClientBuilder;
import com.amazonaws.services.sqs.AmazonSQSResponder;
import com.amazonaws.services.sqs.AmazonSQSResponderClientBuilder;
import com.amazonaws.services.sqs.AmazonSQSTemporaryQueuesClientBuilder;
import com.amazonaws.services.sqs.MessageContent;
import com.amazonaws.services.sqs.util.SQSMessageConsumer;
import com.amazonaws.services.sqs.util.SQSMessageConsumerBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Temporary queues, which are many virtual ones on a real one that tags keep alive. */
class TemporaryQueuesTest {

  @Test
  void aRequestIsAnswered() throws Exception {
    try (SqsClient sqs = Clients.sqs()) {
      String requests =
          sqs.createQueue(request -> request.queueName("temporary-requests")).queueUrl();
      AmazonSQSRequester requester =
          AmazonSQSRequesterClientBuilder.standard()
              .withAmazonSQS(sqs)
              .withInternalQueuePrefix("temporary-a")
              .build();
      AmazonSQSResponder responder =
          AmazonSQSResponderClientBuilder.standard()
              .withAmazonSQS(sqs)
              .withInternalQueuePrefix("temporary-a")
              .build();
      try (SQSMessageConsumer consumer = answering(responder, requests)) {
        consumer.start();
        for (String text : List.of(TEXT, "once more")) {
          Message answer =
              requester.sendMessageAndGetResponse(
                  SendMessageRequest.builder().queueUrl(requests).messageBody(text).build(),
                  60,
                  TimeUnit.SECONDS);
          assertEquals("answer to " + text, answer.body());
        }
      } finally {
        requester.shutdown();
        responder.shutdown();
      }
    }
  }

  private static SQSMessageConsumer answering(AmazonSQSResponder responder, String requests) {
    return SQSMessageConsumerBuilder.standard()
        .withAmazonSQS(responder.getAmazonSQS())
        .withQueueUrl(requests)
        .withMaxWaitTimeSeconds(1)
        .withConsumer(
            message ->
                responder.sendResponseMessage(
                    MessageContent.fromMessage(message),
                    new MessageContent("answer to " + message.body())))
        .build();
  }

  @Test
  void aTemporaryQueueIsAQueueWithTags() {
    try (SqsClient sqs = Clients.sqs()) {
      SqsClient temporary =
          AmazonSQSTemporaryQueuesClientBuilder.standard()
              .withAmazonSQS(sqs)
              .withQueuePrefix("temporary-b")
              .build();
      String url = temporary.createQueue(request -> request.queueName("own")).queueUrl();
      List<String> hosts =
          sqs.listQueues(request -> request.queueNamePrefix("temporary-b")).queueUrls();
      String host = hosts.stream().filter(name -> !name.endsWith("_DLQ")).findFirst().orElseThrow();
      /* By which others see that it is in use. */
      assertFalse(
          sqs.listQueueTags(request -> request.queueUrl(host)).tags().isEmpty(), hosts.toString());

      temporary.sendMessage(request -> request.queueUrl(url).messageBody(TEXT));
      Message message = Clients.receive(temporary, url).get(0);
      assertEquals(TEXT, message.body());
      temporary.deleteMessage(
          request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));

      SendMessageBatchRequestEntry entry =
          SendMessageBatchRequestEntry.builder().id("a").messageBody("a").build();
      temporary.sendMessageBatch(request -> request.queueUrl(url).entries(entry));
      Message batched = Clients.receive(temporary, url).get(0);
      assertEquals("a", batched.body());
      DeleteMessageBatchRequestEntry done =
          DeleteMessageBatchRequestEntry.builder()
              .id("a")
              .receiptHandle(batched.receiptHandle())
              .build();
      temporary.deleteMessageBatch(request -> request.queueUrl(url).entries(done));
      temporary.deleteQueue(request -> request.queueUrl(url));
      temporary.close();
    }
  }
}

package io.fanfare.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.topics.model.GetTopicAttributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The answers of the Query protocol to whoever accepts JSON. */
final class QueryJsonTest {

  @Test
  void theQueuesMapsAreListsOfTheirEntries() {
    assertEquals(
        "{\"Attributes\":[{\"Name\":\"DelaySeconds\",\"Value\":\"0\"}]}",
        result(new GetQueueAttributes.Result(Map.of("DelaySeconds", "0"))));
    assertEquals(
        "{\"Tags\":[{\"Key\":\"k\",\"Value\":\"v\"}]}",
        result(new ListQueueTags.Result(Map.of("k", "v"))));
  }

  @Test
  void theTopicsMapsAreObjects() {
    assertEquals(
        "{\"GetTopicAttributesResponse\":{\"GetTopicAttributesResult\":{\"Attributes\":"
            + "{\"Owner\":\"1\"}},\"ResponseMetadata\":{\"RequestId\":\"r\"}}}",
        text(
            new QueryProtocol(Service.SNS)
                .inJson()
                .write(
                    "GetTopicAttributes",
                    Structure.of(GetTopicAttributes.Result.class),
                    new GetTopicAttributes.Result(Map.of("Owner", "1")),
                    "r")));
  }

  @Test
  void someListsBeginWithASmallLetter() {
    assertEquals("{\"messages\":[]}", result(new ReceiveMessage.Result(List.of())));
    assertEquals(
        "{\"queueUrls\":[\"u\"],\"NextToken\":null}",
        result(new ListQueues.Result(List.of("u"), null)));
  }

  @Test
  void anActionWithoutResultHasItsMetadataOnly() {
    assertEquals(
        "{\"DeleteQueueResponse\":{\"ResponseMetadata\":{\"RequestId\":\"r\"}}}",
        text(new QueryProtocol(Service.SQS).inJson().writeNothing("DeleteQueue", "r")));
  }

  @Test
  void aRefusalHasTheSentenceOfTheProtocol() {
    assertEquals(
        "{\"Error\":{\"Type\":\"Sender\",\"Code\":\"AWS.SimpleQueueService.NonExistentQueue\","
            + "\"Message\":\"The specified queue does not exist for this wsdl version.\"},"
            + "\"RequestId\":\"r\"}",
        text(
            new QueryProtocol(Service.SQS)
                .inJson()
                .write(QueueError.QUEUE_DOES_NOT_EXIST.refuse("It is not there."), "r")));
  }

  @SuppressWarnings("unchecked")
  private static <R extends Record> String result(R result) {
    Class<R> type = (Class<R>) result.getClass();
    String json =
        text(new QueryProtocol(Service.SQS).inJson().write("A", Structure.of(type), result, "r"));
    String before = "{\"AResponse\":{\"AResult\":";
    String after = ",\"ResponseMetadata\":{\"RequestId\":\"r\"}}}";
    assertEquals(before, json.substring(0, before.length()));
    assertEquals(after, json.substring(json.length() - after.length()));
    return json.substring(before.length(), json.length() - after.length());
  }

  private static String text(Pieces pieces) {
    return new String(pieces.first(), UTF_8);
  }
}

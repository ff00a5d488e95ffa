package io.fanfare.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.BatchResultErrorEntry;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessageBatch;
import io.fanfare.queues.model.GetQueueUrl;
import io.fanfare.queues.model.ListDeadLetterSourceQueues;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and results in JSON, as the SDKs send and expect them. */
final class JsonProtocolTest {

  @Test
  void aRequestIsReadMemberByMember() {
    SendMessage send =
        read(
            SendMessage.class,
            """
            {"QueueUrl": "http://x/123456789012/q", "MessageBody": "h\\u00e9llo \\ud83d\\ude00",
             "DelaySeconds": 5, "Unknown": {"a": [1, {"b": null}]}, "MessageGroupId": null,
             "MessageAttributes": {
               "b": {"DataType": "Binary", "BinaryValue": "AAE="},
               "n": {"DataType": "Number", "StringValue": "1"}},
             "MessageSystemAttributes": {
               "AWSTraceHeader": {"DataType": "String", "StringValue": "Root=1"}}}
            """);
    assertEquals(
        new SendMessage(
            "http://x/123456789012/q",
            "héllo 😀",
            5,
            Map.of(
                "b", MessageAttribute.binary(Bytes.of((byte) 0, (byte) 1)),
                "n", MessageAttribute.number("1")),
            Map.of("AWSTraceHeader", MessageAttribute.string("Root=1")),
            null,
            null),
        send);
  }

  @Test
  void textMayComeAsPlainUtf8() {
    assertEquals(
        "héllo 😀",
        read(SendMessage.class, "{\"QueueUrl\":\"q\",\"MessageBody\":\"héllo 😀\"}").messageBody());
  }

  @Test
  void entriesOfABatchAreRecords() {
    SendMessageBatch batch =
        read(
            SendMessageBatch.class,
            """
            {"QueueUrl":"q","Entries":[{"Id":"1","MessageBody":"a"},{"Id":"2"}]}
            """);
    assertEquals(new SendMessageBatch.Entry("1", "a"), batch.entries().get(0));
    assertNull(batch.entries().get(1).messageBody());
  }

  @Test
  void numbersAndBooleansAmongAQueuesAttributesAreText() {
    CreateQueue create =
        read(
            CreateQueue.class,
            """
            {"QueueName":"q","Attributes":{"VisibilityTimeout":30,"FifoQueue":true,"Policy":null,
             "DelaySeconds":"1"},"tags":{"a":"b"}}
            """);
    assertEquals(
        Map.of("VisibilityTimeout", "30", "FifoQueue", "true", "DelaySeconds", "1"),
        create.attributes());
    assertEquals(Map.of("a", "b"), create.tags());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10.0", "1e1", "1.0E+1", "100e-1"})
  void aWholeNumberMayBeWrittenInAnyWay(String number) {
    String json = "{\"QueueUrl\":\"q\",\"MaxNumberOfMessages\":" + number + "}";
    assertEquals(10, read(ReceiveMessage.class, json).maxNumberOfMessages());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.5", "1e-1", "1e99", "1e999999999", "9.9e9"})
  void whatIsNoWholeNumberIsRefused(String number) {
    String json = "{\"QueueUrl\":\"q\",\"MaxNumberOfMessages\":" + number + "}";
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> read(ReceiveMessage.class, json));
    assertEquals(CommonError.MALFORMED_INPUT, refusal.code());
  }

  @Test
  void anEmptyOwnerIsNoOwner() {
    assertNull(
        read(GetQueueUrl.class, "{\"QueueName\":\"q\",\"QueueOwnerAWSAccountId\":\"\"}")
            .queueOwnerAwsAccountId());
  }

  @Test
  void acronymsAreSpelledAsAwsSpellsThem() {
    GetQueueUrl get =
        read(
            GetQueueUrl.class, "{\"QueueName\":\"q\",\"QueueOwnerAWSAccountId\":\"123456789012\"}");
    assertEquals("123456789012", get.queueOwnerAwsAccountId());
    assertEquals(
        "{\"MessageId\":\"i\",\"MD5OfMessageBody\":\"b\",\"MD5OfMessageAttributes\":\"a\"}",
        write(SendMessage.Result.class, new SendMessage.Result("i", "b", "a", null, null)));
  }

  @Test
  void whatIsAbsentOrEmptyIsNotWritten() {
    assertEquals("{}", write(ReceiveMessage.Result.class, new ReceiveMessage.Result(List.of())));
    assertEquals("{}", write(ListQueues.Result.class, new ListQueues.Result(List.of(), null)));
    assertEquals(
        "{\"Successful\":[{\"Id\":\"1\"}]}",
        write(
            DeleteMessageBatch.Result.class,
            new DeleteMessageBatch.Result(
                List.of(new DeleteMessageBatch.ResultEntry("1")), List.of())));
  }

  @Test
  void theSourcesOfADeadLetterQueueAreAlwaysWritten() {
    assertEquals(
        "{\"queueUrls\":[]}",
        write(
            ListDeadLetterSourceQueues.Result.class,
            new ListDeadLetterSourceQueues.Result(List.of(), null)));
  }

  @Test
  void aReceivedMessageIsWrittenWhole() {
    Message message =
        new Message(
            "id",
            "handle",
            "md5",
            "a \"quoted\"\nbody é 😀",
            Map.of("SentTimestamp", "1"),
            "amd5",
            Map.of("b", MessageAttribute.binary(Bytes.of((byte) 0, (byte) 1))));
    assertEquals(
        "{\"Messages\":[{\"MessageId\":\"id\",\"ReceiptHandle\":\"handle\",\"MD5OfBody\":\"md5\","
            + "\"Body\":\"a \\\"quoted\\\"\\nbody é 😀\","
            + "\"Attributes\":{\"SentTimestamp\":\"1\"},\"MD5OfMessageAttributes\":\"amd5\","
            + "\"MessageAttributes\":{\"b\":{\"DataType\":\"Binary\",\"BinaryValue\":\"AAE=\"}}}]}",
        write(ReceiveMessage.Result.class, new ReceiveMessage.Result(List.of(message))));
  }

  @Test
  void aFailedEntrySaysWhoseFaultItIs() {
    BatchResultErrorEntry entry =
        BatchResultErrorEntry.of("1", CommonError.INVALID_PARAMETER_VALUE.refuse("No."));
    assertEquals(
        "{\"Failed\":[{\"Id\":\"1\",\"SenderFault\":true,\"Code\":\"InvalidParameterValue\","
            + "\"Message\":\"No.\"}]}",
        write(
            DeleteMessageBatch.Result.class,
            new DeleteMessageBatch.Result(List.of(), List.of(entry))));
  }

  @Test
  void aRefusalOfAccessHasItsSentenceUnderACapital() {
    assertEquals(
        "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"No.\"}",
        new String(JsonProtocol.write(CommonError.ACCESS_DENIED.refuse("No.")).first(), UTF_8));
  }

  @Test
  void aRefusalNamesItsShapeAndItsLegacyCode() {
    assertEquals(
        "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\","
            + "\"message\":\"The specified queue does not exist.\"}",
        new String(
            JsonProtocol.write(
                    QueueError.QUEUE_DOES_NOT_EXIST.refuse("The specified queue does not exist."))
                .first(),
            UTF_8));
    assertEquals(
        "AWS.SimpleQueueService.NonExistentQueue;Sender",
        JsonProtocol.queryError(QueueError.QUEUE_DOES_NOT_EXIST));
    assertEquals("InternalFailure;Receiver", JsonProtocol.queryError(CommonError.INTERNAL_FAILURE));
  }

  private static <Q extends Record> Q read(Class<Q> type, String json) {
    return JsonProtocol.read(Structure.of(type), json.getBytes(UTF_8));
  }

  private static <R extends Record> String write(Class<R> type, R result) {
    return new String(JsonProtocol.write(Structure.of(type), result).first(), UTF_8);
  }
}

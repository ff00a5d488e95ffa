package io.fanfare.functions.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Arn;
import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.functions.model.Limits;
import io.fanfare.queues.model.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The event in which a function gets messages, to the letter. */
class QueueEventTest {

  private static final Arn QUEUE = Arn.ofQueue("us-east-2", "123456789012", "my-queue");

  @Test
  void aRecordHasItsMembersInAwssOrder() {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    attributes.put("Title", MessageAttribute.string("The \"Whistler\""));
    attributes.put("Count", MessageAttribute.number("6"));
    attributes.put("Bin", MessageAttribute.ofBytes("Binary.x", Bytes.ofBase64("AQI=")));
    Message message =
        new Message(
            "id", "handle", "bodymd5", "text\n", Map.of("SenderId", "me"), "md5", attributes);
    assertEquals(
        """
        {"messageId":"id","receiptHandle":"handle","body":"text\\n",\
        "attributes":{"SenderId":"me"},"messageAttributes":{\
        "Title":{"stringValue":"The \\"Whistler\\"","stringListValues":[],"binaryListValues":[],"dataType":"String"},\
        "Count":{"stringValue":"6","stringListValues":[],"binaryListValues":[],"dataType":"Number"},\
        "Bin":{"binaryValue":"AQI=","stringListValues":[],"binaryListValues":[],"dataType":"Binary.x"}},\
        "md5OfMessageAttributes":"md5","md5OfBody":"bodymd5","eventSource":"aws:sqs",\
        "eventSourceARN":"arn:aws:sqs:us-east-2:123456789012:my-queue","awsRegion":"us-east-2"}""",
        new String(new QueueEvent(QUEUE, false).record(message), UTF_8));
  }

  @Test
  void theDigestOfNoAttributesIsNullIfThereIsAWindowAndElseAbsent() {
    Message message = message("x", null);
    String without = new String(new QueueEvent(QUEUE, false).record(message), UTF_8);
    String with = new String(new QueueEvent(QUEUE, true).record(message), UTF_8);
    assertEquals(
        without.replace("\"md5OfBody\"", "\"md5OfMessageAttributes\":null,\"md5OfBody\""), with);
  }

  @Test
  void recordsStandInOneObject() {
    assertEquals(
        "{\"Records\":[{},[],1]}", new String(QueueEvent.of(bytes("{}", "[]", "1")), UTF_8));
  }

  @Test
  void anEventThatIsWrittenAtOnceIsThatOfItsRecords() {
    QueueEvent event = new QueueEvent(QUEUE, false);
    List<Message> messages = List.of(message("a\"\uD83D\uDE00", null), message("b", "md5"));
    List<byte[]> records = messages.stream().map(event::record).toList();
    assertArrayEquals(QueueEvent.of(records), event.event(messages));
    assertArrayEquals(QueueEvent.of(records.subList(1, 2)), event.event(messages.subList(1, 2)));
  }

  @Test
  void anEventHasAsManyRecordsAsItsSizeLets() {
    int frame = "{\"Records\":[]}".length();
    String half = "x".repeat((Limits.EVENT_BYTES - frame - 1) / 2);
    List<byte[]> records = bytes(half, half, "y", "x".repeat(Limits.EVENT_BYTES + 1), "z");
    assertEquals(2, QueueEvent.fitting(records, 0));
    assertEquals(1, QueueEvent.fitting(bytes(half, half + "xx"), 0));
    assertEquals(1, QueueEvent.fitting(records, 2));
    assertEquals(1, QueueEvent.fitting(records, 3));
    assertEquals(1, QueueEvent.fitting(records, 4));
  }

  @Test
  void filtersSeeAllOfARecord() {
    assertEquals(
        "{\"messageId\":\"id\",\"attributes\":{},\"messageAttributes\":{},\"md5OfBody\":\"m\","
            + "\"eventSource\":\"aws:sqs\",\"eventSourceARN\":\""
            + QUEUE
            + "\",\"awsRegion\":\"us-east-2\"}",
        new QueueEvent(QUEUE, false).members(message("x", null)).toString());
  }

  private static Message message(String body, @Nullable String digest) {
    return new Message("id", "handle", "m", body, Map.of(), digest, Map.of());
  }

  private static List<byte[]> bytes(String... texts) {
    return List.of(texts).stream().map(text -> text.getBytes(UTF_8)).toList();
  }
}

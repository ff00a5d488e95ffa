package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a receiver sees of a message of a FIFO queue beside what it sees of any. */
class MessageViewTest {

  private static final UUID ID = new UUID(1, 2);
  private static final String SOURCE = "arn:aws:sqs:us-east-1:000000000000:source.fifo";

  @Test
  void aMessageOfAFifoQueueShowsItsNumberAndWhatItIsKnownBy() {
    Map<String, String> shown = seen(content("d"), null, "All").attributes();
    assertEquals("d", shown.get("MessageDeduplicationId"));
    assertEquals("00000000000000000007", shown.get("SequenceNumber"));
    assertEquals("g", shown.get("MessageGroupId"));
  }

  @Test
  void aMessageThatWasGivenUpIsKnownByItsId() {
    Map<String, String> shown = seen(content("d"), SOURCE, "All").attributes();
    assertEquals(ID.toString(), shown.get("MessageDeduplicationId"));
    assertEquals(SOURCE, shown.get("DeadLetterQueueSourceArn"));
  }

  @Test
  void onlyWhatIsAskedForIsShown() {
    assertEquals(
        Map.of("SequenceNumber", "00000000000000000007"),
        seen(content("d"), null, "SequenceNumber").attributes());
  }

  @Test
  void aMessageOfAStandardQueueShowsNeither() {
    for (String source : new @Nullable String[] {null, SOURCE}) {
      Map<String, String> shown = seen(content(null), source, "All").attributes();
      assertNull(shown.get("MessageDeduplicationId"));
      assertNull(shown.get("SequenceNumber"));
    }
  }

  @Test
  void aRowWithoutADeduplicationIdIsStillRead() {
    byte[] row =
        HexFormat.of()
            .parseHex(
                "0102"
                    + "5d41402abc4b2a76b9719d911017c592"
                    + "0000000568656c6c6f"
                    + "0000000131"
                    + "0000000167"
                    + "0000");
    Content content =
        new Content("hello", "5d41402abc4b2a76b9719d911017c592", "1", null, "g", null, Map.of());
    assertEquals(content, Content.decode(row, ContentRef.own(1, 0)));
    assertEquals(
        HexFormat.of().formatHex(row),
        HexFormat.of().formatHex(content.encode("hello".getBytes(StandardCharsets.UTF_8))));
  }

  private static Content content(@Nullable String deduplicationId) {
    return new Content(
        "hello", "5d41402abc4b2a76b9719d911017c592", "1", null, "g", deduplicationId, Map.of());
  }

  private static Message seen(Content content, @Nullable String source, String name) {
    ReceiveMessage request =
        new ReceiveMessage("q", List.of(), List.of(name), List.of(), null, null, null, null);
    Received received =
        new Received(ID, new ReceiptHandle(1, 1, 5, 7, 1), ContentRef.own(7, 0), 5, 1, 6, source);
    return new MessageView(request).of(received, content, new ReceiptHandleCodec(new byte[32]));
  }
}

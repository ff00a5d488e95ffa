package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.Message;
import io.fanfare.topics.model.Subscribe;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SEND does, and what it is refused for. */
class SendTest extends StompFixture {

  @Test
  void aSendToAQueueIsThereWhenItsReceiptIs() {
    createQueue("q");
    StompClient client = connect();
    client.sayAndWait(
        "SEND",
        "destination:/queue/q\nprice:12.5\nkey:AQI=\ntags:[\"a\"]\nlang.x:a\\cb\\nc\\\\d\\r\n"
            + "content-type:text/plain\nattribute.destination:home\nattribute-types:price=Number,"
            + "key=Binary.png,tags=String.Array\nsubject:s\naws-trace-header:Root=1",
        "\nbödy😀\n");
    Message message = receive("q").get(0);
    assertEquals("\nbödy😀\n", message.body());
    assertEquals(
        Map.of(
            "price", MessageAttribute.number("12.5"),
            "key", MessageAttribute.ofBytes("Binary.png", Bytes.of((byte) 1, (byte) 2)),
            "tags", MessageAttribute.ofText("String.Array", "[\"a\"]"),
            "lang.x", MessageAttribute.string("a:b\nc\\d\r"),
            "content-type", MessageAttribute.string("text/plain"),
            "destination", MessageAttribute.string("home"),
            "subject", MessageAttribute.string("s")),
        message.messageAttributes());
    assertEquals("Root=1", message.attributes().get("AWSTraceHeader"));
  }

  @Test
  void whatAMessageBroughtMayBeCopiedIntoASend() {
    createQueue("q");
    StompClient client = connect();
    client.sayAndWait(
        "SEND",
        "destination:/queue/q\nmessage-id:1\nsubscription:2\nack:3\nreceive-count:4\ntimestamp:5\n"
            + "sequence-number:6\ndead-letter-source:7\na:first\na:second",
        "b");
    assertEquals(
        Map.of("a", MessageAttribute.string("first")), receive("q").get(0).messageAttributes());
  }

  @Test
  void aSendToATopicIsAPublish() {
    createQueue("q");
    String topic = createTopic("t");
    String queue = "arn:aws:sqs:%s:%s:q".formatted(REGION, ACCOUNT);
    await(topics.subscribe(new Subscribe(topic, queue, Map.of())));
    StompClient client = connect();
    client.sayAndWait(
        "SEND",
        "destination:/topic/"
            + ACCOUNT
            + "/t\nsubject:about\nmessage-structure:json\nn:1\n"
            + "attribute-types:n=Number",
        "{\"default\":\"d\",\"sqs\":\"to queues\"}");
    String body = receive("q").get(0).body();
    assertTrue(body.contains("\"Message\":\"to queues\""), body);
    assertTrue(body.contains("\"Subject\":\"about\""), body);
    assertTrue(body.contains("\"n\":{\"Type\":\"Number\",\"Value\":\"1\"}"), body);
  }

  @Test
  void theOrderOfFramesIsTheOrderOfAFifoQueue() {
    createFifoQueue("q.fifo");
    StompClient client = connect();
    for (int i = 0; i < 300; i++) {
      client.socket.writeTextMessage(
          "SEND\ndestination:/queue/q.fifo\nmessage-group-id:g%d\n\n%d\0".formatted(i % 3, i));
    }
    client.sayAndWait("SEND", "destination:/queue/q.fifo\nmessage-group-id:g", "last");
    assertEquals(301, visible("q.fifo"));
    String before = "";
    for (Message message : receive("q.fifo")) {
      String number = message.attributes().getOrDefault("SequenceNumber", "");
      assertTrue(before.compareTo(number) < 0);
      before = number;
    }
  }

  @Test
  void receiptsComeInTheOrderOfTheFrames() {
    createQueue("a");
    createQueue("b");
    StompClient client = connect();
    for (int i = 0; i < 250; i++) {
      client.socket.writeTextMessage(
          "SEND\ndestination:/queue/%s\nreceipt:%d\n\nx\0".formatted(i % 2 == 0 ? "a" : "b", i));
    }
    for (int i = 0; i < 250; i++) {
      assertEquals(Integer.toString(i), client.next().header("receipt-id"));
    }
    assertEquals(250, api.stompStatistics().sent());
  }

  @Test
  void aDisconnectWaitsForWhatWasSent() {
    createQueue("q");
    StompClient client = connect();
    for (int i = 0; i < 100; i++) {
      client.socket.writeTextMessage("SEND\ndestination:/queue/q\n\nx\0");
    }
    client.say("DISCONNECT", "receipt:bye", "");
    assertEquals("bye", client.next().header("receipt-id"));
    assertEquals(100, visible("q"));
  }

  @Test
  void aBodyMayBeAsLargeAsTheQueueTakes() {
    createQueue("q");
    StompClient client = connect();
    String body = "é😀".repeat(((1 << 20) - 2) / 6);
    client.raw("SEND\ndestination:/queue/q\nreceipt:1\n\n" + body + "\0");
    assertEquals("1", client.next().header("receipt-id"));
    assertEquals(body, receive("q").get(0).body());
    // The receipt is on its way before its frame's part of the heap is given back.
    Awaitility.await().until(() -> heap.used() == 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a:b; x; MissingParameter; 1008",
        "destination:q; x; InvalidDestination; 1008",
        "destination:/queue/a/b; x; InvalidDestination; 1008",
        "destination:/queue/missing; x; QueueDoesNotExist; 1008",
        "destination:/topic/missing; x; NotFound; 1008",
        "destination:/topic/t|delay:1; x; InvalidParameter; 1008",
        "destination:/queue/q|delay:901; x; InvalidParameterValue; 1008",
        "destination:/queue/q|delay:soon; x; InvalidParameterValue; 1008",
        "destination:/queue/q; ''; InvalidMessageContents; 1008",
        "destination:/queue/q|a:; x; InvalidParameterValue; 1008",
        "destination:/queue/q|k\\c1:v; x; InvalidParameterValue; 1008",
        "destination:/queue/q|a:b|attribute-types:c=Number; x; InvalidParameterValue; 1008",
        "destination:/queue/q|a:!|attribute-types:a=Binary; x; InvalidParameterValue; 1008",
        "destination:/queue/q|transaction:1; x; UnsupportedOperation; 1002",
        "destination:/queue/q|content-length:1; xyz; ProtocolError; 1002",
      })
  void aSendIsRefusedByAnError(String headers, String body, String code, int close) {
    createQueue("q");
    createTopic("t");
    StompClient other = connect();
    StompClient client = connect();
    client.say("SEND", "receipt:r\n" + headers.replace('|', '\n'), body + "\0\0\0");
    StompClient.Heard error = client.failure(code, close);
    assertEquals("r", error.header("receipt-id"));
    assertEquals(0, visible("q"));
    other.sayAndWait("SEND", "destination:/queue/q", "x");
  }

  @Test
  void elevenAttributesAndOctetsThatAreNoTextAreRefused() {
    createQueue("q");
    StringBuilder headers = new StringBuilder("destination:/queue/q");
    for (int i = 0; i < 11; i++) {
      headers.append("\na").append(i).append(":x");
    }
    StompClient client = connect();
    client.say("SEND", headers.toString(), "x");
    client.failure("InvalidParameterValue", 1008);
    StompClient binary = connect();
    byte[] frame = "SEND\ndestination:/queue/q\n\n?\0".getBytes(StandardCharsets.UTF_8);
    frame[frame.length - 2] = (byte) 0xff;
    binary.rawBinary(Buffer.buffer(frame));
    binary.failure("InvalidMessageContents", 1008);
  }

  @Test
  void whatComesBeforeAnErrorTakesEffectAndWhatComesBehindDoesNot() {
    createQueue("q");
    StompClient client = connect();
    String send = "SEND\ndestination:/queue/q\nreceipt:%s\n\nx\0";
    client.raw(send.formatted("1") + "BEGIN\ntransaction:t\nreceipt:2\n\n\0" + send.formatted("3"));
    assertEquals("1", client.next().header("receipt-id"));
    assertEquals("2", client.failure("UnsupportedOperation", 1002).header("receipt-id"));
    assertNull(client.poll(0));
    assertEquals(1, visible("q"));
  }

  @Test
  void whatCannotBeTakenForTheMomentIsTriedAgainInItsOrder() {
    createFifoQueue("q.fifo");
    StompClient client = connect();
    full.set(true);
    for (int i = 0; i < 3; i++) {
      client.raw(
          "SEND\ndestination:/queue/q.fifo\nmessage-group-id:g\nreceipt:%d\n\nm%d\0"
              .formatted(i, i));
    }
    assertNull(client.poll(300));
    full.set(false);
    for (int i = 0; i < 3; i++) {
      assertEquals(Integer.toString(i), client.next().header("receipt-id"));
    }
    assertEquals(List.of("m0", "m1", "m2"), receive("q.fifo").stream().map(Message::body).toList());
  }

  @Test
  void whatWasReadIsSentThoughTheConnectionEnds() {
    createFifoQueue("q.fifo");
    StompClient client = connect();
    full.set(true);
    StringBuilder frames = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      frames.append("SEND\ndestination:/queue/q.fifo\nmessage-group-id:g\n\nm%d\0".formatted(i));
    }
    client.raw(frames.toString());
    await(client.socket.close());
    assertNull(client.poll(300));
    full.set(false);
    Awaitility.await().until(() -> api.stompStatistics().connections() == 0);
    assertEquals(5, visible("q.fifo"));
  }

  @Test
  void aLoginIsTheAccountThatItNames() {
    createQueue("q");
    StompClient client = connect("login:111111111111", "passcode:s\\:+/=");
    client.say("SEND", "destination:/queue/q", "x");
    client.failure("QueueDoesNotExist", 1008);
    StompClient own = connect("login:" + ACCOUNT);
    own.sayAndWait("SEND", "destination:/queue/q", "x");
    assertEquals(List.of("x"), receive("q").stream().map(Message::body).toList());
  }
}

package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.SendMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscription consumes a queue: deliveries, acknowledgements, credit, and what comes again. */
class QueueSubscriptionTest extends StompFixture {

  private static final String MANUAL = "id:s\ndestination:/queue/q\nack:client-individual";

  private StompClient subscribe(String headers) {
    StompClient client = connect();
    client.sayAndWait("SUBSCRIBE", headers, "");
    return client;
  }

  private boolean isEmpty() {
    return visible("q") == 0 && inFlight("q") == 0;
  }

  @Test
  void aMessageTellsAllThatIsKnownOfIt() {
    createFifoQueue("q.fifo");
    Map<String, MessageAttribute> attributes =
        Map.of(
            "price", MessageAttribute.number("12.5"),
            "key", MessageAttribute.binary(Bytes.of((byte) 1, (byte) 2)),
            "lang.x", MessageAttribute.string("a:b\nc\\d\r"),
            "destination", MessageAttribute.string("home"));
    await(
        queues.sendMessage(
            new SendMessage(
                "q.fifo",
                "\nbödy😀\n",
                null,
                attributes,
                Map.of("AWSTraceHeader", MessageAttribute.string("Root=1")),
                "d",
                "g")));
    StompClient client = subscribe("id:my id\ndestination:/queue/q.fifo\nack:client");
    StompClient.Heard message = client.message();
    assertEquals("\nbödy😀\n", message.body());
    assertEquals("/queue/q.fifo", message.header("destination"));
    assertEquals("my id", message.header("subscription"));
    assertEquals("1", message.header("receive-count"));
    assertEquals("g", message.header("message-group-id"));
    assertEquals("d", message.header("message-deduplication-id"));
    assertEquals(20, message.header("sequence-number").length());
    assertEquals("Root=1", message.header("aws-trace-header"));
    assertTrue(message.header("ack").matches("[A-Za-z0-9]{16}-1"));
    assertEquals("12.5", message.header("price"));
    assertEquals("AQI=", message.header("key"));
    assertEquals("a:b\nc\\d\r", message.header("lang.x"));
    assertEquals("home", message.header("attribute.destination"));
    assertEquals(
        Set.of("price=Number", "key=Binary"),
        new HashSet<>(List.of(message.header("attribute-types").split(",", -1))));
    assertEquals("11", message.header("content-length"));
    assertNull(message.headers().get("content-type"));
  }

  @Test
  void withAutoAMessageIsDoneWhenItWasWritten() {
    createQueue("q");
    for (int i = 0; i < 250; i++) {
      send("q", "m" + i);
    }
    StompClient client = subscribe("id:s\ndestination:/queue/q");
    for (int i = 0; i < 250; i++) {
      assertNull(client.message().headers().get("ack"));
    }
    await().until(this::isEmpty);
  }

  @Test
  void aLargeMessageComesInPieces() {
    createQueue("q");
    String body = "é😀\n".repeat((1 << 20) / 7);
    send("q", body);
    StompClient client = subscribe(MANUAL);
    assertEquals(body, client.message().body());
    assertTrue(client.messages.stream().allMatch(piece -> piece.length() <= 8_192));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id:%1$s",
        "id:%1$s\nsubscription:s\nmessage-id:%2$s",
        "id:%2$s",
        "id:%2$s\nsubscription:s",
        "ack:%1$s\nsubscription:s\nmessage-id:%2$s",
        "message-id:%2$s\nsubscription:s",
      })
  void clientsNameADeliveryInManyWays(String headers) {
    createQueue("q");
    send("q", "one");
    StompClient client = subscribe(MANUAL);
    StompClient.Heard message = client.message();
    client.sayAndWait(
        "ACK", headers.formatted(message.header("ack"), message.header("message-id")), "");
    assertTrue(isEmpty());
  }

  @Test
  void whatIsNotHeldIsPassedOver() {
    createQueue("q");
    StompClient client = subscribe(MANUAL);
    client.sayAndWait("ACK", "id:unknown", "");
    client.sayAndWait("NACK", "id:" + "A".repeat(16) + "-1", "");
    client.sayAndWait("ACK", "message-id:unknown\nsubscription:other", "");
  }

  @Test
  void withClientAnAckIsForAllBeforeIt() {
    createQueue("q");
    send("q", "one");
    send("q", "two");
    send("q", "three");
    StompClient client = subscribe("id:s\ndestination:/queue/q\nack:client");
    client.message();
    StompClient.Heard second = client.message();
    StompClient.Heard third = client.message();
    client.sayAndWait("ACK", "id:" + second.header("ack"), "");
    await(client.socket.close());
    await().until(() -> visible("q") == 1);
    StompClient other = subscribe(MANUAL);
    StompClient.Heard again = other.message();
    assertEquals(third.body(), again.body());
    assertEquals("2", again.header("receive-count"));
  }

  @Test
  void aNackBringsAMessageAgainAtOnceOrAfterADelay() {
    createQueue("q");
    send("q", "one");
    StompClient client = subscribe(MANUAL);
    client.sayAndWait("NACK", "id:" + client.message().header("ack"), "");
    StompClient.Heard again = client.message();
    assertEquals("2", again.header("receive-count"));
    client.sayAndWait("NACK", "delay:2\nid:" + again.header("ack"), "");
    assertEquals(0, visible("q"));
    assertEquals("3", client.message().header("receive-count"));
  }

  @Test
  void whatIsNackedTooOftenIsADeadLetter() {
    createQueue("dead");
    createQueue(
        "q",
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:%s:%s:dead\",\"maxReceiveCount\":1}"
            .formatted(REGION, ACCOUNT));
    send("q", "one");
    StompClient client = subscribe(MANUAL);
    client.sayAndWait("NACK", "id:" + client.message().header("ack"), "");
    client.sayAndWait("SUBSCRIBE", "id:d\ndestination:/queue/dead", "");
    StompClient.Heard dead = client.message();
    assertEquals("d", dead.header("subscription"));
    assertTrue(dead.header("dead-letter-source").endsWith(":q"));
  }

  @Test
  void noMoreIsOutThanThePrefetchCountHoweverLong() {
    createQueue("q", "VisibilityTimeout", "1");
    for (int i = 0; i < 5; i++) {
      send("q", "m" + i);
    }
    StompClient client = subscribe(MANUAL + "\nprefetch-count:3");
    Set<String> bodies = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      bodies.add(client.message().body());
    }
    assertEquals(3, bodies.size());
    assertNull(client.poll(2_500), "it is held as long as the connection lives");
    assertEquals(2, visible("q"));
    assertEquals(3, inFlight("q"));
  }

  @Test
  void whatIsNotAcknowledgedInTimeComesAgain() {
    createQueue("q");
    send("q", "one");
    StompClient client = subscribe(MANUAL + "\nack-timeout:1");
    assertEquals("1", client.message().header("receive-count"));
    assertEquals("2", client.message().header("receive-count"));
  }

  @Test
  void whatAConnectionHeldIsVisibleWhenItEnds() {
    createQueue("q");
    for (int i = 0; i < 20; i++) {
      send("q", "m" + i);
    }
    StompClient client = subscribe(MANUAL);
    for (int i = 0; i < 10; i++) {
      client.message();
    }
    await(client.socket.close());
    await().until(() -> visible("q") == 20);
    StompClient polite = subscribe(MANUAL);
    polite.message();
    polite.say("DISCONNECT", "receipt:bye", "");
    await().until(() -> visible("q") == 20);
  }

  @Test
  void afterAnUnsubscribeWhatIsOutCanBeAcknowledged() {
    createQueue("q");
    send("q", "one");
    StompClient client = subscribe(MANUAL);
    StompClient.Heard message = client.message();
    client.sayAndWait("UNSUBSCRIBE", "id:s", "");
    client.sayAndWait("UNSUBSCRIBE", "id:s", "");
    send("q", "two");
    assertNull(client.poll(300));
    assertEquals(1, inFlight("q"));
    client.sayAndWait("ACK", "id:" + message.header("ack"), "");
    assertEquals(0, inFlight("q"));
    client.sayAndWait("SUBSCRIBE", MANUAL, "");
    assertEquals("two", client.message().body());
  }

  @Test
  void aFifoQueueKeepsItsOrderThroughNacks() {
    createFifoQueue("q.fifo");
    for (int i = 0; i < 10; i++) {
      await(
          queues.sendMessage(
              new SendMessage("q.fifo", "m" + i, null, Map.of(), Map.of(), null, "g")));
    }
    StompClient client = subscribe("id:s\ndestination:/queue/q.fifo\nack:client-individual");
    for (int i = 0; i < 10; i++) {
      StompClient.Heard message = client.message();
      assertEquals("m" + i, message.body());
      if (i == 3) {
        client.sayAndWait("NACK", "id:" + message.header("ack"), "");
        message = client.message();
        assertEquals("m3", message.body());
      }
      client.say("ACK", "id:" + message.header("ack"), "");
    }
  }

  @Test
  void theDeletionOfAQueueEndsItsSubscribers() {
    createQueue("q");
    StompClient client = subscribe(MANUAL);
    await(queues.deleteQueue(new DeleteQueue("q")));
    client.failure("QueueDoesNotExist", 1008);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "destination:/queue/q; MissingParameter",
        "id:1; MissingParameter",
        "id:1|destination:/other/q; InvalidDestination",
        "id:1|destination:/queue/missing; QueueDoesNotExist",
        "id:1|destination:/queue/q|ack:sometimes; InvalidParameterValue",
        "id:1|destination:/queue/q|prefetch-count:0; InvalidParameterValue",
        "id:1|destination:/queue/q|prefetch-count:all; InvalidParameterValue",
        "id:1|destination:/queue/q|ack-timeout:43201; InvalidParameterValue",
        "id:1|destination:/queue/q|filter-policy:{}; InvalidParameter",
        "id:1|destination:/queue/q|client-id:c|durable-subscription-name:n; InvalidParameter",
        "id:1|destination:/queue/q|durable-subscription-name:n; MissingParameter",
      })
  void aSubscribeIsRefusedByAnError(String headers, String code) {
    createQueue("q");
    StompClient client = connect();
    client.say("SUBSCRIBE", headers.replace('|', '\n'), "");
    client.failure(code, 1008);
  }

  @Test
  void anIdIsUsedOnceAndThereAreAHundredOfThem() {
    createQueue("q");
    StompClient client = subscribe(MANUAL);
    client.say("SUBSCRIBE", MANUAL, "");
    client.failure("InvalidParameterValue", 1008);
    StompClient many = connect();
    for (int i = 0; i < 100; i++) {
      many.sayAndWait("SUBSCRIBE", "destination:/queue/q\nid:" + i, "");
    }
    many.say("SUBSCRIBE", "destination:/queue/q\nid:more", "");
    many.failure("LimitExceeded", 1009);
  }

  @Test
  void whoDoesNotReadTakesNoMoreFromTheQueueThanItCanBeGiven() {
    createQueue("q");
    String large = "x".repeat(200_000);
    for (int i = 0; i < 60; i++) {
      send("q", large);
    }
    StompClient client = connect();
    client.socket.pause();
    client.say("SUBSCRIBE", "id:s\ndestination:/queue/q\nprefetch-count:5", "");
    await()
        .during(Duration.ofMillis(500))
        .until(() -> visible("q") > 0 && api.stompStatistics().delivered() < 50);
    client.socket.resume();
    await().until(this::isEmpty);
    assertEquals(60, api.stompStatistics().delivered());
  }

  @Test
  void whoDoesNotReadItsReceiptsIsNotReadFrom() {
    StompClient client = connect();
    client.socket.pause();
    String frame = "ACK\nid:none\nreceipt:" + "x".repeat(8_000) + "%d\n\n\0";
    for (int i = 0; i < 4_000; i++) {
      client.socket.writeTextMessage(frame.formatted(i));
    }
    await()
        .during(Duration.ofSeconds(1))
        .until(
            () -> {
              long taken = api.stompStatistics().acknowledged();
              return taken > 0 && taken < 4_000;
            });
    client.socket.resume();
    for (int i = 0; i < 4_000; i++) {
      assertTrue(client.next().header("receipt-id").endsWith("x" + i));
    }
  }

  @Test
  void aShutdownReturnsWhatIsOut() {
    createQueue("q");
    send("q", "one");
    StompClient client = subscribe(MANUAL);
    client.message();
    await(api.drain(Duration.ofSeconds(10)));
    client.assertClosed(1001);
    await().until(() -> visible("q") == 1);
  }
}

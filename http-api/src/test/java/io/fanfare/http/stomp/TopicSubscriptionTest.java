package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.SetTopicAttributes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An ephemeral subscription hears what is published while it is there. */
class TopicSubscriptionTest extends StompFixture {

  private static final String SUBSCRIBE = "id:s\ndestination:/topic/t";

  private final String topic = createTopic("t");

  private StompClient subscribe(String headers) {
    StompClient client = connect();
    client.sayAndWait("SUBSCRIBE", headers, "");
    return client;
  }

  private Publish.Result publish(String text, Map<String, MessageAttribute> attributes) {
    return await(topics.publish(new Publish(topic, text, attributes)));
  }

  private void publishToGroup(String arn, String text, String group) {
    await(topics.publish(new Publish(arn, null, null, text, null, null, Map.of(), text, group)));
  }

  @Test
  void whatIsPublishedAfterTheReceiptComes() {
    publish("before", Map.of());
    StompClient client = subscribe(SUBSCRIBE);
    Publish.Result published = publish("after", Map.of("n", MessageAttribute.number("1")));
    StompClient.Heard message = client.message();
    assertEquals("after", message.body());
    assertEquals(published.messageId(), message.header("message-id"));
    assertEquals("/topic/t", message.header("destination"));
    assertEquals("n=Number", message.header("attribute-types"));
    assertNull(message.headers().get("receive-count"));
    client.sayAndWait("UNSUBSCRIBE", "id:s", "");
    publish("late", Map.of());
    client.sayAndWait("SEND", "destination:/topic/t", "later");
    assertEquals(5, client.messages.size(), "CONNECTED, three receipts and one MESSAGE");
  }

  @Test
  void aPublishOverStompReachesSubscribersWithItsSubject() {
    StompClient client = subscribe(SUBSCRIBE);
    StompClient other = connect();
    other.sayAndWait(
        "SEND",
        "destination:/topic/t\nsubject:about\nmessage-structure:json",
        "{\"default\":\"d\",\"sqs\":\"mine\"}");
    StompClient.Heard message = client.message();
    assertEquals("mine", message.body());
    assertEquals("about", message.header("subject"));
  }

  @Test
  void aFilterPolicyChooses() {
    StompClient byAttribute = subscribe(SUBSCRIBE + "\nfilter-policy:{\"a\":[\"x\"]}");
    StompClient byBody =
        subscribe(
            SUBSCRIBE + "\nfilter-policy-scope:MessageBody\nfilter-policy:{\"b\"\\c{\"c\"\\c[1]}}");
    publish("neither", Map.of("a", MessageAttribute.string("y")));
    publish("{\"b\":{\"c\":1}}", Map.of("a", MessageAttribute.string("y")));
    publish("{\"b\":{\"c\":2}}", Map.of("a", MessageAttribute.string("x")));
    assertEquals("{\"b\":{\"c\":2}}", byAttribute.message().body());
    assertEquals("{\"b\":{\"c\":1}}", byBody.message().body());
  }

  @Test
  void whoMayNotListenAnyMoreIsSentAway() {
    policy("111111111111");
    StompClient client = connect("login:111111111111");
    client.sayAndWait("SUBSCRIBE", "id:s\ndestination:/topic/" + ACCOUNT + "/t", "");
    publish("one", Map.of());
    assertEquals("one", client.message().body());
    policy("222222222222");
    publish("two", Map.of());
    client.failure("AuthorizationError", 1008);
  }

  private void policy(String account) {
    String policy =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},"
            + "\"Action\":\"sns:Subscribe\",\"Resource\":\"%s\"}}";
    await(
        topics.setTopicAttributes(
            new SetTopicAttributes(topic, "Policy", policy.formatted(account, topic))));
  }

  @Test
  void creditBoundsWhatIsOut() {
    StompClient client = subscribe(SUBSCRIBE + "\nack:client-individual\nprefetch-count:2");
    for (int i = 0; i < 4; i++) {
      publish("m" + i, Map.of());
    }
    StompClient.Heard first = client.message();
    StompClient.Heard second = client.message();
    assertNull(client.poll(200));
    client.say("ACK", "id:" + second.header("ack"), "");
    assertEquals("m2", client.message().body());
    client.say("NACK", "id:" + first.header("ack"), "");
    assertEquals("m0", client.message().body());
    await(client.socket.close());
  }

  @Test
  void aFifoTopicKeepsItsOrder() {
    String fifo = createTopic("t.fifo", "FifoTopic", "true");
    StompClient client = subscribe("id:s\ndestination:/topic/t.fifo\nack:client");
    for (int i = 0; i < 10; i++) {
      publishToGroup(fifo, "m" + i, "g");
    }
    List<StompClient.Heard> first = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      first.add(client.message());
      assertEquals("m" + i, first.get(i).body());
      assertEquals("g", first.get(i).header("message-group-id"));
    }
    client.sayAndWait("ACK", "id:" + first.get(1).header("ack"), "");
    client.say("NACK", "id:" + first.get(2).header("ack"), "");
    for (int i = 2; i < 10; i++) {
      assertEquals("m" + i, client.message().body());
    }
  }

  @Test
  void whatIsNotAcknowledgedInTimeComesAgain() {
    StompClient client = subscribe(SUBSCRIBE + "\nack:client\nack-timeout:1");
    publish("one", Map.of());
    assertEquals("one", client.message().body());
    assertEquals("one", client.message().body());
  }

  @Test
  void whoIsTooSlowIsSentAwayAndNoPublishWaits() {
    StompClient client = subscribe(SUBSCRIBE + "\nack:client\nprefetch-count:1");
    publish("m0", Map.of());
    assertEquals("m0", client.message().body());
    // It has its credit in hand; the others may come all at once.
    List<Future<Publish.Result>> published = new ArrayList<>();
    for (int i = 1; i <= 1_100; i++) {
      published.add(topics.publish(new Publish(topic, "m" + i, Map.of())));
    }
    await(Future.all(published));
    client.failure("SlowConsumer", 1008);
    assertEquals(1L, api.stompStatistics().errors().get("SlowConsumer"));
  }

  @Test
  void manySubscribersHearTheSame() {
    List<StompClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(subscribe(SUBSCRIBE));
    }
    for (int i = 0; i < 50; i++) {
      publish("m" + i, Map.of());
    }
    for (StompClient client : clients) {
      for (int i = 0; i < 50; i++) {
        assertEquals("m" + i, client.message().body());
      }
    }
  }

  @Test
  void theDeletionOfATopicEndsItsSubscribers() {
    StompClient client = subscribe(SUBSCRIBE);
    await(topics.deleteTopic(new DeleteTopic(topic)));
    client.failure("NotFound", 1008);
  }

  @Test
  void aConnectionThatEndsListensNoMore() {
    StompClient client = subscribe(SUBSCRIBE);
    await(client.socket.close());
    await().until(() -> api.stompStatistics().connections() == 0);
    publish("nobody", Map.of());
    assertEquals(0, api.stompStatistics().delivered());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/topic/missing; a:b; NotFound",
        "/topic/t; filter-policy:{; InvalidParameter",
        "/topic/t; filter-policy-scope:Both; InvalidParameter",
        "/topic/t; durable-subscription-name:n; MissingParameter",
        "/topic/t; client-id:c|durable-subscription-name:a b; InvalidParameterValue",
      })
  void aSubscribeIsRefusedByAnError(String destination, String headers, String code) {
    StompClient client = connect();
    client.say(
        "SUBSCRIBE", "id:1\ndestination:" + destination + "\n" + headers.replace('|', '\n'), "");
    client.failure(code, 1008);
    assertTrue(client.socket.isClosed());
  }
}

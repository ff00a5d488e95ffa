package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.SetSubscriptionAttributes;
import io.fanfare.topics.model.Subscription;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A durable subscription holds its messages while nobody is connected, and goes on. */
class DurableSubscriptionTest extends StompFixture {

  private static final String SUBSCRIBE =
      "id:s\ndestination:/topic/t\nack:client-individual\ndurable-subscription-name:n";
  private static final String QUEUE = "stomp_c_n";

  private final String topic = createTopic("t");

  private StompClient subscribe(String headers) {
    StompClient client = connect("client-id:c");
    client.sayAndWait("SUBSCRIBE", headers, "");
    return client;
  }

  private void publish(String text) {
    publish(text, "x");
  }

  private void publish(String text, String attribute) {
    await(
        topics.publish(new Publish(topic, text, Map.of("a", MessageAttribute.string(attribute)))));
  }

  private List<Subscription> subscriptions() {
    return await(topics.listSubscriptionsByTopic(new ListSubscriptionsByTopic(topic, null)))
        .subscriptions();
  }

  private String filterPolicy() {
    String arn = subscriptions().get(0).subscriptionArn();
    return await(topics.getSubscriptionAttributes(new GetSubscriptionAttributes(arn)))
        .attributes()
        .getOrDefault("FilterPolicy", "");
  }

  @Test
  void itIsAnOrdinaryQueueAndAnOrdinarySubscription() {
    StompClient client = subscribe(SUBSCRIBE);
    publish("one");
    StompClient.Heard message = client.message();
    assertEquals("one", message.body());
    assertEquals("x", message.header("a"));
    assertEquals("/topic/t", message.header("destination"));
    assertEquals("1", message.header("receive-count"));
    List<String> urls = await(queues.listQueues(new ListQueues("stomp_", null, null))).queueUrls();
    assertTrue(urls.get(0).endsWith("/" + QUEUE));
    assertEquals("sqs", subscriptions().get(0).protocol());
  }

  @Test
  void aMessageHasTheIdAndTheSubjectOfItsPublish() {
    StompClient client = subscribe(SUBSCRIBE);
    Publish publish =
        new Publish(topic, null, null, "one", "About one", null, Map.of(), null, null);
    String id = await(topics.publish(publish)).messageId();
    StompClient.Heard message = client.message();
    assertEquals(id, message.header("message-id"));
    assertEquals("About one", message.header("subject"));
    client.sayAndWait("ACK", "message-id:" + id, "");
    assertEquals(0, inFlight(QUEUE));
    publish("two");
    assertFalse(client.message().headers().containsKey("subject"));
    await(client.socket.close());
    await().until(() -> visible(QUEUE) == 1);
    StompClient worker = connect();
    worker.sayAndWait("SUBSCRIBE", "id:1\ndestination:/queue/" + QUEUE + "\nack:client", "");
    StompClient.Heard shared = worker.message();
    assertEquals("two", shared.body());
    await(worker.socket.close());
    await().until(() -> visible(QUEUE) == 1);
    assertEquals(shared.header("message-id"), receive(QUEUE).get(0).messageId());
  }

  @Test
  void afterItsDeletionItsNameIsHeldAndNothingIsLeftOfAnAttempt() {
    StompClient client = subscribe(SUBSCRIBE);
    client.sayAndWait("UNSUBSCRIBE", "id:s\ndurable:true", "");
    client.say("SUBSCRIBE", SUBSCRIBE, "");
    client.failure("QueueDeletedRecently", 1008);
    assertEquals(List.of(), subscriptions());
    assertEquals(
        List.of(), await(queues.listQueues(new ListQueues("stomp_", null, null))).queueUrls());
  }

  @Test
  void rawDeliveryThatWasTurnedOffByHandIsTurnedOnAgain() {
    await(subscribe(SUBSCRIBE + "\nfilter-policy:{\"a\":[\"x\"]}").socket.close());
    String arn = subscriptions().get(0).subscriptionArn();
    await(
        topics.setSubscriptionAttributes(
            new SetSubscriptionAttributes(arn, "RawMessageDelivery", "false")));
    StompClient client = subscribe(SUBSCRIBE);
    publish("one");
    assertEquals("one", client.message().body());
    assertEquals("{\"a\":[\"x\"]}", filterPolicy());
    await(
        topics.setSubscriptionAttributes(
            new SetSubscriptionAttributes(arn, "RawMessageDelivery", "false")));
    client.sayAndWait("UNSUBSCRIBE", "id:s\ndurable:true", "");
    assertEquals(List.of(), subscriptions());
  }

  @Test
  void itHoldsWhatIsPublishedMeanwhile() {
    StompClient client = subscribe(SUBSCRIBE);
    await(client.socket.close());
    publish("one");
    publish("two");
    StompClient again = subscribe(SUBSCRIBE);
    Set<String> bodies = new HashSet<>(List.of(again.message().body(), again.message().body()));
    assertEquals(Set.of("one", "two"), bodies);
  }

  @Test
  void aSecondConnectionTakesItOver() {
    StompClient first = subscribe(SUBSCRIBE);
    publish("one");
    assertEquals("one", first.message().body());
    StompClient second = subscribe(SUBSCRIBE);
    first.failure("SubscriptionTakenOver", 1008);
    StompClient.Heard again = second.message();
    assertEquals("one", again.body());
    assertEquals("2", again.header("receive-count"));
    publish("two");
    assertEquals("two", second.message().body());
  }

  @Test
  void anUnsubscribeLeavesItAndOneWithItsNameDeletesIt() {
    StompClient client = subscribe(SUBSCRIBE);
    client.sayAndWait("UNSUBSCRIBE", "id:s", "");
    publish("one");
    client.sayAndWait("SUBSCRIBE", SUBSCRIBE, "");
    assertEquals("one", client.message().body());
    client.sayAndWait("UNSUBSCRIBE", "id:s\ndurable-subscription-name:n", "");
    assertEquals(List.of(), subscriptions());
    assertEquals(
        List.of(), await(queues.listQueues(new ListQueues("stomp_", null, null))).queueUrls());
  }

  @Test
  void itIsDeletedWithoutBeingAttached() {
    StompClient client = subscribe(SUBSCRIBE);
    await(client.socket.close());
    StompClient other = connect();
    other.sayAndWait("UNSUBSCRIBE", "client-id:c\ndurable-subscription-name:n", "");
    assertEquals(List.of(), subscriptions());
    other.sayAndWait("UNSUBSCRIBE", "client-id:c\ndurable-subscription-name:other", "");
  }

  @Test
  void filtersStayAreReplacedAndAreRemoved() {
    StompClient client = subscribe(SUBSCRIBE + "\nfilter-policy:{\"a\":[\"y\"]}");
    publish("not wanted");
    publish("wanted", "y");
    assertEquals("wanted", client.message().body());
    client.sayAndWait("UNSUBSCRIBE", "id:s", "");
    client.sayAndWait("SUBSCRIBE", SUBSCRIBE, "");
    assertEquals("{\"a\":[\"y\"]}", filterPolicy());
    client.sayAndWait("UNSUBSCRIBE", "id:s", "");
    client.sayAndWait(
        "SUBSCRIBE",
        SUBSCRIBE + "\nfilter-policy-scope:MessageBody\nfilter-policy:{\"b\":{\"c\":[1]}}",
        "");
    assertEquals("{\"b\":{\"c\":[1]}}", filterPolicy());
    client.sayAndWait("UNSUBSCRIBE", "id:s", "");
    client.sayAndWait("SUBSCRIBE", SUBSCRIBE + "\nfilter-policy:", "");
    assertEquals("", filterPolicy());
    client.say("SUBSCRIBE", SUBSCRIBE.replace("id:s", "id:2") + "\nfilter-policy:{", "");
    client.failure("SubscriptionInUse", 1008);
  }

  @Test
  void aBadFilterMakesNothing() {
    StompClient client = connect("client-id:c");
    client.say("SUBSCRIBE", SUBSCRIBE + "\nfilter-policy:{", "");
    client.failure("InvalidParameter", 1008);
    assertEquals(List.of(), subscriptions());
    StompClient missing = connect("client-id:c");
    missing.say("SUBSCRIBE", SUBSCRIBE.replace("/t\n", "/missing\n"), "");
    missing.failure("NotFound", 1008);
    assertEquals(
        List.of(), await(queues.listQueues(new ListQueues("stomp_", null, null))).queueUrls());
  }

  @Test
  void oneIdentityIsOneSubscription() {
    createTopic("other");
    createTopic("t.fifo", "FifoTopic", "true");
    subscribe(SUBSCRIBE);
    for (String topicName : List.of("other", "t.fifo")) {
      StompClient client = connect("client-id:c");
      client.say("SUBSCRIBE", SUBSCRIBE.replace("/t\n", "/" + topicName + "\n"), "");
      client.failure("SubscriptionInUse", 1008);
    }
    createQueue("stomp_c_foreign");
    StompClient foreign = connect("client-id:c");
    foreign.say("SUBSCRIBE", SUBSCRIBE.replace("name:n", "name:foreign"), "");
    foreign.failure("SubscriptionInUse", 1008);
    StompClient second = connect("client-id:d");
    second.sayAndWait("SUBSCRIBE", SUBSCRIBE, "");
  }

  @Test
  void theSameNameTwiceInAConnectionIsRefused() {
    StompClient client = subscribe(SUBSCRIBE);
    client.say("SUBSCRIBE", SUBSCRIBE.replace("id:s", "id:2"), "");
    client.failure("SubscriptionInUse", 1008);
  }

  @Test
  void theQueueMayBeSharedByItsName() {
    StompClient client = subscribe(SUBSCRIBE);
    await(client.socket.close());
    publish("one");
    StompClient worker = connect();
    worker.sayAndWait("SUBSCRIBE", "id:1\ndestination:/queue/" + QUEUE, "");
    assertEquals("one", worker.message().body());
  }

  @Test
  void nothingIsMissedAndGroupsKeepTheirOrderThroughManyReconnects() {
    String fifo = createTopic("t.fifo", "FifoTopic", "true");
    String headers = SUBSCRIBE.replace("/t\n", "/t.fifo\n");
    await(subscribe(headers).socket.close());
    for (int i = 0; i < 100; i++) {
      Publish publish =
          new Publish(fifo, null, null, "m" + i, null, null, Map.of(), "m" + i, "g" + i % 5);
      await(topics.publish(publish));
    }
    int[] next = {0, 1, 2, 3, 4};
    for (int acknowledged = 0; acknowledged < 100; acknowledged++) {
      StompClient client = subscribe(headers);
      StompClient.Heard message = client.message();
      int number = Integer.parseInt(message.body().substring(1));
      assertEquals(next[number % 5], number, "in the order of its group");
      next[number % 5] += 5;
      client.say("ACK", "receipt:ack\nid:" + message.header("ack"), "");
      StompClient.Heard heard = client.next();
      while (!heard.command().equals("RECEIPT")) {
        heard = client.next();
      }
      client.socket.close();
    }
    await().until(() -> visible(QUEUE + ".fifo") == 0 && inFlight(QUEUE + ".fifo") == 0);
    assertNull(subscribe(headers).poll(200));
  }
}

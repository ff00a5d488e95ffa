package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Caller;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.topics.model.AddPermission;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That what names something in a region of another partition says so, wherever it stands. */
class PartitionsTest {

  private static final Caller CALLER = new Caller("000000000000", "us-iso-east-1", "http://x");
  private static final String QUEUE = "arn:aws-iso:sqs:us-iso-east-1:000000000000:q";
  private static final String TOPIC = "arn:aws-iso:sns:us-iso-east-1:000000000000:t";

  private final TopicsFixture fixture = new TopicsFixture();
  private final Topics topics = fixture.topics.as(CALLER);
  private final Queues queues = fixture.queues.as(CALLER);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void everyArnHasThePartitionOfTheRegion() {
    String topic = await(topics.createTopic(new CreateTopic("t"))).topicArn();
    assertEquals(TOPIC, topic);
    String url = await(queues.createQueue(new CreateQueue("q"))).queueUrl();
    assertEquals(
        QUEUE,
        await(queues.getQueueAttributes(new GetQueueAttributes(url, List.of("QueueArn"))))
            .attributes()
            .get("QueueArn"));
    String subscription = subscribe(QUEUE);
    assertEquals(TOPIC, subscription.substring(0, subscription.lastIndexOf(':')));
    assertEquals(
        "arn:aws-iso:iam::000000000000:root",
        await(topics.getSubscriptionAttributes(new GetSubscriptionAttributes(subscription)))
            .attributes()
            .get("SubscriptionPrincipal"));
    await(
        topics.addPermission(
            new AddPermission(topic, "l", List.of("111111111111"), List.of("Publish"))));
    String policy =
        await(topics.getTopicAttributes(new GetTopicAttributes(topic))).attributes().get("Policy");
    assertEquals(-1, String.valueOf(policy).indexOf("arn:aws:"));
    JsonObject envelope = new JsonObject(published(topic));
    assertEquals(TOPIC, envelope.getString("TopicArn"));
    assertEquals(
        "http://x/?Action=Unsubscribe&SubscriptionArn=" + subscription,
        envelope.getString("UnsubscribeURL"));
  }

  @Test
  void anEndpointWithThePartitionThatAllRegionsOnceHadIsStillServed() {
    String topic = await(topics.createTopic(new CreateTopic("t"))).topicArn();
    await(queues.createQueue(new CreateQueue("q")));
    subscribe(QUEUE.replace("aws-iso", "aws"));
    assertEquals("m", new JsonObject(published(topic)).getString("Message"));
  }

  private String subscribe(String queue) {
    return await(topics.subscribe(new Subscribe(TOPIC, queue, Map.of()))).subscriptionArn();
  }

  private String published(String topic) {
    await(topics.publish(new Publish(topic, "m", Map.of())));
    List<Message> messages = await(queues.receiveMessage(new ReceiveMessage("q", 1))).messages();
    return messages.get(0).body();
  }
}

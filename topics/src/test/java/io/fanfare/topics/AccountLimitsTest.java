package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Caller;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.model.Unsubscribe;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An account has so many topics and subscriptions; what is beyond is refused. */
@Timeout(60)
class AccountLimitsTest {

  private static final Caller ABROAD = new Caller("000000000000", "eu-west-1", "");
  private static final Caller OTHER = new Caller("999999999999", "us-east-1", "");

  private final TopicsFixture fixture = new TopicsFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anAccountHasSoManyTopicsInAllRegions() {
    fixture.options.setTopicsPerAccount(2);
    fixture.reopen();
    String first = fixture.topic("a");
    await(fixture.topics.as(ABROAD).createTopic(new CreateTopic("b")));
    assertRefused(
        TopicError.TOPIC_LIMIT_EXCEEDED, fixture.topics.createTopic(new CreateTopic("c")));
    assertEquals(1, await(fixture.topics.listTopics(new ListTopics(null))).topics().size());
    assertEquals(first, fixture.topic("a"));
    await(fixture.topics.as(OTHER).createTopic(new CreateTopic("c")));
    await(fixture.topics.deleteTopic(new DeleteTopic(first)));
    fixture.topic("c");
    assertRefused(
        TopicError.TOPIC_LIMIT_EXCEEDED, fixture.topics.createTopic(new CreateTopic("d")));
  }

  @Test
  void anAccountHasSoManySubscriptionsToAllTopics() {
    fixture.options.setSubscriptionsPerAccount(2);
    fixture.reopen();
    String one = fixture.topic("a");
    String two = fixture.topic("b");
    String first = fixture.subscribe(one, fixture.queue("q"), Map.of());
    fixture.subscribe(two, TopicsFixture.arn("q"), Map.of());
    String another = fixture.queue("r");
    assertRefused(
        TopicError.SUBSCRIPTION_LIMIT_EXCEEDED,
        fixture.topics.subscribe(new Subscribe(one, another, Map.of())));
    assertEquals(2, subscriptions());
    assertEquals(first, fixture.subscribe(one, TopicsFixture.arn("q"), Map.of()));
    await(fixture.topics.unsubscribe(new Unsubscribe(first)));
    fixture.subscribe(one, another, Map.of());
    await(fixture.topics.deleteTopic(new DeleteTopic(two)));
    fixture.subscribe(one, TopicsFixture.arn("q"), Map.of());
    assertRefused(
        TopicError.SUBSCRIPTION_LIMIT_EXCEEDED,
        fixture.topics.subscribe(new Subscribe(one, fixture.queue("s"), Map.of())));
  }

  @Test
  void theCountsSurviveARestart() {
    String topic = fixture.topic("a");
    fixture.subscribe(topic, fixture.queue("q"), Map.of());
    await(fixture.topics.deleteTopic(new DeleteTopic(fixture.topic("gone"))));
    fixture.options.setTopicsPerAccount(2).setSubscriptionsPerAccount(2);
    fixture.reopen();
    fixture.topic("b");
    assertRefused(
        TopicError.TOPIC_LIMIT_EXCEEDED, fixture.topics.createTopic(new CreateTopic("c")));
    fixture.subscribe(topic, fixture.queue("r"), Map.of());
    assertRefused(
        TopicError.SUBSCRIPTION_LIMIT_EXCEEDED,
        fixture.topics.subscribe(new Subscribe(topic, fixture.queue("s"), Map.of())));
  }

  private int subscriptions() {
    return await(fixture.topics.listSubscriptions(new ListSubscriptions(null)))
        .subscriptions()
        .size();
  }
}

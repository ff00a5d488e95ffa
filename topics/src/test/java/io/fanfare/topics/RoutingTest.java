package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.model.Message;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.SetSubscriptionAttributes;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.model.Unsubscribe;
import io.fanfare.topics.rows.TopicTables;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is hard to match is matched elsewhere, and subscriptions stay as they are meanwhile. */
class RoutingTest {

  private static final String HARD =
      IntStream.range(0, 40_000)
          .mapToObj(String::valueOf)
          .collect(Collectors.joining(",", "{\"a\":[", "]}"));

  private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");
  private static final Map<String, String> WANTING =
      Map.of(
          "RawMessageDelivery", "true",
          "FilterPolicyScope", "MessageBody",
          "FilterPolicy", "{\"a\":[39999]}");

  /** May have come before the policy changed, or after. */
  private static final Predicate<String> EASY = "{\"a\":5,\"b\":1}"::equals;

  @Test
  void whoReadsKeepsWhoChangesWaitingAndThoseBehindIt() {
    Turns turns = new Turns();
    List<String> order = new ArrayList<>();
    Promise<Void> first = Promise.promise();
    Promise<Void> second = Promise.promise();
    turns.read(() -> begun(order, "read", first));
    turns.read(() -> begun(order, "read too", second));
    Future<Void> changed = turns.change(() -> begun(order, "change", null));
    turns.read(() -> begun(order, "read after", null));
    assertEquals(List.of("read", "read too"), order);
    first.complete();
    assertFalse(changed.isComplete());
    second.fail("a fault");
    assertEquals(List.of("read", "read too", "change", "read after"), order);
    turns.change(() -> begun(order, "at once", null));
    assertEquals("at once", order.get(4));
  }

  private static Future<Void> begun(
      List<String> order, String name, @Nullable Promise<Void> until) {
    order.add(name);
    return until == null ? Future.succeededFuture() : until.future();
  }

  @Test
  void aPolicyThatChangesMeanwhileHoldsForTheNextMessage() {
    try (TopicsFixture fixture = new TopicsFixture()) {
      String topic = fixture.topic("t");
      String subscription = fixture.subscribe(topic, fixture.queue("q"), WANTING);
      Future<?> published = fixture.topics.publish(publish(topic, HARD));
      Future<?> changed =
          fixture.topics.setSubscriptionAttributes(
              new SetSubscriptionAttributes(subscription, "FilterPolicy", "{\"a\":[5]}"));
      Future<?> easy = fixture.topics.publish(publish(topic, "{\"a\":5,\"b\":1}"));
      await(Future.all(published, changed, easy));
      await(fixture.topics.publish(publish(topic, "{\"a\":5}")));
      await(fixture.topics.publish(publish(topic, "{\"a\":39999}")));
      List<String> bodies =
          fixture.receive("q").stream().map(Message::body).filter(EASY.negate()).toList();
      assertEquals(Set.of(HARD, "{\"a\":5}"), Set.copyOf(bodies));
    }
  }

  @Test
  void aFifoTopicKeepsItsOrder() {
    try (TopicsFixture fixture = new TopicsFixture()) {
      String topic = fixture.fifoTopic("t.fifo", Map.of("ContentBasedDeduplication", "true"));
      fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), WANTING);
      String easy = "{\"a\":39999}";
      await(
          Future.all(
              fixture.topics.publish(publish(topic, HARD, "group")),
              fixture.topics.publish(publish(topic, easy, "group"))));
      assertEquals(
          List.of(HARD, easy), fixture.receive("q.fifo").stream().map(Message::body).toList());
    }
  }

  @Test
  void whatWaitsForAHardMessageLeavesNothingOfATopicThatIsDeletedMeanwhile() {
    try (TopicsFixture fixture = new TopicsFixture()) {
      String other = fixture.topic("other");
      fixture.subscribe(other, fixture.queue("q"), WANTING);
      String topic = fixture.topic("t");
      String ended = fixture.subscribe(topic, fixture.queue("q1"), WANTING);
      String set = fixture.subscribe(topic, fixture.queue("q2"), WANTING);
      String third = fixture.queue("q3");
      // The threads for such work are busy with these first.
      for (int i = 0; i < 10; i++) {
        fixture.topics.publish(publish(other, HARD));
      }
      Future<?> published = fixture.topics.publish(publish(topic, HARD));
      Future<?> unsubscribed = fixture.topics.unsubscribe(new Unsubscribe(ended));
      Future<?> changed =
          fixture.topics.setSubscriptionAttributes(
              new SetSubscriptionAttributes(set, "FilterPolicy", "{\"a\":[5]}"));
      Future<?> subscribed = fixture.topics.subscribe(new Subscribe(topic, third, Map.of()));
      await(fixture.topics.deleteTopic(new DeleteTopic(topic)));
      await(unsubscribed);
      for (Future<?> late : List.of(published, changed, subscribed)) {
        BrokerException refusal = assertThrows(BrokerException.class, () -> await(late));
        assertEquals(TopicError.NOT_FOUND, refusal.code());
      }
      assertEquals(1, fixture.rows(TopicTables.TOPICS).size());
      assertEquals(1, fixture.rows(TopicTables.SUBSCRIPTIONS).size());
    }
  }

  @Test
  void subscriptionsStayAsTheyAreWhileDuplicatesAreRecalled() {
    Promise<Void> read = Promise.promise();
    try (TopicsFixture fixture =
        new TopicsFixture(HeapBudget.ofHeap(), store -> new SlowReads(store, read.future()))) {
      String topic = fixture.fifoTopic("t.fifo", Map.of());
      String subscription = fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), RAW);
      await(fixture.topics.publishBatch(new PublishBatch(topic, List.of(entry("1")))));
      Future<PublishBatch.Result> published =
          fixture.topics.publishBatch(new PublishBatch(topic, List.of(entry("1"), entry("2"))));
      Future<?> unsubscribed = fixture.topics.unsubscribe(new Unsubscribe(subscription));
      // Asked behind it, and answered when all is durable that was done before.
      await(fixture.topics.getTopicAttributes(new GetTopicAttributes(topic)));
      assertFalse(unsubscribed.isComplete());
      read.complete();
      await(unsubscribed);
      assertEquals(2, await(published).successful().size());
      assertEquals(
          List.of("1", "2"), fixture.receive("q.fifo").stream().map(Message::body).toList());
      assertEquals(0, fixture.topics.statistics().filteredOut());
    }
  }

  private static PublishBatch.Entry entry(String text) {
    return new PublishBatch.Entry("id" + text, text, null, null, Map.of(), text, "group");
  }

  /** A store that does not read what topics remember before {@code go} completes. */
  private static final class SlowReads extends DelegatingStore {
    private final Future<Void> go;

    private SlowReads(Store store, Future<Void> go) {
      super(store);
      this.go = go;
    }

    @Override
    public Future<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
      return table.equals(TopicTables.DEDUPLICATION)
          ? go.compose(now -> super.get(table, keys))
          : super.get(table, keys);
    }
  }

  private static Publish publish(String topic, String body) {
    return publish(topic, body, null);
  }

  private static Publish publish(String topic, String body, @Nullable String group) {
    return new Publish(topic, null, null, body, null, null, Map.of(), null, group);
  }
}

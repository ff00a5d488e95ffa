package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.topics.listener.Listen;
import io.fanfare.topics.model.Publish;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a subscription does between the end of its socket and that of its session. */
class ClosedLinkTest extends StompFixture {

  private static final Terms AUTO = new Terms(Terms.Ack.AUTO, 10, 30);

  private final Context context = vertx.getOrCreateContext();

  /** A connection whose socket takes nothing any more. */
  private static final class Closed implements Link {

    private static final int ENDLESS = 10_000;

    private final AtomicInteger tried = new AtomicInteger();

    @Override
    public String session() {
      return "s";
    }

    @Override
    public long nextDelivery() {
      return tried.get();
    }

    @Override
    public boolean isFull() {
      return tried.get() > 0;
    }

    @Override
    public Future<Void> deliver(List<String> pieces) {
      if (tried.incrementAndGet() > ENDLESS) {
        throw new IllegalStateException("The same is handed out for ever.");
      }
      return Future.failedFuture("closed");
    }

    @Override
    public long now() {
      return 0;
    }

    @Override
    public void ended(Throwable cause) {}
  }

  private void onContext(Runnable action) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        turn -> {
          action.run();
          done.complete();
        });
    await(done.future());
  }

  @Test
  void whatATopicHasIsTriedOnce() {
    String topic = createTopic("t");
    Closed link = new Closed();
    Promise<Void> listening = Promise.promise();
    onContext(
        () -> {
          TopicFeed feed = new TopicFeed(vertx, () -> 0, false, AUTO);
          Subscription subscription = new Subscription("s", "/topic/t", AUTO, feed, link);
          feed.begin(topics, new Listen(topic, Map.of()), subscription::deliver, link::ended)
              .onComplete(listening);
        });
    await(listening.future());
    for (int i = 0; i < 3; i++) {
      await(topics.publish(new Publish(topic, "m" + i, Map.of())));
    }
    await().until(() -> link.tried.get() > 0);
    onContext(() -> {});
    onContext(() -> {});
    assertEquals(1, link.tried.get());
  }

  @Test
  void whatAQueueHasIsTriedOnceAndGivenBackWhenTheSessionEnds() {
    createQueue("q");
    send("q", "one");
    Closed link = new Closed();
    Promise<Subscription> begun = Promise.promise();
    onContext(
        () -> {
          QueueFeed feed = new QueueFeed(queues, "q", AUTO, false);
          Subscription subscription = new Subscription("s", "/queue/q", AUTO, feed, link);
          feed.begin(subscription::deliver, link::ended);
          begun.complete(subscription);
        });
    await().until(() -> link.tried.get() > 0);
    assertEquals(1, inFlight("q"));
    Subscription subscription = await(begun.future());
    onContext(subscription::close);
    await().until(() -> visible("q") == 1);
    assertEquals(1, link.tried.get());
  }
}

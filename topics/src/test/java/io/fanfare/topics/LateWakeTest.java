package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Published;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.SharedMessage;
import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A subscription may be confirmed before it is heard that its confirmation is in its queue: it is
 * served as it is by then.
 */
@Timeout(60)
class LateWakeTest {

  private final TopicsFixture fixture = new TopicsFixture();
  private final Webhook hook = new Webhook(fixture.vertx);
  private final Slow queues = new Slow(fixture.queues);
  private final String topic;

  LateWakeTest() {
    await(fixture.topics.close());
    fixture.topics = fixture.open(queues);
    topic = fixture.topic("t");
  }

  @AfterEach
  void close() {
    hook.close();
    fixture.close();
  }

  @Test
  void whoIsConfirmedBeforeItsCourierWakesGetsTheConfirmationAndThenMessages()
      throws JsonProcessingException {
    Future<Subscribe.Result> subscribed =
        fixture.topics.subscribe(new Subscribe(topic, "http", hook.url("/a"), Map.of(), true));
    await().until(() -> queues.bodies.size() == 1);
    String token =
        JsonMapper.builder().build().readTree(queues.bodies.get(0)).path("Token").asText();
    await(fixture.topics.confirmSubscription(new ConfirmSubscription(topic, token)));
    assertEquals(0, hook.waiting());
    queues.answer.complete();
    await(subscribed);
    assertEquals("SubscriptionConfirmation", hook.next().header("x-amz-sns-message-type"));
    await(fixture.topics.publish(new Publish(topic, "m", Map.of())));
    assertEquals("m", hook.next().json().path("Message").asText());
    assertEquals(0, hook.waiting());
  }

  /** Queues whose first answer takes until a test lets it go. */
  private static final class Slow implements Delivery {

    private final Delivery real;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Promise<Void> answer = Promise.promise();

    Slow(Delivery real) {
      this.real = real;
    }

    @Override
    public Delivery as(Caller caller) {
      return this;
    }

    @Override
    public SharedMessage share(SendMessage message, Published published) {
      bodies.add(message.messageBody());
      return real.share(message, published);
    }

    @Override
    public SharedMessage share(SendMessage message, OptionalInt gap) {
      bodies.add(message.messageBody());
      return real.share(message, gap);
    }

    @Override
    public List<Future<List<Optional<BrokerException>>>> sendCopies(
        List<SharedMessage.Addressed> mail) {
      return real.sendCopies(mail).stream()
          .map(sent -> sent.compose(refusals -> answer.future().map(refusals)))
          .toList();
    }

    @Override
    public SubscriptionQueues subscriptionQueues() {
      return real.subscriptionQueues();
    }
  }
}

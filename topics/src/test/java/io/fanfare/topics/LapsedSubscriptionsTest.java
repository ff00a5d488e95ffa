package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.Subscribe;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody confirms within two days is gone, with its token. */
class LapsedSubscriptionsTest {

  private static final Caller OTHER = new Caller("111111111111", "us-east-1", "http://x");
  private static final Duration IN_TIME = Duration.ofHours(47);
  private static final Duration TOO_LATE = Duration.ofDays(2);

  private final TopicsFixture fixture = new TopicsFixture();
  private final Queues queues = fixture.queues.as(OTHER);
  private final String topic = fixture.topic("t");

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aTokenHoldsForTwoDays() throws IOException {
    ConfirmSubscription request = new ConfirmSubscription(topic, subscribe());
    reopen(IN_TIME);
    assertEquals(1, listed());
    reopen(TOO_LATE);
    assertEquals(0, listed());
    BrokerException refusal =
        assertThrows(
            BrokerException.class, () -> await(fixture.topics.confirmSubscription(request)));
    assertEquals("Invalid parameter: Token", refusal.sentence());
    reopen(Duration.ZERO);
    assertEquals(0, listed());
  }

  @Test
  void whatIsConfirmedInTimeStays() throws IOException {
    ConfirmSubscription request = new ConfirmSubscription(topic, subscribe());
    reopen(IN_TIME);
    await(fixture.topics.confirmSubscription(request));
    reopen(TOO_LATE);
    assertEquals(1, listed());
  }

  /** Subscribes a queue of another account; answers the token that it was sent. */
  private String subscribe() throws IOException {
    await(queues.createQueue(new CreateQueue("q")));
    String arn = TopicsFixture.arn("q").replace("000000000000", OTHER.account());
    await(fixture.topics.subscribe(new Subscribe(topic, arn, Map.of())));
    String body = await(queues.receiveMessage(new ReceiveMessage("q", 1))).messages().get(0).body();
    return JsonMapper.builder().build().readTree(body).path("Token").asText();
  }

  private void reopen(Duration later) {
    VirtualClock clock = new VirtualClock(Clock.system());
    clock.advance(later.toMillis());
    await(fixture.topics.close());
    fixture.topics =
        await(
            Topics.open(
                new Environment(fixture.vertx, fixture.store, clock),
                fixture.queues,
                new TopicsOptions()));
  }

  private int listed() {
    return await(fixture.topics.listSubscriptions(new ListSubscriptions())).subscriptions().size();
  }
}

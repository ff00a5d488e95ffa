package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TopicError;
import io.vertx.core.Future;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker is no means to flood others with requests to confirm. */
@Timeout(60)
class UnwantedConfirmationsTest {

  private final TopicsFixture fixture = new TopicsFixture();
  private final String topic = fixture.topic("t");

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aHostIsAskedSoOftenAndThenWhoSubscribesItIsThrottled() {
    for (int i = 0; i < Limits.OPEN_CONFIRMATIONS; i++) {
      await(subscribing("http://10.1.2.3/" + i));
    }
    assertRefused(TopicError.THROTTLED, subscribing("https://10.1.2.3/new"));
    assertRefused(TopicError.THROTTLED, subscribing("http://10.1.2.3/0"));
    await(subscribing("http://10.1.2.4/"));
    assertEquals(
        Limits.PAGE,
        await(fixture.topics.listSubscriptions(new ListSubscriptions())).subscriptions().size());
    fixture.clock.advance(60_000 / Limits.CONFIRMATIONS_A_MINUTE);
    await(subscribing("http://10.1.2.3/0"));
    assertRefused(TopicError.THROTTLED, subscribing("http://10.1.2.3/0"));
  }

  private Future<Subscribe.Result> subscribing(String url) {
    String protocol = url.substring(0, url.indexOf(':'));
    return fixture.topics.subscribe(new Subscribe(topic, protocol, url, Map.of(), true));
  }
}

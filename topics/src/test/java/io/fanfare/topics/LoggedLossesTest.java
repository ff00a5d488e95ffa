package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.runtime.LogRate;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an endpoint does not take is logged now and then, and without its secrets. */
@Timeout(60)
class LoggedLossesTest {

  private final TopicsFixture fixture = new TopicsFixture();
  private final Webhook hook = new Webhook(fixture.vertx);
  private final Logger logger = Logger.getLogger(DeliveryFailures.class.getName());
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord logged) {
          lines.add(logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  LoggedLossesTest() {
    logger.addHandler(listener);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void close() {
    logger.removeHandler(listener);
    logger.setUseParentHandlers(true);
    hook.close();
    fixture.close();
  }

  @Test
  void anEndpointThatTakesEveryOtherMessageMakesALineAMinuteWithItsHostAlone() {
    String topic = fixture.topic("t");
    String url = hook.url("/hook").replace("//", "//user:password@") + "?token=secret";
    await(fixture.topics.subscribe(new Subscribe(topic, "http", url, Map.of(), true)));
    String token = hook.next().json().path("Token").asText();
    await(fixture.topics.confirmSubscription(new ConfirmSubscription(topic, token)));
    hook.answer("/hook", 404, 200, 404, 200, 410, 200, 404);
    for (int i = 1; i <= 6; i++) {
      publish(topic, i);
    }
    assertEquals(1, lines.size(), lines::toString);
    String line = lines.get(0);
    assertTrue(line.startsWith(hook.url("") + " does not take what arn:aws:sns:"), line);
    fixture.clock.advance(LogRate.MILLIS);
    publish(topic, 7);
    await().until(() -> lines.size() == 2);
    assertTrue(lines.get(1).endsWith("404 (and 2 more, not logged before)"), lines.get(1));
    lines.forEach(
        one ->
            List.of("password", "secret", "/hook")
                .forEach(secret -> assertFalse(one.contains(secret), one)));
  }

  /** Publishes the message that is the how manieth; returns when it was taken or lost. */
  private void publish(String topic, int number) {
    await(fixture.topics.publish(new Publish(topic, "m", Map.of())));
    hook.next();
    await()
        .until(
            () -> {
              TopicStatistics now = fixture.topics.statistics();
              return now.failed() == (number + 1) / 2 && now.pushes().delivered() == 1 + number / 2;
            });
  }
}

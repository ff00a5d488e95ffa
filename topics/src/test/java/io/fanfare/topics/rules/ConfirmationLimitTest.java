package io.fanfare.topics.rules;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TopicError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is flooded with requests to confirm what they never asked for. */
class ConfirmationLimitTest {

  private static final long MINUTE = 60_000;

  private final ConfirmationLimit limit = new ConfirmationLimit();

  @Test
  void aHostThatConfirmsNothingIsAskedAHundredTimesAndThenOnceAMinute() {
    assertEquals(100, ask("http://victim.test/a", 0));
    assertEquals(0, ask("http://victim.test/a", MINUTE - 1));
    assertEquals(1, ask("http://victim.test/a", MINUTE));
    assertEquals(2, ask("http://victim.test/a", 3 * MINUTE + 1));
    assertEquals(0, ask("http://victim.test/a", 4 * MINUTE - 1));
    assertEquals(100, ask("http://victim.test/a", 500 * MINUTE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://victim.test/b",
        "https://victim.test/",
        "https://VICTIM.test.:8443/?c",
        "http://user:password@victim.test:8080/"
      })
  void itIsOneHostBehindEveryUrl(String url) {
    ask("http://victim.test/a", 0);
    assertEquals(0, ask(url, 0));
    assertEquals(100, ask("http://other.test/a", 0));
  }

  @Test
  void whoConfirmsIsAskedAgain() {
    ask("http://willing.test/a", 0);
    limit.confirmed("http://willing.test/a", 1);
    limit.confirmed("http://willing.test/b", 1);
    limit.confirmed("http://never-asked.test/", 1);
    assertEquals(2, ask("http://willing.test/c", 2));
    for (int i = 0; i < 10 * Limits.OPEN_CONFIRMATIONS; i++) {
      limit.confirmed("http://willing.test/a", 3);
    }
    assertEquals(100, ask("http://willing.test/c", 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:80/", "http://127.9.9.9/", "http://localhost/", "http://[::1]/"})
  void thisMachineIsNoThirdParty(String url) {
    for (int i = 0; i < 10 * Limits.OPEN_CONFIRMATIONS; i++) {
      limit.asked(url, 0);
    }
    assertDoesNotThrow(() -> limit.check(request("http", url), 0));
  }

  @ParameterizedTest
  @CsvSource({
    "sqs, http://victim.test/",
    "bogus, http://victim.test/",
    "http, no url",
    "http,",
    ","
  })
  void whatIsNotPushedIsNotBounded(String protocol, String endpoint) {
    ask("http://victim.test/", 0);
    assertDoesNotThrow(() -> limit.check(request(protocol, endpoint), 0));
  }

  @Test
  void manyHostsDoNotMakeItForgetOneThatIsFlooded() {
    ask("http://victim.test/", 0);
    for (int i = 0; i < 3_000; i++) {
      limit.asked("http://host" + i + ".test/", i * MINUTE / 1_000);
    }
    assertEquals(3, ask("http://victim.test/", 3 * MINUTE));
  }

  @Test
  void theRefusalIsAws() {
    ask("http://victim.test/", 0);
    BrokerException refusal =
        assertThrows(
            BrokerException.class, () -> limit.check(request("http", "http://victim.test/"), 0));
    assertEquals(TopicError.THROTTLED, refusal.code());
    assertEquals("Rate exceeded", refusal.sentence());
  }

  /** How often {@code url} can be asked at {@code now}. */
  private int ask(String url, long now) {
    for (int asked = 0; ; asked++) {
      try {
        limit.check(request(url.substring(0, url.indexOf(':')), url), now);
      } catch (BrokerException refusal) {
        return asked;
      }
      limit.asked(url, now);
    }
  }

  private static Subscribe request(String protocol, String endpoint) {
    return new Subscribe("arn:aws:sns:r:1:t", protocol, endpoint, Map.of(), true);
  }
}

package io.fanfare.broker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command on a queue asks the broker that has the queue, and no other. */
final class QueueEndpointTest {

  @ParameterizedTest
  @CsvSource({
    ", q, http://127.0.0.1:4566",
    "https://x.example, q, https://x.example",
    ", http://X.example/1/q, http://x.example:80",
    ", https://x.example/1/q, https://x.example:443",
    ", http://[::1]:4566/1/q, http://[::1]:4566",
    "https://x.example, https://X.example:443/1/q, https://x.example",
  })
  void whomToAskIsSaidByTheEndpointOrTheQueue(@Nullable String given, String queue, String asked) {
    assertEquals(asked, QueueCommand.endpoint(given, queue).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "http://x.example, https://x.example/1/q",
    "http://x.example:81, http://x.example/1/q",
    "http://y.example, http://x.example/1/q",
    ", ftp://x.example/1/q",
  })
  void whatContradictsItselfIsRefused(@Nullable String given, String queue) {
    assertThrows(RefusedException.class, () -> QueueCommand.endpoint(given, queue));
  }
}

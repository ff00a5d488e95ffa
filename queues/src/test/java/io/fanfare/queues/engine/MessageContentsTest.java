package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.rules.QueueSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body consists of the characters that AWS stores, and of no others. */
class MessageContentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "tab\t, line\n, return\r",
        "why? because",
        "\u00e9\ud7ff\ue000\ufffd",
        "\ud83d\ude00"
      })
  void legalCharactersAreTaken(String body) {
    assertDoesNotThrow(() -> draft(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nul \0",
        "bell \u0007",
        "escape \u001b",
        "\ufffe",
        "\uffff",
        "\ud800",
        "a\udc00?"
      })
  void otherCharactersAreRefused(String body) {
    BrokerException refusal = assertThrows(BrokerException.class, () -> draft(body));
    assertEquals(QueueError.INVALID_MESSAGE_CONTENTS, refusal.code());
  }

  private static Draft draft(String body) {
    return Draft.of(
        new SendMessage("q", body),
        new Caller("000000000000", "us-east-1", "http://localhost"),
        QueueSettings.of(Attributes.none()),
        Draft.Wording.SINGLE);
  }
}

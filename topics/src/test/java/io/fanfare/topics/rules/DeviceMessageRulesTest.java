package io.fanfare.topics.rules;

import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.topics.model.Publish;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message says to one device. */
class DeviceMessageRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      nullValues = "none",
      value = {
        "none | hello | hello",
        "none | {\"GCM\":\"g\"} | {\"GCM\":\"g\"}",
        "json | {\"default\":\"d\",\"GCM\":\"g\",\"APNS\":\"a\"} | g",
        "json | {\"default\":\"d\",\"APNS\":\"a\"} | d",
        "json | {\"default\":\"d\",\"GCM\":{}} | d",
        "json | {\"GCM\":\"g\"} | g",
      })
  void aDeviceGetsTheTextForItsPlatform(
      @Nullable String structure, String message, String payload) {
    assertEquals(payload, DeviceMessageRules.check(publish(structure, message), "GCM"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      nullValues = "none",
      value = {
        "none | '' | Empty message",
        "json | hello | Message Structure - JSON message body failed to parse",
        "json | {\"APNS\":\"a\"} | Message Structure - No default entry in JSON message body",
        "xml | hello | MessageStructure",
      })
  void anythingElseIsRefused(@Nullable String structure, String message, String sentence) {
    assertRefused(
        "Invalid parameter: " + sentence,
        () -> DeviceMessageRules.check(publish(structure, message), "GCM"));
  }

  private static Publish publish(@Nullable String structure, String message) {
    return new Publish(null, "arn", null, message, null, structure, Map.of(), null, null);
  }
}

package io.fanfare.functions.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.MessageAttribute;
import io.fanfare.functions.model.FunctionTarget;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a function is invoked again with an event of a topic, and what its dead letters tell. */
class AsyncRulesTest {

  @ParameterizedTest
  @CsvSource({
    "FUNCTION_ERROR, 1,  1,  0,     60000",
    "FUNCTION_ERROR, 2,  2,  60,    120000",
    "FUNCTION_ERROR, 3,  3,  180,   -1",
    "FUNCTION_ERROR, 1,  9,  600,   60000",
    "FUNCTION_ERROR, 1,  1,  21541, -1",
    "THROTTLED,      0,  1,  0,     1000",
    "FAILED,         0,  2,  1,     2000",
    "FAILED,         0,  9,  600,   256000",
    "FAILED,         0,  10, 600,   300000",
    "THROTTLED,      0,  99, 21299, 300000",
    "FAILED,         0,  99, 21301, -1"
  })
  void anEventIsTriedAgainAsAwsDoes(
      InvocationOutcome outcome, int errors, int attempts, long ageSeconds, long delay) {
    AsyncRules.Failure failure =
        new AsyncRules.Failure(outcome, errors, attempts, ageSeconds * 1_000);
    assertEquals(
        delay < 0 ? OptionalLong.empty() : OptionalLong.of(delay),
        AsyncRules.delayMillis(failure, FunctionTarget.Async.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource({"0, 1024", "1, 1021", "2, 1022", "3, 1023"})
  void anErrorIsCutBetweenCharactersAndToldWithoutThoseNoMessageMayHave(int before, int bytes) {
    String error = "x".repeat(before) + "\uD83D\uDE00".repeat(500);
    assertEquals(bytes, told(error).getBytes(UTF_8).length);
    assertEquals("a\uFFFDb\uFFFDc\td", told("a\u0001b\uD83Dc\td"));
  }

  private static String told(String error) {
    Answer none = Answer.none(error);
    MessageAttribute told = AsyncRules.deadLetterAttributes("id", none).get("ErrorMessage");
    return told == null ? "" : String.valueOf(told.stringValue());
  }

  @Test
  void aDeadLetterTellsTheBeginningOfTheError() {
    String payload = "{\"errorType\":\"E\",\"errorMessage\":\"no\"}";
    assertEquals(
        Map.of(
            "RequestID", MessageAttribute.string("id"),
            "ErrorCode", MessageAttribute.number("200"),
            "ErrorMessage", MessageAttribute.string("no")),
        AsyncRules.deadLetterAttributes(
            "id", new Answer(200, "Unhandled", payload.getBytes(UTF_8), "")));
    assertEquals(
        Map.of(
            "RequestID", MessageAttribute.string("id"),
            "ErrorCode", MessageAttribute.number("0"),
            "ErrorMessage", MessageAttribute.string("not reached")),
        AsyncRules.deadLetterAttributes("id", Answer.none("not reached")));
  }
}

package io.fanfare.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which filter policies are refused, in AWS's sentences. */
class FilterPolicyRefusalTest {

  private static final String PREFIX = "Invalid parameter: Attributes Reason: ";

  @ParameterizedTest
  @CsvFileSource(resources = "refused-policies.txt", delimiter = '~', quoteCharacter = '`')
  void aPolicyThatIsNoneIsRefusedInTheWordsOfAws(String policy, String reason) {
    assertEquals(PREFIX + "FilterPolicy: " + reason, refusal(policy).sentence());
    assertEquals(CommonError.INVALID_PARAMETER_VALUE, refusal(policy).code());
  }

  @Test
  void textThatIsNoJsonIsRefusedWithTheReasonAndThePlace() {
    String sentence = refusal("{invalid}").sentence();
    assertTrue(
        sentence.startsWith(
            PREFIX
                + "FilterPolicy: failed to parse JSON. Unexpected character ('i' (code 105)): was"
                + " expecting double-quote to start field name\n at [Source: REDACTED"),
        sentence);
    assertTrue(sentence.endsWith("line: 1, column: 2]"), sentence);
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 100_000})
  void aPolicyThatIsVeryDeepIsNone(int depth) {
    String policy = "{\"a\":".repeat(depth) + "[1]" + "}".repeat(depth);
    BrokerException refusal = assertThrows(BrokerException.class, () -> parse(policy, true));
    assertEquals(CommonError.INVALID_PARAMETER_VALUE, refusal.code());
  }

  @Test
  void aNestedPolicyIsRefusedForTheScopeOfAttributes() {
    assertEquals(
        "Invalid parameter: Filter policy scope MessageAttributes does not support nested filter"
            + " policy",
        refusal("{\"a\":{\"b\":[1]}}").sentence());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$or\":[{\"a\":{\"b\":[1]}},{\"c\":[1]}]}",
        "{\"a\":{}}",
        "{\"a\":{\"b\":[\"too\",[\"late\"]]}}"
      })
  void nestingIsRefusedWhereverItStands(String policy) {
    assertTrue(refusal(policy).sentence().endsWith("does not support nested filter policy"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":{}} ~ Empty objects are not allowed
          {"a":{"b":[]}} ~ Empty arrays are not allowed
          {"a":{"b":{"c":"v"}}} ~ "c" must be an object or an array
          {"a":{"b":[{"nope":"v"}]}} ~ Unrecognized match type nope
          {"a":{"$or":[{"b":[1]},{"c":[]}]}} ~ Empty arrays are not allowed
          """)
  void aNestedPolicyIsCheckedToTheEnd(String policy, String reason) {
    BrokerException refusal = assertThrows(BrokerException.class, () -> parse(policy, true));
    assertEquals(PREFIX + "FilterPolicy: " + reason, refusal.sentence());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"b\":[1],\"c\":[1],\"d\":[1]},\"e\":{\"f\":[1],\"g\":[1]}}",
        "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":[1]}}}}}}",
        "{\"a\":{\"$or\":[{\"b\":[1],\"c\":[1]},{\"d\":[1]}]},\"e\":[1],\"f\":[1],\"g\":[1]}"
      })
  void onlyLeavesCountAsKeys(String policy) {
    parse(policy, true);
  }

  /** Each number stands for an array of so many values. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          MessageAttributes ~ {"a":150} ~ true
          MessageAttributes ~ {"a":151} ~ false
          MessageAttributes ~ {"a":100,"b":51} ~ false
          MessageAttributes ~ {"a.b":150} ~ true
          MessageBody ~ {"a.b":76} ~ false
          MessageBody ~ {"a":{"b":75}} ~ true
          MessageBody ~ {"a":{"b":76}} ~ false
          MessageBody ~ {"key_a":{"key_b":{"key_c":4}},"key_d":{"key_e":3},"key_f":3} ~ false
          MessageBody ~ {"key_a.key_b.key_c":4,"key_d.key_e":3,"key_f":3} ~ false
          MessageBody ~ {"key_a":{"key_b":{"key_c":4}},"key_d":{"key_e":3},"key_f":2} ~ true
          MessageAttributes ~ {"source":4,"$or":[{"metricName":6},{"metricType":4,"$or":[{"metricId":4},{"spaceId":4}]}]} ~ false
          MessageAttributes ~ {"source":3,"$or":[{"metricName":6},{"metricType":4,"$or":[{"metricId":4},{"spaceId":7}]}]} ~ true
          MessageAttributes ~ {"$or":[{"metricName":6},{"metricType":4,"$or":[{"metricId":4},{"spaceId":7}]}],"source":3} ~ true
          MessageBody ~ {"a":{"$or":[{"b":50},{"c":25}]}} ~ true
          MessageBody ~ {"a":{"$or":[{"b":50},{"c":26}]}} ~ false
          """)
  void aPolicyMayAllow150Combinations(String scope, String shape, boolean isAccepted) {
    String policy =
        Pattern.compile(":(\\d+)")
            .matcher(shape)
            .replaceAll(count -> ":" + values(Integer.parseInt(count.group(1))));
    if (isAccepted) {
      parse(policy, scope.equals("MessageBody"));
    } else {
      BrokerException refusal =
          assertThrows(BrokerException.class, () -> parse(policy, scope.equals("MessageBody")));
      assertEquals(PREFIX + "FilterPolicy: Filter policy is too complex", refusal.sentence());
    }
  }

  /** Patterns of one wildcard count one point each, of several three; all times the patterns. */
  @ParameterizedTest
  @CsvSource({"10, a*, true", "11, a*, false", "5, a*b*, true", "6, a*b*, false"})
  void wildcardsHavePointsOfTheirOwn(int patterns, String pattern, boolean isAccepted) {
    String policy =
        IntStream.range(0, patterns)
            .mapToObj(i -> "{\"wildcard\":\"" + pattern + i + "\"}")
            .collect(Collectors.joining(",", "{\"a\":[", "]}"));
    if (isAccepted) {
      parse(policy, false);
    } else {
      assertEquals(
          PREFIX + "FilterPolicy: Filter policy is too complex", refusal(policy).sentence());
    }
  }

  @Test
  void anEmptyPolicyWantsEverything() {
    assertTrue(parse("", true).wantsEverything());
    assertTrue(parse("{}", true).wantsEverything());
  }

  private static String values(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "" + i)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static FilterPolicy parse(String policy, boolean isOfBody) {
    return FilterPolicy.parse(CommonError.INVALID_PARAMETER_VALUE, PREFIX, policy, isOfBody);
  }

  private static BrokerException refusal(String policy) {
    return assertThrows(BrokerException.class, () -> parse(policy, false));
  }
}

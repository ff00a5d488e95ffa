package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.fanfare.topics.model.SubscriptionAttribute;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which filter policies are refused, in AWS's sentences. */
class FilterPolicyRefusalTest {

  private static final String PREFIX = "Invalid parameter: Attributes Reason: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          {"key":"v"} ~ "key" must be an object or an array
          {"key":{"suffix":"v"}} ~ "suffix" must be an object or an array
          {"key":[]} ~ Empty arrays are not allowed
          {"key":[["v"]]} ~ Match value must be String, number, true, false, or null
          {"key":[{"nope":"v"}]} ~ Unrecognized match type nope
          {"key":[{"prefix":"a","suffix":"b"}]} ~ Only one key allowed in match expression
          {"key":[{"prefix":1}]} ~ prefix match pattern must be a string
          {"key":[{"suffix":null}]} ~ suffix match pattern must be a string
          {"key":[{"exists":"yes"}]} ~ exists match pattern must be either true or false.
          {"key":[{"anything-but":{"nope":"v"}}]} ~ Unsupported anything-but pattern: nope
          {"key":[{"anything-but":{"prefix":["v"]}}]} ~ prefix match pattern must be a string
          {"key":[{"anything-but":["v",1]}]} ~ Inside anything but list, either all values are number or string, mixed type is not supported
          {"key":[{"anything-but":["v",null]}]} ~ Inside anything but list, start|null|boolean is not supported.
          {"key":[{"numeric":[]}]} ~ Invalid member in numeric match: ]
          {"key":[{"numeric":[1]}]} ~ Invalid member in numeric match: 1
          {"key":[{"numeric":["!",1]}]} ~ Unrecognized numeric range operator: !
          {"key":[{"numeric":["="]}]} ~ Value of equals must be numeric
          {"key":[{"numeric":[">=","1"]}]} ~ Value of >= must be numeric
          {"key":[{"numeric":["<",100,">",10]}]} ~ Too many elements in numeric expression
          {"key":[{"numeric":[">=",1,">",2]}]} ~ Bad numeric range operator: >
          {"key":[{"numeric":[">",20,"test"]}]} ~ Bad numeric range operator: test
          {"key":[{"numeric":[">",20,30]}]} ~ Bad value in numeric range: 30
          {"key":[{"numeric":[">",3,"<",1]}]} ~ Bottom must be less than top
          {"key":[{"numeric":[">",1,"<",3,"<",4]}]} ~ Too many terms in numeric range expression
          {"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]} ~ Filter policy can not have more than 5 keys
          {"key":[{"prefix":["a"]}]} ~ prefix match pattern must be a string
          {"key":[{"equals-ignore-case":null}]} ~ equals-ignore-case match pattern must be a string
          {"key":[{"wildcard":1}]} ~ wildcard match pattern must be a string
          {"key":[{"wildcard":"a**"}]} ~ Consecutive wildcard characters at pos 2
          {"key":[{"wildcard":"a\\\\b"}]} ~ Invalid escape character at pos 2
          {"key":[{"wildcard":"a*b*c*d*"}]} ~ wildcard match pattern can not have more than 3 wildcards
          {"key":[{"cidr":1}]} ~ prefix match pattern must be a string
          {"key":[{"cidr":"10.0.0.0"}]} ~ Malformed CIDR, one '/' required
          {"key":[{"cidr":"10.0.0/24"}]} ~ Nonstandard IP address: 10.0.0
          {"key":[{"cidr":"bad/24"}]} ~ Nonstandard IP address: bad
          {"key":[{"cidr":"1::2::3/24"}]} ~ Nonstandard IP address: 1::2::3
          {"key":[{"cidr":"10.0.0.0/x"}]} ~ Malformed CIDR, mask bits must be an integer
          {"key":[{"cidr":"10.0.0.0/-1"}]} ~ Malformed CIDR, mask bits must not be negative
          {"key":[{"cidr":"10.0.0.0/32"}]} ~ IPv4 mask bits must be < 32
          {"key":[{"cidr":"::1/128"}]} ~ IPv6 mask bits must be < 128
          {"key":[{"anything-but":{"suffix":1}}]} ~ suffix match pattern must be a string
          {"key":[{"anything-but":{"numeric":["=",1]}}]} ~ Unsupported anything-but pattern: numeric
          {"key":[{"anything-but":true}]} ~ Value of anything-but must be an array or single string/number value.
          {"$or":[{"a":["x"]}]} ~ Unrecognized match type a
          {"$or":[{"prefix":["x"]},{"b":["x"]}]} ~ prefix match pattern must be a string
          {"$or":[{"a":["x"]},{}]} ~ Empty objects are not allowed
          {"$or":[{"a":["x"]},{"b":"x"}]} ~ "b" must be an object or an array
          {"$or":[{"a":[1],"b":[1],"c":[1]},{"a":[1]}],"d":[1],"e":[1],"f":[1]} ~ Filter policy can not have more than 5 keys
          ["a"] ~ Filter is not an object
          """)
  void aPolicyThatIsNoneIsRefusedInTheWordsOfAws(String policy, String reason) {
    assertEquals(PREFIX + "FilterPolicy: " + reason, refusal(policy).sentence());
    assertEquals(ErrorCode.SNS_INVALID_PARAMETER, refusal(policy).code());
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
    BrokerException refusal =
        assertThrows(
            BrokerException.class, () -> FilterPolicy.parse(PREFIX, policy, "MessageBody"));
    assertEquals(PREFIX + "FilterPolicy: " + reason, refusal.sentence());
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
      FilterPolicy.parse(PREFIX, policy, scope);
    } else {
      BrokerException refusal =
          assertThrows(BrokerException.class, () -> FilterPolicy.parse(PREFIX, policy, scope));
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
      FilterPolicy.parse(PREFIX, policy, "MessageAttributes");
    } else {
      assertEquals(
          PREFIX + "FilterPolicy: Filter policy is too complex", refusal(policy).sentence());
    }
  }

  @Test
  void anEmptyPolicyWantsEverything() {
    assertTrue(FilterPolicy.parse(PREFIX, "", "MessageBody").wantsEverything());
    assertTrue(FilterPolicy.parse(PREFIX, "{}", "MessageBody").wantsEverything());
  }

  private static String values(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "" + i)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static BrokerException refusal(String policy) {
    return assertThrows(
        BrokerException.class,
        () -> FilterPolicy.parse(PREFIX, policy, SubscriptionAttribute.MESSAGE_ATTRIBUTES));
  }
}

package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          {"key":[{"cidr":"10.0.0.0/8"}]} ~ match type cidr is not supported yet
          {"key":[{"wildcard":"a*"}]} ~ match type wildcard is not supported yet
          {"key":[{"equals-ignore-case":"a"}]} ~ match type equals-ignore-case is not supported yet
          {"$or":[{"a":[1]},{"b":[1]}]} ~ $or is not supported yet
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

  @Test
  void aPolicyOfMoreThan150CombinationsIsRefused() {
    String tooComplex = PREFIX + "FilterPolicy: Filter policy is too complex";
    assertEquals(tooComplex, refusal("{\"a\":" + values(151) + "}").sentence());
    assertEquals(
        tooComplex, refusal("{\"a\":" + values(100) + ",\"b\":" + values(51) + "}").sentence());
    FilterPolicy largest = FilterPolicy.parse(PREFIX, "{\"a\":" + values(150) + "}");
    assertEquals(150, largest.keys().values().iterator().next().size());
  }

  @Test
  void anEmptyPolicyWantsEverything() {
    assertTrue(FilterPolicy.parse(PREFIX, "").wantsEverything());
    assertTrue(FilterPolicy.parse(PREFIX, "{}").wantsEverything());
  }

  private static String values(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "" + i)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static BrokerException refusal(String policy) {
    return assertThrows(BrokerException.class, () -> FilterPolicy.parse(PREFIX, policy));
  }
}

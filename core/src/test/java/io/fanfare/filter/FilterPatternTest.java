package io.fanfare.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filters of event source mappings want of the records of a queue. */
class FilterPatternTest {

  private static final String MEMBERS =
      """
      {"messageAttributes":{"Kind":{"stringValue":"a","dataType":"String"}},
       "attributes":{"SenderId":"me"},"eventSource":"aws:sqs"}
      """;

  /** Patterns, bodies of records, and whether the pattern wants the record. */
  private static final String WANTED =
      """
      {"body":{"k":["a","b"]}}                     | {"k":"b"}                  | true
      {"body":{"k":["a","b"]}}                     | {"k":"B"}                  | false
      {"body":{"k":["a"],"l":["b"]}}               | {"k":"a","l":"b"}          | true
      {"body":{"k":["a"],"l":["b"]}}               | {"k":"a","l":"c"}          | false
      {"body":{"k":[300]}}                         | {"k":300}                  | true
      {"body":{"k":[300]}}                         | {"k":300.0}                | false
      {"body":{"k":[300]}}                         | {"k":3.0e2}                | false
      {"body":{"k":[3.0e2]}}                       | {"k":3.0e2}                | true
      {"body":{"k":[300.0]}}                       | {"k":300.0}                | true
      {"body":{"k":["300"]}}                       | {"k":300}                  | false
      {"body":{"k":[{"numeric":["=",300]}]}}       | {"k":3.0e2}                | true
      {"body":{"k":[{"numeric":[">=",100,"<",200]}]}} | {"k":100}               | true
      {"body":{"k":[{"numeric":[">=",100,"<",200]}]}} | {"k":200}               | false
      {"body":{"k":[null,true]}}                   | {"k":null}                 | true
      {"body":{"k":[null,true]}}                   | {"k":false}                | false
      {"body":{"k":[{"prefix":"ab"}]}}             | {"k":"abc"}                | true
      {"body":{"k":[{"suffix":"bc"}]}}             | {"k":"abc"}                | true
      {"body":{"k":[{"equals-ignore-case":"AB"}]}} | {"k":"ab"}                 | true
      {"body":{"k":[{"anything-but":["a"]}]}}      | {"k":"b"}                  | true
      {"body":{"k":[{"anything-but":["a"]}]}}      | {}                         | false
      {"body":{"k":[{"anything-but":{"prefix":"a"}}]}} | {"k":"ab"}             | false
      {"body":{"k":[{"exists":true}]}}             | {"k":null}                 | true
      {"body":{"k":[{"exists":true}]}}             | {"k":{"l":1}}              | false
      {"body":{"k":[{"exists":false}]}}            | {"k":{"l":1}}              | true
      {"body":{"k":[{"exists":false}]}}            | {"l":1}                    | true
      {"body":{"k":[{"exists":false}]}}            | {"k":1}                    | false
      {"body":{"k":{"l":[{"exists":false}]}}}      | {"m":1}                    | true
      {"body":{"k":[{"wildcard":"a*c"}]}}          | {"k":"abc"}                | true
      {"body":{"k":[{"cidr":"10.0.0.0/8"}]}}       | {"k":"10.1.2.3"}           | true
      {"body":{"k":["b"]}}                         | {"k":["a","b"]}            | true
      {"body":{"k":{"l":[1],"m":[2]}}}             | {"k":[{"l":1},{"m":2}]}    | false
      {"body":{"k":{"l":[1],"m":[2]}}}             | {"k":[{},{"l":1,"m":2}]}   | true
      {"body":{"$or":[{"k":[1]},{"l":[1]}]}}       | {"l":1}                    | true
      {"body":{"$or":[{"k":[1]},{"l":[1]}]}}       | {"l":2}                    | false
      {"body":{"k":[1],"k":[2]}}                   | {"k":2}                    | true
      {"body":{"k":[1],"k":[2]}}                   | {"k":1}                    | false
      {"body":{"k":[1]}}                           | [{"k":2},{"k":1}]          | true
      {"body":{"k":[1]}}                           | text                       | false
      {"body":{"k":[{"exists":false}]}}            | text                       | false
      {"body":["text"]}                            | text                       | true
      {"body":["text"]}                            | Text                       | false
      {"body":[{"prefix":"te"}]}                   | text                       | true
      {"body":["1"]}                               | 1                          | true
      {"body":["a"]}                               | ["a"]                      | false
      {"body":[{"exists":false}]}                  | {}                         | false
      {"messageAttributes":{"Kind":{"stringValue":["a"]}}} | text               | true
      {"messageAttributes":{"Kind":{"stringValue":["b"]}}} | text               | false
      {"eventSource":["aws:sqs"],"attributes":{"SenderId":["me"]}} | {}         | true
      {"$or":[{"body":{"k":[1]}},{"eventSource":["x"]}]} | {"k":1}              | true
      {"$or":[{"body":{"k":[1]}},{"eventSource":["x"]}]} | {"k":2}              | false
      {}                                           | text                       | true
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = WANTED)
  void aRecordIsWantedThatThePatternMatches(String pattern, String body, boolean wanted) {
    FilterRecord record = new FilterRecord(() -> json(MEMBERS), body);
    assertEquals(wanted, FilterPattern.parse(pattern).orElseThrow().matches(record));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "\"text\"",
        "[]",
        "{\"body\":\"text\"}",
        "{\"body\":1}",
        "{\"body\":{\"k\":[1e99999999999]}}",
        "{\"body\":null}",
        "{\"body\":[]}",
        "{\"body\":{}}",
        "{\"body\":{\"k\":\"v\"}}",
        "{\"body\":{\"k\":[]}}",
        "{\"body\":{\"k\":[[1]]}}",
        "{\"body\":{\"k\":[{\"unknown\":1}]}}",
        "{\"body\":{\"k\":[{\"numeric\":[\"=\",\"1\"]}]}}",
        "{\"body\":[\"a\"]} x",
        "{\"body\":"
      })
  void whatIsNoPatternIsNoneHere(String text) {
    assertTrue(FilterPattern.parse(text).isEmpty());
  }

  @Test
  void manyKeysAndCombinationsAreNoMoreWorkThanTheyAreText() {
    StringBuilder pattern = new StringBuilder("{\"body\":{\"z\":[1]");
    StringBuilder body = new StringBuilder("{\"z\":1");
    for (int key = 0; key < 60; key++) {
      pattern
          .append(",\"o%d\":{\"$or\":[{\"a\":[1,2]},{\"b\":[1,2]}]}".formatted(key))
          .append(",\"k%d\":[1,2,3,4]".formatted(key));
      body.append(",\"o%d\":{\"b\":2},\"k%d\":4".formatted(key, key));
    }
    FilterPattern large = FilterPattern.parse(pattern.append("}}").toString()).orElseThrow();
    assertTrue(large.matches(new FilterRecord(() -> json("{}"), body + "}")));
    assertFalse(large.matches(new FilterRecord(() -> json("{}"), body + ",\"z\":2}")));
  }

  private static JsonNode json(String text) {
    try {
      return FilterJson.parse(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

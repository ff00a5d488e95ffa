package io.fanfare.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Which messages a filter policy wants. */
class FilterPolicyMeaningTest {

  @ParameterizedTest
  @CsvFileSource(resources = "attribute-policies.txt", delimiter = '~', quoteCharacter = '`')
  void anAttributeIsWantedIfAnyElementHolds(
      String conditions, String type, String value, boolean isWanted) {
    assertEquals(
        isWanted,
        wants(
            "MessageAttributes",
            "{\"key\":" + conditions + "}",
            Map.of("key", MessageAttribute.ofText(type, value)),
            ""));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "body-policies.txt", delimiter = '~', quoteCharacter = '`')
  void aBodyIsWantedIfAllKeysHold(String policy, String body, boolean isWanted) {
    assertEquals(isWanted, wants("MessageBody", policy, Map.of(), body));
  }

  @Test
  void keysThatAPolicyDoesNotNameAreIgnored() {
    Map<String, MessageAttribute> attributes =
        Map.of(
            "key", MessageAttribute.string("v"),
            "a.b", MessageAttribute.string("w"),
            "binary", MessageAttribute.ofText("Binary", "v"));
    assertEquals(true, wants("MessageAttributes", "{\"key\":[\"v\"]}", attributes, ""));
    assertEquals(true, wants("MessageAttributes", "{\"a.b\":[\"w\"]}", attributes, ""));
    assertEquals(false, wants("MessageAttributes", "{\"a\":[\"w\"]}", attributes, ""));
    assertEquals(false, wants("MessageAttributes", "{\"binary\":[\"v\"]}", attributes, ""));
  }

  @Test
  void halvesOfCharactersAreNotTakenForOthers() {
    assertEquals(
        false,
        wants("MessageBody", "{\"a\":[{\"prefix\":\"?\"}]}", Map.of(), "{\"a\":\"\\ud800\"}"));
  }

  private static boolean wants(
      String scope, String policy, Map<String, MessageAttribute> attributes, String body) {
    SubscriptionFilters<String> filters = new SubscriptionFilters<>();
    filters.add(
        "it",
        FilterPolicy.parse(
            CommonError.INVALID_PARAMETER_VALUE, "", policy, scope.equals("MessageBody")));
    return filters.match(attributes, body).equals(List.of("it"));
  }
}

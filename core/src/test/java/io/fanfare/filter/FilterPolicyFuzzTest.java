package io.fanfare.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import io.fanfare.fixture.Refusals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whatever a filter policy and a message say, the policy is read or refused as the caller's
 * mistake, and the message is matched, the same for everybody who has the policy.
 */
class FilterPolicyFuzzTest {

  /** The first line is the policy, the others are the body. */
  @DictionaryFile(resourcePath = "filter-policy.dict")
  @FuzzTest(maxDuration = "10m")
  void ofBody(byte[] input) {
    String text = new String(input, UTF_8);
    String policy = text.lines().findFirst().orElse("");
    match(policy, true, Map.of(), text.substring(Math.min(text.length(), policy.length() + 1)));
  }

  /** The first line is the policy, each other one an attribute: name, type and value. */
  @DictionaryFile(resourcePath = "filter-policy.dict")
  @FuzzTest(maxDuration = "10m")
  void ofAttributes(byte[] input) {
    List<String> lines = new String(input, UTF_8).lines().toList();
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] parts = line.split(" ", 3);
      if (parts.length == 3) {
        attributes.put(parts[0], MessageAttribute.ofText(parts[1], parts[2]));
      }
    }
    match(lines.isEmpty() ? "" : lines.get(0), false, attributes, "");
  }

  private static void match(
      String text, boolean isOfBody, Map<String, MessageAttribute> attributes, String body) {
    Refusals.doneOrRefused(
        () -> {
          FilterPolicy policy =
              FilterPolicy.parse(CommonError.INVALID_PARAMETER_VALUE, "", text, isOfBody);
          if (!policy.wantsEverything()) {
            check(policy, attributes, body);
          }
        });
  }

  private static void check(
      FilterPolicy policy, Map<String, MessageAttribute> attributes, String body) {
    SubscriptionFilters<String> filters = new SubscriptionFilters<>();
    filters.add("one", policy);
    List<String> alone = filters.match(attributes, body);
    assertTrue(alone.size() < 2);
    filters.add("two", policy);
    assertEquals(2 * alone.size(), filters.match(attributes, body).size());
    filters.remove("one", policy);
    assertEquals(alone.size(), filters.match(attributes, body).size());
    filters.remove("two", policy);
    assertEquals(List.of(), filters.match(attributes, body));
  }
}

package io.fanfare.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a match costs: it follows the policies that the message satisfies, and no others. */
class FilterCostTest {

  private static final int MANY = 10_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":[\"k<i>\"]}",
        "{\"kind\":[{\"prefix\":\"k<i>\"}]}",
        "{\"kind\":[{\"suffix\":\"k<i>\"}]}",
        "{\"kind\":[{\"equals-ignore-case\":\"K<i>\"}]}",
        "{\"kind\":[{\"wildcard\":\"*k<i>*\"}]}",
        "{\"kind\":[{\"exists\":true}],\"number\":[<i>]}",
        "{\"kind\":[{\"anything-but\":\"x\"}],\"number\":[<i>]}",
        "{\"kind\":[{\"anything-but\":\"x<i>\"}],\"number\":[<i>]}",
        "{\"number\":[{\"numeric\":[\">=\",<i>,\"<\",<i>.5]}]}",
        "{\"other\":[{\"exists\":false}],\"number\":[<i>]}",
        "{\"$or\":[{\"kind\":[\"k<i>\"]},{\"number\":[-5,<i>]}]}",
        "{\"k<i>\":[{\"anything-but\":\"x\"}]}"
      })
  void tenThousandPoliciesCostNoMoreThanTenWhenOneMatches(String policy) {
    Map<String, MessageAttribute> message =
        Map.of(
            "kind", MessageAttribute.string("k99999"),
            "number", MessageAttribute.number("99999"),
            "k99999", MessageAttribute.string("y"));
    FilterMachine<Integer> machine = new FilterMachine<>();
    // Five digits each, so that none is a part of another.
    add(machine, policy, 99_999, "MessageAttributes");
    for (int i = 1; i < 10; i++) {
      add(machine, policy, 10_000 + i, "MessageAttributes");
    }
    int few = steps(machine, message);
    for (int i = 10; i < MANY; i++) {
      add(machine, policy, 10_000 + i, "MessageAttributes");
    }
    assertEquals(few, steps(machine, message));
  }

  @Test
  void aSharedConditionIsLookedAtOnce() {
    FilterMachine<Integer> machine = new FilterMachine<>();
    for (int i = 0; i < MANY; i++) {
      add(machine, "{\"kind\":[\"order\",\"return\"],\"number\":[<i>]}", i, "MessageAttributes");
    }
    Map<String, MessageAttribute> message =
        Map.of("kind", MessageAttribute.string("order"), "number", MessageAttribute.number("7"));
    assertTrue(steps(machine, message) < 10, "steps: " + steps(machine, message));
  }

  @Test
  void longArraysAreNotCombined() {
    FilterMachine<Integer> machine = new FilterMachine<>();
    add(
        machine,
        "{\"a\":[{\"prefix\":\"v\"}],\"b\":[{\"prefix\":\"v\"}],\"c\":[{\"prefix\":\"v\"}],"
            + "\"d\":[{\"prefix\":\"v\"}],\"e\":[\"never\"]}",
        1,
        "MessageBody");
    String values =
        IntStream.range(0, 5_000).mapToObj(i -> "\"v" + i + "\"").collect(Collectors.joining(","));
    String body =
        List.of("a", "b", "c", "d", "e").stream()
            .map(key -> "\"" + key + "\":[" + values + "]")
            .collect(Collectors.joining(",", "{", "}"));
    FilterEvent event = BodyReader.read(body, machine.paths(), Effort.any()).orElseThrow();
    assertTrue(machine.walk(event).steps() < 20, "steps: " + machine.walk(event).steps());
  }

  @Test
  void aDeepBodyIsReadOrMatchesNothing() {
    SubscriptionFilters<Integer> filters = new SubscriptionFilters<>();
    filters.add(
        1,
        FilterPolicy.parse(CommonError.INVALID_PARAMETER_VALUE, "", "{\"a\":{\"b\":[1]}}", true));
    assertEquals(List.of(1), filters.match(Map.of(), deep(500)));
    assertEquals(List.of(), filters.match(Map.of(), deep(100_000)));
  }

  private static String deep(int arrays) {
    return "{\"a\":" + "[".repeat(arrays) + "{\"b\":1}" + "]".repeat(arrays) + "}";
  }

  private static void add(FilterMachine<Integer> machine, String policy, int i, String scope) {
    machine.add(
        i,
        FilterPolicy.parse(
            CommonError.INVALID_PARAMETER_VALUE,
            "",
            policy.replace("<i>", "" + i),
            scope.equals("MessageBody")));
  }

  private static int steps(
      FilterMachine<Integer> machine, Map<String, MessageAttribute> attributes) {
    FilterMachine<Integer>.Walk walk =
        machine.walk(AttributeReader.read(attributes, machine.paths(), Effort.any()));
    assertEquals(1, walk.owners().size());
    return walk.steps();
  }
}

package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which messages a filter policy lets through. */
class FilterMachineTest {

  private static final List<String> NAMES = List.of("a", "b.c", "b~c", "d-1", "b");
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "ab",
          "abc",
          "cba",
          "5",
          "5.0",
          "true",
          "null",
          "-",
          "\\\"",
          "\\\\",
          "a\\\\\\\"",
          "a.b",
          "ä*é");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "5",
          "5.0",
          "50e-1",
          "-1.5",
          "100",
          "301.5",
          "3.015e2",
          "0.1",
          "1e12",
          "-7e9",
          "9007199254740993",
          "1e300",
          "-1e-300");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theMachineAgreesWithThePlainMeaningWhilePoliciesComeAndGo(long seed) {
    Random random = new Random(seed);
    FilterMachine<Integer> machine = new FilterMachine<>();
    Map<Integer, FilterPolicy> policies = new HashMap<>();
    int matches = 0;
    for (int step = 0; step < 3_000; step++) {
      change(random, machine, policies, step);
      Map<String, MessageAttribute> message = message(random);
      List<Integer> found = machine.match(message);
      policies.forEach(
          (id, policy) ->
              assertEquals(
                  PlainFilter.wants(policy, message),
                  found.contains(id),
                  () -> "seed " + seed + ", policy " + policy.text() + ", message " + message));
      assertEquals(found.size(), new HashSet<>(found).size());
      assertTrue(policies.keySet().containsAll(found), () -> "a policy that is gone, seed " + seed);
      matches += found.size();
    }
    assertTrue(matches > 500, "The messages hardly match: " + matches);
    policies.forEach(machine::remove);
    assertEquals(List.of(), machine.match(message(random)));
  }

  private static void change(
      Random random, FilterMachine<Integer> machine, Map<Integer, FilterPolicy> policies, int id) {
    if (policies.size() > 30 || (!policies.isEmpty() && random.nextInt(3) == 0)) {
      List<Integer> ids = new ArrayList<>(policies.keySet());
      Integer gone = ids.get(random.nextInt(ids.size()));
      machine.remove(gone, policies.remove(gone));
    } else {
      FilterPolicy policy = FilterPolicy.parse("", policy(random));
      policies.put(id, policy);
      machine.add(id, policy);
    }
  }

  private static String policy(Random random) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      String values =
          random
              .ints(1 + random.nextInt(3), 0, 13)
              .mapToObj(kind -> condition(random, kind))
              .collect(Collectors.joining(","));
      keys.put(pick(random, NAMES), "[" + values + "]");
    }
    return keys.entrySet().stream()
        .map(key -> "\"" + key.getKey() + "\":" + key.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String condition(Random random, int kind) {
    String text = "\"" + pick(random, TEXTS) + "\"";
    String number = pick(random, NUMBERS);
    return switch (kind) {
      case 0, 1 -> text;
      case 2 -> number;
      case 3 -> pick(random, List.of("true", "false", "null"));
      case 4 -> "{\"prefix\":" + text + "}";
      case 5 -> "{\"suffix\":" + text + "}";
      case 6 -> "{\"anything-but\":" + pick(random, List.of(text, number)) + "}";
      case 7 -> "{\"anything-but\":[\"ab\"," + text + "]}";
      case 8 -> "{\"anything-but\":[5.0," + number + "]}";
      case 9 -> "{\"anything-but\":{\"prefix\":" + text + "}}";
      case 10 -> "{\"exists\":" + random.nextBoolean() + "}";
      case 11 ->
          "{\"numeric\":[\""
              + pick(random, List.of("=", "<", "<=", ">", ">="))
              + "\","
              + number
              + "]}";
      default ->
          "{\"numeric\":[\""
              + pick(random, List.of(">", ">="))
              + "\",-2,\""
              + pick(random, List.of("<", "<="))
              + "\",100]}";
    };
  }

  private static Map<String, MessageAttribute> message(Random random) {
    Map<String, MessageAttribute> message = new HashMap<>();
    for (String name : NAMES) {
      if (random.nextInt(3) > 0) {
        message.put(name, attribute(random));
      }
    }
    return message;
  }

  private static MessageAttribute attribute(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> MessageAttribute.number(pick(random, NUMBERS));
      case 1 -> MessageAttribute.ofText("String.Array", array(random));
      case 2 -> MessageAttribute.ofText("Number.x", pick(random, TEXTS));
      default -> MessageAttribute.string(pick(random, TEXTS));
    };
  }

  private static String array(Random random) {
    return random
        .ints(random.nextInt(4), 0, 6)
        .mapToObj(
            kind ->
                switch (kind) {
                  case 0, 1, 2 -> "\"" + pick(random, TEXTS) + "\"";
                  case 3 -> pick(random, NUMBERS);
                  default -> pick(random, List.of("true", "false", "null", "[\"a\"]", "{}"));
                })
        .collect(Collectors.joining(",", "[", random.nextInt(20) == 0 ? "" : "]"));
  }

  private static String pick(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

package io.fanfare.filter;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random policies and messages of few names and values, so that they often meet. */
final class FilterSamples {

  private static final List<String> NAMES = List.of("a", "b", "b.c", "c", "d-1", "b~c");
  private static final List<String> KEYS = List.of("a", "b", "c", "a.b", "b.c", "a.b.c");
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "ab",
          "aB",
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
          "ä*é",
          "Ä*É",
          "ſs",
          "SS",
          "İ",
          "\uD83D\uDE00a",
          "a*b",
          "abab\\nab",
          "10.0.0.7",
          "10.0.1.7",
          "2001:db8::1",
          "2001:DB8:0:0:0:0:0:1");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-0.0",
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
          "9007199254740992",
          "9007199254740993",
          "9007199254740993.0000000000000000001",
          "-9007199254740993",
          "-9007199254740994",
          "0.1000000000000000055511151231257827",
          "1e999999999",
          "-10e999999998",
          "1E-999999999",
          "1e300",
          "-1e-300");
  private static final List<String> FEW = List.of("1", "5", "\"a\"", "\"ab\"");
  private static final List<String> WILDCARDS =
      List.of(
          "*",
          "a*",
          "*b",
          "*b*",
          "a*b",
          "a*b*c",
          "ab",
          "*\\\\**",
          "*\\\"*",
          "\\\\\\\\*",
          "*\\\\\\\\\\\"",
          "*ab*ab",
          "10.*.7",
          "ä\\\\*é",
          "\uD83D\uDE00*");
  private static final List<String> BLOCKS =
      List.of("10.0.0.0/24", "10.0.0.9/23", "0.0.0.0/0", "10.0.0.7/31", "2001:db8::/32", "::/0");

  private final Random random;

  FilterSamples(Random random) {
    this.random = random;
  }

  /** A policy that is not refused. */
  FilterPolicy policy(boolean isOfBody) {
    String text = isOfBody ? random.nextInt(3) == 0 ? ofRows(1) : nested(3) : flat(2);
    try {
      return FilterPolicy.parse(CommonError.INVALID_PARAMETER_VALUE, "", text, isOfBody);
    } catch (BrokerException tooComplex) {
      return policy(isOfBody);
    }
  }

  Map<String, MessageAttribute> attributes() {
    Map<String, MessageAttribute> message = new HashMap<>();
    for (String name : NAMES) {
      if (random.nextInt(3) > 0) {
        message.put(name, attribute());
      }
    }
    return message;
  }

  String body() {
    return switch (random.nextInt(30)) {
      case 0 -> pick(List.of("[{\"a\":1}]", "\"a\"", "5", "null", "{\"a\":5", "{}x", ""));
      case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> "{\"a\":" + rows(2) + "}";
      default -> object(3);
    };
  }

  /** A policy about several keys below the same array, for which one element must do. */
  private String ofRows(int depth) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("b", list(1, () -> pick(FEW)));
    keys.put("c", list(1, () -> pick(List.of(pick(FEW), "{\"anything-but\":5}"))));
    if (random.nextBoolean()) {
      keys.put("d", list(1, () -> pick(FEW)));
    }
    String row = join(keys);
    if (depth > 0 && random.nextBoolean()) {
      row = row.substring(0, row.length() - 1) + "," + ofRows(0).substring(1);
    }
    return "{\"a\":" + row + "}";
  }

  /** An array of objects with keys that such policies look at. */
  private String rows(int depth) {
    return list(
        1,
        () -> {
          Map<String, String> keys = new LinkedHashMap<>();
          for (String key : List.of("b", "c", "d")) {
            if (random.nextInt(4) > 0) {
              keys.put(key, random.nextInt(6) == 0 ? list(1, () -> pick(FEW)) : pick(FEW));
            }
          }
          if (depth > 0 && random.nextBoolean()) {
            keys.put("a", rows(depth - 1));
          }
          return random.nextInt(8) == 0 ? "[" + join(keys) + "]" : join(keys);
        });
  }

  private String flat(int depth) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      keys.put(pick(NAMES), conditions());
    }
    if (depth > 0 && random.nextInt(4) == 0) {
      keys.put("$or", list(2, () -> flat(depth - 1)));
    }
    return join(keys);
  }

  private String nested(int depth) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(depth == 3 ? 3 : 2); i > 0; i--) {
      boolean deeper = depth > 0 && random.nextInt(2) == 0;
      keys.put(pick(KEYS), deeper ? nested(depth - 1) : conditions());
    }
    if (depth > 0 && random.nextInt(4) == 0) {
      keys.put("$or", list(2, () -> nested(depth - 1)));
    }
    return join(keys);
  }

  private String conditions() {
    return list(1, this::condition);
  }

  private String condition() {
    String text = text();
    String number = pick(NUMBERS);
    return switch (random.nextInt(16)) {
      case 0, 1 -> text;
      case 2, 3 -> number;
      case 4 -> pick(List.of("true", "false", "null"));
      case 5 -> "{\"prefix\":" + text + "}";
      case 6 -> "{\"suffix\":" + text + "}";
      case 7 -> "{\"equals-ignore-case\":" + text + "}";
      case 8 -> "{\"wildcard\":\"" + pick(WILDCARDS) + "\"}";
      case 9 -> "{\"cidr\":\"" + pick(BLOCKS) + "\"}";
      case 10 -> "{\"anything-but\":" + pick(List.of(text, number)) + "}";
      case 11 ->
          "{\"anything-but\":"
              + pick(List.of("[\"ab\"," + text + "]", "[5.0," + number + "]"))
              + "}";
      case 12 -> "{\"anything-but\":" + pattern() + "}";
      case 13 -> "{\"exists\":" + random.nextBoolean() + "}";
      case 14 ->
          "{\"numeric\":[\"" + pick(List.of("=", "<", "<=", ">", ">=")) + "\"," + number + "]}";
      default ->
          "{\"numeric\":[\""
              + pick(List.of(">", ">="))
              + "\",-1.5,\""
              + pick(List.of("<", "<="))
              + "\",100]}";
    };
  }

  private String pattern() {
    String operator = pick(List.of("prefix", "suffix", "equals-ignore-case"));
    return random.nextInt(3) == 0
        ? "{\"wildcard\":\"" + pick(WILDCARDS) + "\"}"
        : "{\"" + operator + "\":" + text() + "}";
  }

  private MessageAttribute attribute() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> MessageAttribute.number(pick(NUMBERS));
      case 2, 3 -> MessageAttribute.ofText("String.Array", array());
      case 4 -> MessageAttribute.ofText("Number.x", unescaped());
      default -> MessageAttribute.string(unescaped());
    };
  }

  private String unescaped() {
    return pick(TEXTS).replace("\\n", "\n").replaceAll("\\\\(.)", "$1");
  }

  private String array() {
    String elements = list(0, () -> random.nextInt(5) == 0 ? "[\"a\"]" : scalar());
    return random.nextInt(20) == 0 ? elements.substring(1) : elements;
  }

  private String object(int depth) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      keys.put(pick(KEYS), value(depth));
    }
    return join(keys);
  }

  private String value(int depth) {
    if (depth == 0) {
      return scalar();
    }
    return switch (random.nextInt(5)) {
      case 0, 1 -> object(depth - 1);
      case 2, 3 -> list(0, () -> random.nextInt(3) > 0 ? object(depth - 1) : value(depth - 1));
      default -> scalar();
    };
  }

  private String scalar() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> pick(NUMBERS);
      case 2 -> pick(List.of("true", "false", "null"));
      default -> text();
    };
  }

  private String text() {
    return "\"" + pick(TEXTS) + "\"";
  }

  private String list(int least, Supplier<String> element) {
    return Stream.generate(element)
        .limit(least + random.nextInt(3))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String join(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(key -> "\"" + key.getKey() + "\":" + key.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

package io.fanfare.filter;

import static java.util.stream.Collectors.joining;

import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The hardest topics and messages that the limits allow: as many policies as AWS lets a topic have,
 * with all that a policy may hold, and messages of the largest size.
 */
final class HardFilters {

  static final int POLICIES = 200;
  static final int MESSAGE = 262_144;

  private HardFilters() {}

  /** A message that is hard for the policies of its topic. */
  record Hard(
      List<String> policies,
      boolean ofBody,
      Map<String, MessageAttribute> attributes,
      String body) {

    static Hard ofBody(List<String> policies, String body) {
      return new Hard(policies, true, Map.of(), body);
    }

    SubscriptionFilters<Integer> filters() {
      SubscriptionFilters<Integer> filters = new SubscriptionFilters<>();
      for (int i = 0; i < policies.size(); i++) {
        filters.add(i, policy(policies.get(i), ofBody));
      }
      return filters;
    }
  }

  static FilterPolicy policy(String text, boolean ofBody) {
    return FilterPolicy.parse(CommonError.INVALID_PARAMETER_VALUE, "", text, ofBody);
  }

  /** All of them by what is hard about each. */
  static Map<String, Hard> all() {
    Map<String, Hard> all = new LinkedHashMap<>();
    all.put("numbers", Hard.ofBody(each(HardFilters::ranges), list(i -> "" + i)));
    all.put("texts", Hard.ofBody(each(i -> words(i, "prefix")), list(i -> "\"w" + i + "\"")));
    all.put("other case", Hard.ofBody(each(i -> words(i, "equals-ignore-case")), text("w")));
    all.put("empty arrays", Hard.ofBody(each(i -> "{\"a\":[" + i + "]}"), list(i -> "[]")));
    all.put("elements", Hard.ofBody(each(HardFilters::rows), rows()));
    all.put("nested prefixes", Hard.ofBody(each(HardFilters::nested), text("p")));
    all.put("long prefixes", Hard.ofBody(each(HardFilters::longPrefix), text("p")));
    all.put("wildcards", Hard.ofBody(each(HardFilters::wildcards), text("a")));
    all.put("long wildcard", Hard.ofBody(List.of(longWildcard()), text("a")));
    all.put("anything but", Hard.ofBody(List.of(anythingBut()), list(i -> "\"v" + i + "\"")));
    all.put("many keys", Hard.ofBody(each(i -> "{\"a\":[" + i + "]}"), keys()));
    all.put("deep", Hard.ofBody(each(i -> "{\"a\":{\"b\":[" + i + "]}}"), deep()));
    all.put(
        "array of attribute",
        new Hard(
            each(HardFilters::ranges),
            false,
            Map.of("a", MessageAttribute.ofText("String.Array", array(i -> "" + i, MESSAGE - 20))),
            "m"));
    return all;
  }

  private static List<String> each(IntFunction<String> policy) {
    return IntStream.range(0, POLICIES).mapToObj(policy).toList();
  }

  /** 150 ranges of numbers. */
  private static String ranges(int policy) {
    return IntStream.range(0, 150)
        .mapToObj(i -> "{\"numeric\":[\">\"," + (policy * 150 + i) + ",\"<\",1e9]}")
        .collect(joining(",", "{\"a\":[", "]}"));
  }

  private static String words(int policy, String operator) {
    return IntStream.range(0, 150)
        .mapToObj(i -> "{\"" + operator + "\":\"w" + (policy * 150 + i) + "\"}")
        .collect(joining(",", "{\"a\":[", "]}"));
  }

  /** Two keys that no element of the array has together. */
  private static String rows(int policy) {
    String values =
        IntStream.range(0, 6)
            .mapToObj(i -> "{\"prefix\":\"" + policy % 10 + i + "\"}")
            .collect(joining(",", "[", "]"));
    return "{\"a\":{\"x\":" + values + ",\"y\":" + values + "}}";
  }

  private static String rows() {
    return "{\"a\":"
        + array(
            i -> "{\"" + (i % 2 == 0 ? "x" : "y") + "\":\"" + i % 10 + i / 10 % 6 + i + "\"}",
            MESSAGE - 10)
        + "}";
  }

  /** 150 prefixes, each of which begins with the one before it. */
  private static String nested(int policy) {
    return IntStream.range(0, 150)
        .mapToObj(i -> "{\"prefix\":\"" + "p".repeat(1 + policy + 10 * i) + "x\"}")
        .collect(joining(",", "{\"a\":[", "]}"));
  }

  private static String longPrefix(int policy) {
    return "{\"a\":[{\"prefix\":\"" + "p".repeat(100_000 - policy) + "x\"}]}";
  }

  /** As many wildcards as the limit of their points allows. */
  private static String wildcards(int policy) {
    return IntStream.range(0, 5)
        .mapToObj(
            i ->
                "{\"wildcard\":\"*"
                    + "a".repeat(200 + policy + i)
                    + "*"
                    + "a".repeat(5_000)
                    + "b*\"}")
        .collect(joining(",", "{\"a\":[", "]}"));
  }

  private static String longWildcard() {
    return "{\"a\":[{\"wildcard\":\"*" + "a".repeat(100_000) + "b*\"}]}";
  }

  /** Thousands of values, with 149 of another key. */
  static String anythingBut() {
    return "{\"a\":[{\"anything-but\":"
        + array(i -> "\"v" + i + "\"", 250_000)
        + "}],\"b\":"
        + IntStream.range(0, 140).mapToObj(i -> "" + i).collect(joining(",", "[", "]"))
        + "}";
  }

  private static String text(String character) {
    return "{\"a\":\"" + character.repeat(MESSAGE - 10) + "\"}";
  }

  private static String list(IntFunction<String> element) {
    return "{\"b\":1,\"a\":" + array(element, MESSAGE - 20) + "}";
  }

  private static String array(IntFunction<String> element, int length) {
    StringBuilder array = new StringBuilder("[").append(element.apply(0));
    for (int i = 1; array.length() < length - 30; i++) {
      array.append(',').append(element.apply(i));
    }
    return array.append(']').toString();
  }

  private static String keys() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      keys.add("\"k" + i + "\":1");
    }
    return "{" + String.join(",", keys) + "}";
  }

  private static String deep() {
    return "{\"a\":" + "[".repeat(900) + "{\"b\":1}" + "]".repeat(900) + "}";
  }
}

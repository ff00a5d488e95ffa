package io.fanfare.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fanfare.core.MessageAttribute;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The meaning of one filter policy, spelt out slowly and from its text alone: what the matching
 * machine is held to. It tries every choice of values for the keys of every alternative.
 */
final class PlainFilter {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final boolean isOfBody;
  private final List<List<Key>> alternatives;

  PlainFilter(String policy, boolean isOfBody) {
    this.isOfBody = isOfBody;
    alternatives = alternatives(parse(policy), "");
  }

  /** A key under its whole path, with the array of which one element must hold. */
  private record Key(String path, JsonNode conditions) {}

  /** A value with the element of each array that it stands in. */
  private record Leaf(String path, JsonNode value, Map<String, Integer> elements) {}

  boolean wants(Map<String, MessageAttribute> attributes, String body) {
    List<Leaf> leaves = new ArrayList<>();
    if (isOfBody) {
      try {
        JsonNode object = parse(body);
        if (!object.isObject()) {
          return false;
        }
        flatten(object, "", "$", Map.of(), leaves);
      } catch (IllegalArgumentException e) {
        return false;
      }
    } else {
      attributes.forEach((name, attribute) -> read(name, attribute, leaves));
    }
    return alternatives.stream().anyMatch(keys -> choose(keys, 0, leaves, Map.of()));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<List<Key>> alternatives(JsonNode policy, String path) {
    List<List<Key>> alternatives = List.of(List.of());
    for (Map.Entry<String, JsonNode> entry : policy.properties()) {
      String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      List<List<Key>> branches = new ArrayList<>();
      if (entry.getKey().equals("$or")) {
        entry.getValue().forEach(branch -> branches.addAll(alternatives(branch, path)));
      } else if (entry.getValue().isObject()) {
        branches.addAll(alternatives(entry.getValue(), name));
      } else {
        branches.add(List.of(new Key(name, entry.getValue())));
      }
      List<List<Key>> longer = new ArrayList<>();
      for (List<Key> alternative : alternatives) {
        for (List<Key> branch : branches) {
          List<Key> keys = new ArrayList<>(alternative);
          keys.addAll(branch);
          longer.add(keys);
        }
      }
      alternatives = longer;
    }
    return alternatives;
  }

  private static void read(String name, MessageAttribute attribute, List<Leaf> leaves) {
    String type = String.valueOf(attribute.dataType());
    String value = String.valueOf(attribute.stringValue());
    try {
      if (type.equals("String.Array")) {
        JsonNode array = parse(value);
        if (array.isArray()) {
          array.forEach(element -> readElement(name, element, leaves));
        }
      } else if (type.startsWith("Number")) {
        leaves.add(new Leaf(name, new DecimalNode(new BigDecimal(value)), Map.of()));
      } else if (type.startsWith("String")) {
        leaves.add(new Leaf(name, new TextNode(value), Map.of()));
      }
    } catch (IllegalArgumentException e) {
      // Neither JSON nor a number: it has no values.
    }
  }

  private static void readElement(String name, JsonNode element, List<Leaf> leaves) {
    if (element.isArray()) {
      element.forEach(inner -> readElement(name, inner, leaves));
    } else if (element.isValueNode()) {
      leaves.add(new Leaf(name, element, Map.of()));
    }
  }

  private static void flatten(
      JsonNode node, String path, String at, Map<String, Integer> elements, List<Leaf> leaves) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        flatten(entry.getValue(), name, at + "/" + entry.getKey(), elements, leaves);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        Map<String, Integer> inner = new HashMap<>(elements);
        if (node.get(i).isContainerNode()) {
          inner.put(at, i);
        }
        flatten(node.get(i), path, at + "/" + i, inner, leaves);
      }
    } else {
      leaves.add(new Leaf(path, node, elements));
    }
  }

  private static boolean choose(
      List<Key> keys, int next, List<Leaf> leaves, Map<String, Integer> chosen) {
    if (next == keys.size()) {
      return true;
    }
    Key key = keys.get(next);
    for (JsonNode condition : key.conditions()) {
      if (condition.path("exists").isBoolean() && !condition.get("exists").booleanValue()) {
        if (leaves.stream().noneMatch(leaf -> leaf.path().equals(key.path()))
            && choose(keys, next + 1, leaves, chosen)) {
          return true;
        }
        continue;
      }
      for (Leaf leaf : leaves) {
        if (leaf.path().equals(key.path())
            && agrees(leaf.elements(), chosen)
            && PlainCondition.holds(condition, leaf.value())) {
          Map<String, Integer> more = new HashMap<>(chosen);
          more.putAll(leaf.elements());
          if (choose(keys, next + 1, leaves, more)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean agrees(Map<String, Integer> elements, Map<String, Integer> chosen) {
    return elements.entrySet().stream()
        .allMatch(
            element ->
                chosen
                    .getOrDefault(element.getKey(), element.getValue())
                    .equals(element.getValue()));
  }
}

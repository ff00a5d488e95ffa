package io.fanfare.topics.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.MessageAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message's attributes as the matching machine reads them: a flat object of candidates. Binary
 * attributes, empty arrays and values that are not of their type have no candidates: to a policy
 * they are absent.
 */
final class FilterEvent {

  private static final String STRING_ARRAY = "String.Array";
  private static final String STRINGS = "~s";
  private static final String NUMBERS = "~n";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private FilterEvent() {}

  /**
   * The event of a message with {@code attributes}.
   *
   * @param withTypes whether each attribute is followed by fields of just its strings and numbers
   */
  static ObjectNode of(Map<String, MessageAttribute> attributes, boolean withTypes) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    attributes.forEach(
        (name, attribute) -> {
          List<String> candidates = candidates(attribute);
          put(event, field(name), candidates);
          if (withTypes) {
            put(event, stringsField(name), candidates.stream().filter(Candidate::isText).toList());
            put(
                event,
                numbersField(name),
                candidates.stream().filter(Candidate::isNumber).toList());
          }
        });
    return event;
  }

  private static void put(ObjectNode event, String field, List<String> candidates) {
    if (candidates.size() == 1) {
      event.set(field, node(candidates.get(0)));
    } else if (!candidates.isEmpty()) {
      ArrayNode array = event.putArray(field);
      candidates.forEach(candidate -> array.add(node(candidate)));
    }
  }

  /**
   * The node that the machine reads as {@code candidate}: it puts strings in quotes as they are.
   */
  private static JsonNode node(String candidate) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (Candidate.isText(candidate)) {
      return nodes.textNode(candidate.substring(1, candidate.length() - 1));
    }
    if (Candidate.isNumber(candidate)) {
      return nodes.numberNode(Double.parseDouble(candidate));
    }
    return candidate.equals(Candidate.NULL)
        ? nodes.nullNode()
        : nodes.booleanNode(candidate.equals(Candidate.TRUE));
  }

  /** The machine's name for {@code key}: a dot in it would mean a path. */
  static String field(String key) {
    return key.indexOf('.') < 0 && key.indexOf('~') < 0
        ? key
        : key.replace("~", "~0").replace(".", "~1");
  }

  /** The machine's name for the strings among the values of {@code key}. */
  static String stringsField(String key) {
    return field(key) + STRINGS;
  }

  /** The machine's name for the numbers among the values of {@code key}. */
  static String numbersField(String key) {
    return field(key) + NUMBERS;
  }

  /** The values of {@code attribute} that a policy may look at. */
  static List<String> candidates(MessageAttribute attribute) {
    String type = attribute.dataType();
    String value = attribute.stringValue();
    if (type == null || value == null) {
      return List.of();
    }
    if (type.equals(STRING_ARRAY)) {
      return elements(value);
    }
    if (type.startsWith("Number")) {
      return Candidate.ofNumber(value).stream().toList();
    }
    return type.startsWith("String") ? List.of(Candidate.ofText(value)) : List.of();
  }

  private static List<String> elements(String json) {
    try {
      List<String> elements = new ArrayList<>();
      JsonNode array = JSON.readTree(json);
      if (array.isArray()) {
        collect(array, elements);
      }
      return elements;
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private static void collect(JsonNode array, List<String> elements) {
    for (JsonNode element : array) {
      switch (element.getNodeType()) {
        case STRING -> elements.add(Candidate.ofText(element.textValue()));
        case NUMBER -> Candidate.ofNumber(element.asText()).ifPresent(elements::add);
        case BOOLEAN -> elements.add(Candidate.ofFlag(element.booleanValue()));
        case NULL -> elements.add(Candidate.NULL);
        case ARRAY -> collect(element, elements);
        default -> {}
      }
    }
  }
}

package io.fanfare.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.MessageAttribute;
import java.util.Map;

/**
 * Reads what filter policies see of a message's attributes. Binary attributes, empty arrays and
 * values that are not of their type have no candidates: to a policy they are absent.
 */
final class AttributeReader {

  private static final String STRING_ARRAY = "String.Array";

  private final FilterEvent event;

  private AttributeReader(Effort effort) {
    event = new FilterEvent(effort);
  }

  /** The event of a message with {@code attributes}, as far as policies look at {@code paths}. */
  static FilterEvent read(Map<String, MessageAttribute> attributes, PathTree paths, Effort effort) {
    AttributeReader reader = new AttributeReader(effort);
    attributes.forEach(
        (name, attribute) -> {
          PathTree used = paths.below(name);
          if (used != null && used.isUsed()) {
            reader.read(used.path(), attribute);
          }
        });
    return reader.event;
  }

  private void read(String path, MessageAttribute attribute) {
    String type = attribute.dataType();
    String value = attribute.stringValue();
    if (type == null || value == null) {
      return;
    }
    if (type.equals(STRING_ARRAY)) {
      readArray(path, value);
    } else if (type.startsWith("Number")) {
      Candidate.ofNumber(value).ifPresent(number -> add(path, number));
    } else if (type.startsWith("String")) {
      add(path, Candidate.ofText(value));
    }
  }

  private void readArray(String path, String json) {
    event.effort().spend(2L * json.length());
    try {
      JsonNode array = FilterJson.parse(json);
      if (array.isArray()) {
        readElements(path, array);
      }
    } catch (JsonProcessingException e) {
      // What is no JSON has no elements.
    }
  }

  private void readElements(String path, JsonNode array) {
    for (JsonNode element : array) {
      if (element.isArray()) {
        readElements(path, element);
      } else {
        Candidate.of(element).ifPresent(candidate -> add(path, candidate));
      }
    }
  }

  private void add(String path, String candidate) {
    event.add(path, candidate, Place.MESSAGE);
  }
}

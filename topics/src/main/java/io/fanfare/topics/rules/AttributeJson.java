package io.fanfare.topics.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.BrokerException;
import io.fanfare.topics.model.TopicError;
import java.util.List;

/**
 * Reads the attributes of a subscription whose text is JSON.
 *
 * @param prefix what every refusal begins with, such as {@code Invalid parameter: }
 * @param name the attribute, which every refusal names
 */
public record AttributeJson(String prefix, String name) {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** The object that {@code text} spells, which has no fields but {@code known}. */
  ObjectNode object(String text, List<String> known) {
    JsonNode json = parse(text);
    if (!(json instanceof ObjectNode object)) {
      throw refusal("invalid JSON. An object is expected.");
    }
    checkFields("", object, known);
    return object;
  }

  /** Refuses fields of {@code object}, which stands at {@code path}, other than {@code known}. */
  void checkFields(String path, ObjectNode object, List<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw refusal("invalid JSON. Attribute " + path + field + " is unknown.");
              }
            });
  }

  BrokerException refusal(String reason) {
    return new BrokerException(TopicError.INVALID_PARAMETER, prefix + name + ": " + reason);
  }

  private JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw refusal("failed to parse JSON. " + e.getMessage());
    }
  }

  /** What was checked before it was stored; nothing if it is none, as a topic may have anything. */
  static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }
}

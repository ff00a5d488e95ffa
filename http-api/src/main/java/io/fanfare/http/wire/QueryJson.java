package io.fanfare.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fanfare.core.BrokerException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of the Query protocol in JSON, which AWS gives to who accepts it: objects for the
 * elements, arrays for lists, null for what is absent. The queues' service writes a map as a list
 * of its entries.
 */
final class QueryJson {

  /** The content type of every answer. */
  static final String CONTENT_TYPE = "application/json";

  /* The lists of results that AWS begins with a small letter here. */
  private static final Map<String, String> NAMES =
      Map.of("Messages", "messages", "QueueUrls", "queueUrls");

  private final Service service;

  QueryJson(Service service) {
    this.service = service;
  }

  /** The result of {@code action}. */
  Pieces write(String action, Structure<?> structure, Object result, String requestId) {
    return response(
        action,
        requestId,
        json -> {
          json.writeFieldName(action + "Result");
          structure(json, action, structure, result);
        });
  }

  /** The answer of an action that has no result. */
  Pieces writeNothing(String action, String requestId) {
    return response(action, requestId, json -> {});
  }

  /** A refusal, whose {@code sentence} is that of the protocol. */
  Pieces write(BrokerException refusal, String sentence, String requestId) {
    return JsonProtocol.pieces(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("Error");
          json.writeStringField("Type", refusal.code().fault());
          json.writeStringField("Code", refusal.code().legacyCode());
          json.writeStringField("Message", sentence);
          json.writeEndObject();
          json.writeStringField("RequestId", requestId);
          json.writeEndObject();
        });
  }

  private static Pieces response(String action, String requestId, JsonProtocol.Content result) {
    return JsonProtocol.pieces(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart(action + "Response");
          result.write(json);
          json.writeObjectFieldStart("ResponseMetadata");
          json.writeStringField("RequestId", requestId);
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private void structure(JsonGenerator json, String action, Structure<?> structure, Object value)
      throws IOException {
    json.writeStartObject();
    for (Member member : structure.members()) {
      String name = member.name();
      json.writeFieldName(service.flattens() ? NAMES.getOrDefault(name, name) : name);
      value(json, FlatName.of(action, name), member.shape(), member.of(value));
    }
    json.writeEndObject();
  }

  private void value(JsonGenerator json, String element, Shape shape, @Nullable Object value)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (shape instanceof Shape.ListOf list) {
      json.writeStartArray();
      for (Object each : (List<?>) value) {
        value(json, element, list.element(), each);
      }
      json.writeEndArray();
    } else if (shape instanceof Shape.MapOf map) {
      map(json, element, map, (Map<?, ?>) value);
    } else if (shape instanceof Structure<?> structure) {
      structure(json, "", structure, value);
    } else if (shape instanceof Shape.Word) {
      json.writeString(value.toString());
    } else {
      JsonWriter.scalar(json, (Shape.Scalar) shape, value);
    }
  }

  private void map(JsonGenerator json, String element, Shape.MapOf shape, Map<?, ?> entries)
      throws IOException {
    if (!service.flattens()) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        json.writeFieldName((String) entry.getKey());
        value(json, element, shape.value(), entry.getValue());
      }
      json.writeEndObject();
      return;
    }
    json.writeStartArray();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      json.writeStartObject();
      json.writeStringField(FlatName.keyOf(element), (String) entry.getKey());
      json.writeFieldName("Value");
      value(json, element, shape.value(), entry.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

package io.fanfare.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fanfare.core.Bytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes a record as JSON, without what is absent or empty. */
final class JsonWriter {

  private static final int MILLI_DIGITS = 3;

  private final JsonGenerator json;

  JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(Structure<?> structure, Object value) throws IOException {
    json.writeStartObject();
    List<Member> members = structure.members();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Object part = member.of(value);
      if (part != null && (member.always() || !isEmpty(part))) {
        json.writeFieldName(member.encodedName());
        value(member.shape(), part);
      }
    }
    json.writeEndObject();
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Collection<?> list
        ? list.isEmpty()
        : value instanceof Map<?, ?> map && map.isEmpty();
  }

  private void value(Shape shape, Object value) throws IOException {
    if (shape instanceof Shape.Scalar scalar) {
      scalar(json, scalar, value);
    } else if (shape instanceof Shape.Word) {
      json.writeString(value.toString());
    } else if (shape instanceof Shape.ListOf list) {
      json.writeStartArray();
      for (Object element : (List<?>) value) {
        value(list.element(), element);
      }
      json.writeEndArray();
    } else if (shape instanceof Shape.MapOf map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        json.writeFieldName((String) entry.getKey());
        value(map.value(), entry.getValue());
      }
      json.writeEndObject();
    } else {
      write((Structure<?>) shape, value);
    }
  }

  /** A single value. */
  static void scalar(JsonGenerator json, Shape.Scalar scalar, Object value) throws IOException {
    switch (scalar) {
      case TEXT -> json.writeString((String) value);
      case INTEGER -> json.writeNumber((Integer) value);
      case LONG -> json.writeNumber((Long) value);
      case FLAG -> json.writeBoolean((Boolean) value);
      case BLOB -> json.writeString(((Bytes) value).toBase64());
      case TIMESTAMP ->
          json.writeNumber(BigDecimal.valueOf(((Instant) value).toEpochMilli(), MILLI_DIGITS));
    }
  }
}

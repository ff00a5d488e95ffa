package io.fanfare.http.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fanfare.core.Bytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one JSON text as a record, member by member as it comes. */
final class JsonReader {

  private final JsonParser json;
  private final boolean suspicious;

  /**
   * @param suspicious whether strings must be looked at for lone surrogates
   */
  JsonReader(JsonParser json, boolean suspicious) {
    this.json = json;
    this.suspicious = suspicious;
  }

  /** The whole text as a record. */
  <R extends Record> R read(Structure<R> structure) throws IOException {
    return structure.build(readValues(structure));
  }

  /** The whole text as the members of a record. */
  @Nullable Object[] readValues(Structure<?> structure) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw Malformed.json();
    }
    @Nullable Object[] values = values(structure);
    if (json.nextToken() != null) {
      throw Malformed.json();
    }
    return values;
  }

  private <R extends Record> R structure(Structure<R> structure) throws IOException {
    return structure.build(values(structure));
  }

  private @Nullable Object[] values(Structure<?> structure) throws IOException {
    @Nullable Object[] values = new Object[structure.size()];
    Member rest = structure.otherMembers();
    List<Object> others = rest == null ? List.of() : new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Member member = structure.member(json.currentName());
      JsonToken token = json.nextToken();
      if (member == null) {
        if (rest != null && token != JsonToken.VALUE_NULL) {
          others.add(json.currentName());
        }
        json.skipChildren();
      } else if (values[member.index()] != null) {
        throw Malformed.repeated();
      } else if (token != JsonToken.VALUE_NULL) {
        values[member.index()] = value(member.shape(), member.name(), token);
      }
    }
    if (rest != null) {
      values[rest.index()] = others;
    }
    return values;
  }

  private Object value(Shape shape, String member, JsonToken token) throws IOException {
    if (shape instanceof Shape.Scalar scalar) {
      return scalar(scalar, member, token);
    } else if (shape instanceof Shape.Word word) {
      return word.read((String) scalar(Shape.Scalar.TEXT, member, token), member);
    } else if (shape instanceof Shape.ListOf list) {
      expect(JsonToken.START_ARRAY, token, "List");
      return list(list.element(), member);
    } else if (shape instanceof Shape.MapOf map) {
      expect(JsonToken.START_OBJECT, token, "Map");
      return map(map, member);
    }
    expect(JsonToken.START_OBJECT, token, "Structure");
    return structure((Structure<?>) shape);
  }

  private List<Object> list(Shape element, String member) throws IOException {
    List<Object> list = new ArrayList<>();
    for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
      list.add(value(element, member, t));
    }
    return list;
  }

  private Map<String, Object> map(Shape.MapOf shape, String member) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = checked(json.currentName(), member);
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        continue;
      }
      Object value = shape.lenient() ? lenient(member, token) : value(shape.value(), member, token);
      if (map.put(key, value) != null) {
        throw Malformed.repeated();
      }
    }
    return map;
  }

  private Object scalar(Shape.Scalar scalar, String member, JsonToken token) throws IOException {
    return switch (scalar) {
      case TEXT -> {
        expect(JsonToken.VALUE_STRING, token, scalar.title());
        yield checked(json.getText(), member);
      }
      case INTEGER ->
          token == JsonToken.VALUE_NUMBER_INT
              ? json.getIntValue()
              : whole(scalar, token, BigDecimal::intValueExact);
      case LONG ->
          token == JsonToken.VALUE_NUMBER_INT
              ? json.getLongValue()
              : whole(scalar, token, BigDecimal::longValueExact);
      case FLAG -> {
        if (token != JsonToken.VALUE_TRUE) {
          expect(JsonToken.VALUE_FALSE, token, scalar.title());
        }
        yield token == JsonToken.VALUE_TRUE;
      }
      case TIMESTAMP -> throw Malformed.token(token, scalar.title());
      case BLOB -> {
        expect(JsonToken.VALUE_STRING, token, scalar.title());
        yield blob(json.getText());
      }
    };
  }

  /** A number that is whole although it is written with a point or an exponent. */
  private <N> N whole(Shape.Scalar scalar, JsonToken token, Function<BigDecimal, N> exactly)
      throws IOException {
    expect(JsonToken.VALUE_NUMBER_FLOAT, token, scalar.title());
    try {
      return exactly.apply(json.getDecimalValue());
    } catch (ArithmeticException | NumberFormatException broken) {
      throw Malformed.token(token, scalar.title());
    }
  }

  static Bytes blob(String base64) {
    try {
      return Bytes.ofBase64(base64);
    } catch (IllegalArgumentException e) {
      throw Malformed.input("A binary value is not valid base64.");
    }
  }

  /** The value of a queue's attribute, which is text although clients also send what it spells. */
  private String lenient(String member, JsonToken token) throws IOException {
    if (token == JsonToken.START_ARRAY) {
      throw Malformed.input("Unrecognized collection type class java.lang.String");
    }
    if (!token.isScalarValue()) {
      throw Malformed.token(token, Shape.Scalar.TEXT.title());
    }
    return checked(json.getText(), member);
  }

  private String checked(String text, String member) {
    if (suspicious && !Unicode.isWellFormed(text)) {
      throw Malformed.characters(member);
    }
    return text;
  }

  private static void expect(JsonToken expected, @Nullable JsonToken actual, String title) {
    if (actual != expected) {
      throw actual == null ? Malformed.json() : Malformed.token(actual, title);
    }
  }
}

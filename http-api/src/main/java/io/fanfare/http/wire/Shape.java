package io.fanfare.http.wire;

import io.fanfare.core.Bytes;
import io.fanfare.core.CommonError;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a type is made of on the wire, whatever the protocol. The readers and writers of this
 * package interpret shapes; none of them knows an action.
 */
sealed interface Shape permits Shape.Scalar, Shape.Word, Shape.ListOf, Shape.MapOf, Structure {

  /** A single value. */
  enum Scalar implements Shape {
    TEXT("String"),
    INTEGER("Integer"),
    LONG("Long"),
    FLAG("Boolean"),
    BLOB("Blob"),
    TIMESTAMP("Timestamp");

    private final String title;

    Scalar(String title) {
      this.title = title;
    }

    /** The type's name in AWS's refusals. */
    String title() {
      return title;
    }

    private static @Nullable Scalar of(Type type) {
      if (type == String.class) {
        return TEXT;
      } else if (type == Integer.class || type == int.class) {
        return INTEGER;
      } else if (type == Long.class || type == long.class) {
        return LONG;
      } else if (type == Boolean.class || type == boolean.class) {
        return FLAG;
      } else if (type == Instant.class) {
        return TIMESTAMP;
      }
      return type == Bytes.class ? BLOB : null;
    }
  }

  /**
   * One of a few words, each of which is what a constant of an enumeration is called.
   *
   * @param words all of them, with their constants
   */
  record Word(Map<String, Enum<?>> words) implements Shape {

    private static Word of(Enum<?>... constants) {
      Map<String, Enum<?>> words = new LinkedHashMap<>();
      Stream.of(constants).forEach(constant -> words.put(constant.toString(), constant));
      return new Word(words);
    }

    /** The constant that {@code text} stands for in the member {@code member}. */
    Enum<?> read(String text, String member) {
      Enum<?> constant = words.get(text);
      if (constant == null) {
        throw CommonError.INVALID_PARAMETER_VALUE.refuse(
            "Value %s for parameter %s is invalid. Reason: Must be one of %s.",
            text, member, String.join(", ", words.keySet()));
      }
      return constant;
    }
  }

  /** Values in order. */
  record ListOf(Shape element) implements Shape {}

  /**
   * Values by name.
   *
   * @param lenient whether numbers and booleans are taken as the text they would be
   */
  record MapOf(Shape value, boolean lenient) implements Shape {}

  /** The shape of a value of {@code type} that is the member {@code member}. */
  static Shape of(Type type, String member) {
    Scalar scalar = Scalar.of(type);
    if (scalar != null) {
      return scalar;
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return new ListOf(of(generic.getActualTypeArguments()[0], member));
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      Shape value = of(generic.getActualTypeArguments()[1], member);
      return new MapOf(value, value == Scalar.TEXT && member.equals("Attributes"));
    }
    if (type instanceof Class<?> nested && nested.isRecord()) {
      return Structure.of(nested.asSubclass(Record.class));
    }
    if (type instanceof Class<?> words && words.isEnum()) {
      return Word.of((Enum<?>[]) words.getEnumConstants());
    }
    throw new IllegalArgumentException("No shape on the wire: " + type + " of " + member);
  }
}

package io.fanfare.http.wire;

import io.fanfare.core.Bytes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a type is made of on the wire, whatever the protocol. The readers and writers of this
 * package interpret shapes; none of them knows an action.
 */
sealed interface Shape permits Shape.Scalar, Shape.ListOf, Shape.MapOf, Structure {

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
    throw new IllegalArgumentException("No shape on the wire: " + type + " of " + member);
  }
}

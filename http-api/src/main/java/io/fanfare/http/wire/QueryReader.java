package io.fanfare.http.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Query parameters as the record that JSON would have spelled. */
final class QueryReader {

  private static final List<String> KEYS = List.of("Name", "Key", "key");
  private static final List<String> VALUES = List.of("Value", "value");

  /* The one list whose absence a form cannot tell from its being empty, and AWS does not. */
  private static final String BATCH = "Entries";

  private final Service service;
  private final String action;

  QueryReader(Service service, String action) {
    this.service = service;
    this.action = action;
  }

  <R extends Record> R read(Structure<R> structure, ParameterTree tree) {
    @Nullable Object[] values = new Object[structure.size()];
    for (Member member : structure.members()) {
      values[member.index()] = member(member, tree);
    }
    return structure.build(values);
  }

  private @Nullable Object member(Member member, ParameterTree tree) {
    Shape shape = member.shape();
    String name = member.name();
    if (shape instanceof Shape.ListOf list) {
      return list(list.element(), name, elements(tree, name, "member"));
    } else if (shape instanceof Shape.MapOf map) {
      return map(map.value(), name, elements(tree, name, "entry"));
    }
    ParameterTree child = tree.child(name);
    return child == null ? null : value(shape, name, child);
  }

  /** The elements of a list or map, or null if it is absent. */
  private @Nullable List<ParameterTree> elements(ParameterTree tree, String name, String inner) {
    if (service.flattens()) {
      ParameterTree flat = tree.anyChild(FlatName.allOf(action, name));
      if (flat == null) {
        return name.equals(BATCH) ? List.of() : null;
      }
      return flat.elements();
    }
    ParameterTree outer = tree.child(name);
    if (outer == null) {
      return null;
    }
    // Who leaves the element around them out gives the numbers at once.
    ParameterTree wrapped = outer.child(inner);
    return (wrapped == null ? outer : wrapped).elements();
  }

  private @Nullable List<Object> list(
      Shape element, String name, @Nullable List<ParameterTree> elements) {
    if (elements == null) {
      return null;
    }
    List<Object> list = new ArrayList<>();
    for (ParameterTree tree : elements) {
      Object value = value(element, name, tree);
      if (value != null) {
        list.add(value);
      }
    }
    return list;
  }

  private @Nullable Map<String, Object> map(
      Shape element, String name, @Nullable List<ParameterTree> elements) {
    if (elements == null) {
      return null;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (ParameterTree tree : elements) {
      ParameterTree key = tree.anyChild(KEYS);
      ParameterTree child = tree.anyChild(VALUES);
      if (key == null || key.value() == null) {
        throw Malformed.input("An element of the parameter %s has no name.", name);
      }
      Object value = value(element, name, child == null ? new ParameterTree() : child);
      if (value != null && map.put(key.value(), value) != null) {
        throw Malformed.input("An element of the parameter %s is given twice.", name);
      }
    }
    return map;
  }

  private @Nullable Object value(Shape shape, String name, ParameterTree tree) {
    if (shape instanceof Structure<?> structure) {
      return read(structure, tree);
    }
    String text = tree.value();
    if (text == null) {
      return null;
    }
    return shape instanceof Shape.Word word
        ? word.read(text, name)
        : scalar((Shape.Scalar) shape, name, text);
  }

  private static Object scalar(Shape.Scalar scalar, String name, String text) {
    try {
      return switch (scalar) {
        case TEXT -> text;
        case INTEGER -> Integer.parseInt(text);
        case LONG -> Long.parseLong(text);
        case FLAG -> flag(name, text);
        case BLOB -> JsonReader.blob(text);
        case TIMESTAMP -> throw new IllegalArgumentException(text);
      };
    } catch (NumberFormatException e) {
      throw Malformed.input("The value of the parameter %s is not an integer.", name);
    }
  }

  private static boolean flag(String name, String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw Malformed.input("The value of the parameter %s is neither true nor false.", name);
  }
}

package io.fanfare.http.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Query parameters as the tree that the dots in their names make. */
final class ParameterTree {

  private static final int MAX_DEPTH = 16;
  private static final int MAX_INDEX_DIGITS = 9;

  private final Map<String, ParameterTree> children = new LinkedHashMap<>();
  private @Nullable String value;

  void put(String name, String value) {
    ParameterTree node = this;
    int start = 0;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      int dot = name.indexOf('.', start);
      String part = dot < 0 ? name.substring(start) : name.substring(start, dot);
      node = node.children.computeIfAbsent(part, any -> new ParameterTree());
      if (dot < 0) {
        node.value = value;
        return;
      }
      start = dot + 1;
    }
  }

  @Nullable ParameterTree child(String name) {
    return children.get(name);
  }

  /** The value of the child of one of these names, if there is one. */
  @Nullable ParameterTree anyChild(List<String> names) {
    for (String name : names) {
      ParameterTree child = children.get(name);
      if (child != null) {
        return child;
      }
    }
    return null;
  }

  @Nullable String value() {
    return value;
  }

  /**
   * The numbered children in the order of their numbers. Old clients leave out the number of an
   * only element, and some send an empty value for an empty list.
   */
  List<ParameterTree> elements() {
    Map<Integer, ParameterTree> numbered = new TreeMap<>();
    children.forEach(
        (name, child) -> {
          if (isIndex(name)) {
            numbered.put(Integer.parseInt(name), child);
          }
        });
    boolean isElement = !children.isEmpty() || (value != null && !value.isEmpty());
    return numbered.isEmpty() && isElement ? List.of(this) : List.copyOf(numbered.values());
  }

  private static boolean isIndex(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_INDEX_DIGITS
        && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}

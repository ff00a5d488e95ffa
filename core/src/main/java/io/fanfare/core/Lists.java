package io.fanfare.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Immutable copies of collections that a request may leave out. */
public final class Lists {

  private Lists() {}

  /** A copy of {@code list}, empty where it is absent. */
  public static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** A copy of {@code map} in its own order, empty where it is absent. */
  public static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
    return map == null || map.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}

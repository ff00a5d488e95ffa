package io.fanfare.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The refusal of a request that lacks a parameter, in the words of the queues' service. */
public final class Required {

  private static final String SENTENCE = "The request must contain the parameter %s.";

  private Required() {}

  /** {@code text}, which is neither absent nor empty. */
  public static String text(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw missing(name);
    }
    return text;
  }

  /** {@code value}, which is not absent. */
  public static <T> T value(String name, @Nullable T value) {
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  /** A copy of {@code list}, which is not absent; it may be empty. */
  public static <T> List<T> list(String name, @Nullable List<T> list) {
    return List.copyOf(value(name, list));
  }

  /** A copy of {@code list}, which is neither absent nor empty. */
  public static <T> List<T> elements(String name, @Nullable List<T> list) {
    List<T> copy = Lists.orEmpty(list);
    if (copy.isEmpty()) {
      throw missing(name);
    }
    return copy;
  }

  /** A copy of {@code map}, which is neither absent nor empty. */
  public static <K, V> Map<K, V> map(String name, @Nullable Map<K, V> map) {
    Map<K, V> copy = Lists.orEmpty(map);
    if (copy.isEmpty()) {
      throw missing(name);
    }
    return copy;
  }

  /** The refusal of a request without the parameter {@code name}. */
  public static BrokerException missing(String name) {
    return CommonError.MISSING_PARAMETER.refuse(SENTENCE, name);
  }
}

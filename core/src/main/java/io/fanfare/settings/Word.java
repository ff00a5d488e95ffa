package io.fanfare.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The constants of an enum, written in lower case.
 *
 * @param type the enum
 */
record Word<E extends Enum<E>>(Class<E> type) implements Kind<E> {

  @Override
  public Optional<E> ofText(String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> lower(constant).equals(text))
        .findFirst();
  }

  /** Takes the constants themselves and their names in any case as well. */
  @Override
  public Optional<E> ofJson(Object json) {
    if (type.isInstance(json)) {
      return Optional.of(type.cast(json));
    }
    return json instanceof String text ? ofText(text.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  @Override
  public Object toJson(E value) {
    return lower(value);
  }

  @Override
  public boolean has(E value) {
    return true;
  }

  @Override
  public String words() {
    return joined(", ");
  }

  @Override
  public String demand() {
    return joined(" or ");
  }

  @Override
  public String shownJson(@Nullable Object json) {
    return json instanceof String text ? shownText(text) : Kind.super.shownJson(json);
  }

  private String joined(String between) {
    return Arrays.stream(type.getEnumConstants())
        .map(Word::lower)
        .collect(Collectors.joining(between));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

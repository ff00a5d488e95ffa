package io.fanfare.settings;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Texts that have a form.
 *
 * @param words what texts those are, such as "12 digits"
 * @param form whether a text is one of them
 */
record Text(String words, Predicate<String> form) implements Kind<String> {

  @Override
  public Optional<String> ofText(String text) {
    return Optional.of(text).filter(form);
  }

  @Override
  public Optional<String> ofJson(Object json) {
    return json instanceof String text ? ofText(text) : Optional.empty();
  }

  @Override
  public Object toJson(String value) {
    return value;
  }

  @Override
  public boolean has(String value) {
    return form.test(value);
  }

  @Override
  public String shownJson(@Nullable Object json) {
    return json instanceof String text ? shownText(text) : Kind.super.shownJson(json);
  }
}

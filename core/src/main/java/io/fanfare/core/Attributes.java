package io.fanfare.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The attributes somebody set on a queue or topic, as text by name; immutable. */
public record Attributes(Map<String, String> texts) {

  private static final Attributes NONE = new Attributes(Map.of());

  /** The last that were to be kept. */
  private static volatile Attributes kept = NONE;

  public Attributes {
    texts = Lists.orEmpty(texts);
  }

  /** No attribute set. */
  public static Attributes none() {
    return NONE;
  }

  /** The same for something that is kept: the very ones that were kept last, if they are equal. */
  public Attributes kept() {
    Attributes last = texts.isEmpty() ? NONE : kept;
    if (equals(last)) {
      return last;
    }
    kept = this;
    return this;
  }

  /** The text of {@code attribute} as it was set, or its preset. */
  public Optional<String> text(Attribute<?> attribute) {
    String text = texts.get(attribute.name());
    return text != null ? Optional.of(text) : attribute.preset();
  }

  /** The value of {@code attribute}, set or preset; nothing where it has neither. */
  public <T> Optional<T> find(Attribute<T> attribute) {
    return text(attribute).map(attribute::parse);
  }

  /** The value of an attribute that has a preset. */
  public <T> T get(Attribute<T> attribute) {
    return find(attribute)
        .orElseThrow(() -> new IllegalArgumentException(attribute + " has no preset"));
  }

  /** Whether somebody set {@code attribute}. */
  public boolean has(Attribute<?> attribute) {
    return texts.containsKey(attribute.name());
  }

  /** These, with {@code attribute} set to {@code text}. */
  public Attributes with(Attribute<?> attribute, String text) {
    Map<String, String> changed = new LinkedHashMap<>(texts);
    changed.put(attribute.name(), text);
    return new Attributes(changed);
  }

  /** These, with {@code attribute} unset. */
  public Attributes without(Attribute<?> attribute) {
    Map<String, String> changed = new LinkedHashMap<>(texts);
    changed.remove(attribute.name());
    return new Attributes(changed);
  }
}

package io.fanfare.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one attribute of a queue or topic: its name, what values it takes, what it is
 * when unset, and who sets it. Parsing, refusal, printing and the reference tables follow from it.
 *
 * @param <T> the type of its values
 */
public final class Attribute<T> {

  /** Who sets an attribute, and when. */
  public enum Kind {
    /** The user, at creation and later. */
    SETTABLE,
    /** The user, at creation only. */
    FIXED_AT_CREATION,
    /** The broker. */
    COMPUTED
  }

  /** Turns an attribute's text into its value; nothing where the text is no value of it. */
  @FunctionalInterface
  public interface Parser<T> {
    Optional<T> parse(String text);
  }

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,10}");

  private final String name;
  private final Kind kind;
  private final String values;
  private final Parser<T> parser;
  private final @Nullable String preset;

  private Attribute(
      String name, Kind kind, String values, Parser<T> parser, @Nullable String preset) {
    this.name = name;
    this.kind = kind;
    this.values = values;
    this.parser = parser;
    this.preset = preset;
  }

  /** A whole number from {@code least} to {@code most}. */
  public static Attribute<Integer> whole(String name, int least, int most) {
    return new Attribute<>(
        name,
        Kind.SETTABLE,
        String.format(Locale.ROOT, "%d to %d", least, most),
        text ->
            WHOLE.matcher(text).matches()
                ? Optional.of(Long.parseLong(text))
                    .filter(value -> value >= least && value <= most)
                    .map(Long::intValue)
                : Optional.empty(),
        null);
  }

  /** {@code true} or {@code false}, in any case. */
  public static Attribute<Boolean> flag(String name) {
    return new Attribute<>(
        name,
        Kind.SETTABLE,
        "true, false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            },
        null);
  }

  /** One of {@code words}. */
  public static Attribute<String> oneOf(String name, String... words) {
    List<String> all = List.of(words);
    return new Attribute<>(
        name,
        Kind.SETTABLE,
        String.join(", ", words),
        text -> Optional.of(text).filter(all::contains),
        null);
  }

  /** Any text that {@code parser} takes; {@code values} says which in the reference table. */
  public static <T> Attribute<T> text(String name, String values, Parser<T> parser) {
    return new Attribute<>(name, Kind.SETTABLE, values, parser, null);
  }

  /** A value that only the broker sets; {@code values} says what it is in the reference table. */
  public static Attribute<String> computed(String name, String values) {
    return new Attribute<>(name, Kind.COMPUTED, values, Optional::of, null);
  }

  /** The same attribute, with {@code preset} as its value when unset. */
  public Attribute<T> orElse(String preset) {
    return new Attribute<>(name, kind, values, parser, preset);
  }

  /** The same attribute, set at creation only. */
  public Attribute<T> fixedAtCreation() {
    return new Attribute<>(name, Kind.FIXED_AT_CREATION, values, parser, preset);
  }

  /** The same attribute, with {@code words} for its values in the reference table. */
  public Attribute<T> inWords(String words) {
    return new Attribute<>(name, kind, words, parser, preset);
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /** The values it takes, in words. */
  public String values() {
    return values;
  }

  /** Its text when unset. */
  public Optional<String> preset() {
    return Optional.ofNullable(preset);
  }

  /**
   * The value that {@code text} stands for.
   *
   * @throws BrokerException InvalidAttributeValue if it stands for none
   */
  public T parse(String text) {
    return parser.parse(text).orElseThrow(this::refusal);
  }

  /** The refusal of a value that this attribute does not take. */
  public BrokerException refusal() {
    return CommonError.INVALID_ATTRIBUTE_VALUE.refuse("Invalid value for the parameter %s.", name);
  }

  @Override
  public String toString() {
    return name;
  }
}

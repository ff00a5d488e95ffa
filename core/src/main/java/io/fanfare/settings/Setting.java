package io.fanfare.settings;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one setting: its name, what values it takes, which one it has when unset, and
 * what it means. The command line, the JSON form of options, their refusals and the reference
 * tables follow from it.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {

  private final String name;
  private final Kind<T> kind;
  private final Preset<T> preset;
  private final String meaning;

  private Setting(String name, Kind<T> kind, Preset<T> preset, String meaning) {
    this.name = name;
    this.kind = kind;
    this.preset = preset;
    this.meaning = meaning;
  }

  private static <T> Setting<T> of(String name, Kind<T> kind) {
    return new Setting<>(name, kind, Preset.none(), "");
  }

  /** A whole number from {@code least} to {@code most}. */
  public static Setting<Integer> whole(String name, int least, int most) {
    return of(name, new WholeNumber<>(least, most, Integer.MAX_VALUE, Long::intValue, Map.of()));
  }

  /** A whole number from {@code least} on. */
  public static Setting<Long> wholeFrom(String name, long least) {
    return of(
        name,
        new WholeNumber<>(least, Long.MAX_VALUE, Long.MAX_VALUE, Function.identity(), Map.of()));
  }

  /** {@code true} or {@code false}; {@code false} when unset. */
  public static Setting<Boolean> flag(String name) {
    return of(name, new Flag()).orElse(false);
  }

  /** A text of the form that {@code form} knows, which {@code words} says in the reference. */
  public static Setting<String> text(String name, String words, Predicate<String> form) {
    return of(name, new Text(words, form));
  }

  /** A path of a file. */
  public static Setting<String> path(String name) {
    return text(name, "a path", text -> !text.isBlank());
  }

  /** A text in YAML or JSON, of which JSON may also be there as it is. */
  public static Setting<String> document(String name) {
    return of(name, new Document());
  }

  /** A list of such texts; empty when unset. */
  public static Setting<List<String>> texts(String name, String words, Predicate<String> form) {
    return of(name, new TextList(new Text(words, form))).orElse(List.of(), "none");
  }

  /** A constant of {@code type}, written in lower case. */
  public static <E extends Enum<E>> Setting<E> word(String name, Class<E> type) {
    return of(name, new Word<>(type));
  }

  /**
   * An object with settings of its own, a new one when unset.
   *
   * @param settings what can be set in it
   * @param reader reads one from JSON; is given an empty object for one with nothing set
   * @param writer the way back
   */
  public static <T> Setting<T> section(
      String name,
      List<Setting<?>> settings,
      Function<JsonObject, T> reader,
      Function<T, JsonObject> writer) {
    Supplier<T> fresh = () -> reader.apply(new JsonObject());
    return new Setting<>(
        name, new Section<>(settings, reader, writer), new Preset<>(fresh, ""), "");
  }

  /** The same setting, with {@code value} when unset. */
  public Setting<T> orElse(T value) {
    return orElse(check(value), String.valueOf(kind.toJson(value)));
  }

  /**
   * The same setting, with {@code value} when unset, for which the reference says {@code words}.
   */
  public Setting<T> orElse(T value, String words) {
    return new Setting<>(name, kind, new Preset<>(() -> value, words), meaning);
  }

  /** The same setting, with no value when unset, for which the reference says {@code words}. */
  public Setting<T> orElseNone(String words) {
    return new Setting<>(name, kind, new Preset<>(() -> null, words), meaning);
  }

  /** The same setting, with {@code sentence} as what it means. */
  public Setting<T> meaning(String sentence) {
    return new Setting<>(name, kind, preset, sentence);
  }

  /** The same setting of whole numbers, of which {@code number} is written as {@code word}, too. */
  public Setting<T> named(String word, long number) {
    if (!(kind instanceof WholeNumber<?>)) {
      throw new IllegalStateException(name + " has no numbers");
    }
    @SuppressWarnings("unchecked")
    Kind<T> with = (Kind<T>) ((WholeNumber<?>) kind).with(word, number);
    return new Setting<>(name, with, preset, meaning);
  }

  /** How it is written in JSON and in the reference. */
  public String name() {
    return name;
  }

  /** The values it takes, in words. */
  public String values() {
    return kind.words();
  }

  /** What it is when unset; nothing where it then has no value. */
  public Optional<T> preset() {
    return Optional.ofNullable(preset.value().get());
  }

  /** What it is when unset, in words. */
  public String presetInWords() {
    return preset.words();
  }

  /** What it means, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** Whether it is true or false. */
  public boolean isFlag() {
    return kind instanceof Flag;
  }

  /** Whether it is a list. */
  public boolean isList() {
    return kind instanceof TextList;
  }

  /** The settings of a section; none of another setting. */
  public List<Setting<?>> settings() {
    return kind instanceof Section<?> section ? section.settings() : List.of();
  }

  /**
   * The value that {@code text} stands for.
   *
   * @throws SettingException if it stands for none
   */
  public T parse(String text) {
    return kind.ofText(text)
        .orElseThrow(() -> SettingException.value(name, kind.shownText(text), kind.demand()));
  }

  /**
   * The value that {@code json} stands for.
   *
   * @throws SettingException if it stands for none, also if it is of another type
   */
  public T fromJson(@Nullable Object json) {
    Optional<T> value;
    try {
      value = json == null ? Optional.empty() : kind.ofJson(json);
    } catch (SettingException ofSection) {
      throw ofSection.within(name);
    }
    return value.orElseThrow(
        () -> SettingException.value(name, kind.shownJson(json), kind.demand()));
  }

  /** How {@code value} is written in JSON. */
  public Object toJson(T value) {
    return kind.toJson(value);
  }

  /**
   * Returns {@code value}.
   *
   * @throws SettingException if this setting does not take it
   */
  public T check(@Nullable T value) {
    if (value == null || !kind.has(value)) {
      @Nullable Object shown = value == null ? null : kind.toJson(value);
      throw SettingException.value(name, kind.shownJson(shown), kind.demand());
    }
    return value;
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * What a setting is when unset.
   *
   * @param value the value, or null for none
   * @param words how the reference says it
   */
  private record Preset<T>(Supplier<@Nullable T> value, String words) {

    static <T> Preset<T> none() {
      return new Preset<>(() -> null, "");
    }
  }
}

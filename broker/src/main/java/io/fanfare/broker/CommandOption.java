package io.fanfare.broker;

import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingException;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A setting as an option of the command line.
 *
 * @param name how it is written, such as {@code --port}
 * @param label what stands for its value in the help
 * @param declared the setting that it sets
 * @param written the setting as it is written here: itself, or one in another unit
 * @param set puts a value where it belongs
 */
record CommandOption<T>(
    String name,
    String label,
    Setting<?> declared,
    Setting<T> written,
    BiConsumer<BrokerOptions, T> set) {

  /** The option for {@code setting}, written here as everywhere. */
  static <T> CommandOption<T> of(
      String name, String label, Setting<T> setting, BiConsumer<BrokerOptions, T> set) {
    return new CommandOption<>(name, label, setting, setting, set);
  }

  /** The option for a setting that is true or false, and true here if it is written. */
  static CommandOption<Boolean> flag(
      String name, Setting<Boolean> setting, BiConsumer<BrokerOptions, Boolean> set) {
    return of(name, "", setting, set);
  }

  /**
   * The option as picocli knows it: values are texts, which only the setting judges, and what is
   * not given has no value, so that it may stand in a group.
   */
  OptionSpec spec() {
    OptionSpec.Builder option = OptionSpec.builder(name);
    if (label.isEmpty()) {
      return option.arity("0").type(boolean.class).description(written.meaning()).build();
    }
    option.arity("1").paramLabel(label);
    if (written.isList()) {
      String meaning = written.meaning() + " Can be given again.";
      return option.type(List.class).auxiliaryTypes(String.class).description(meaning).build();
    }
    return option
        .type(String.class)
        .description(written.meaning(), "  Default: " + written.presetInWords())
        .build();
  }

  /** The variable of the environment that says the same, such as {@code FANFARE_PORT}. */
  String variable() {
    return CommandVariables.PREFIX
        + name.substring("--".length()).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** What it is when not given, in words; empty where that goes without saying. */
  String presetInWords() {
    return label.isEmpty() || written.isList() ? "" : written.presetInWords();
  }

  /** What {@code line} says, as it is written there; nothing if it says nothing. */
  Optional<String> text(ParseResult line) {
    @Nullable Object given = line.matchedOptionValue(name, null);
    return Optional.ofNullable(given).map(String::valueOf);
  }

  /**
   * Sets in {@code options} what {@code line} says; what it does not say stays as it is.
   *
   * @throws ParameterException if it says what the setting does not take
   */
  void apply(ParseResult line, BrokerOptions options) {
    if (!line.hasMatchedOption(name)) {
      return;
    }
    try {
      set.accept(options, value(line));
    } catch (SettingException refusal) {
      throw new ParameterException(line.commandSpec().commandLine(), refusal.sentence(name));
    }
  }

  /**
   * Sets in {@code options} what {@code text} says, the value of the variable; several values of a
   * list stand behind one another, with commas or spaces between, or with spaces alone where one
   * may have commas of its own.
   *
   * @return what is wrong with it, in a sentence; nothing if it was set
   */
  Optional<String> apply(String text, BrokerOptions options) {
    try {
      set.accept(options, value(text));
      return Optional.empty();
    } catch (SettingException refusal) {
      return Optional.of(refusal.sentence(variable()));
    }
  }

  private T value(String text) {
    if (!written.isList()) {
      return written.parse(text);
    }
    String between = label.contains(",") ? "\\s+" : "[,\\s]+";
    return written.fromJson(new JsonArray(List.of(text.strip().split(between))));
  }

  private T value(ParseResult line) {
    @Nullable Object given = line.matchedOptionValue(name, null);
    return written.isList()
        ? written.fromJson(new JsonArray((List<?>) given))
        : written.parse(String.valueOf(given));
  }
}

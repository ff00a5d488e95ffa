package io.fanfare.broker.command;

import io.fanfare.store.BackupException;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.StoreOptions;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** A command that does one thing, tells of it in words or in JSON, and ends. */
abstract class ToolCommand implements Callable<Integer> {

  /** Where a broker answers that was told nothing else. */
  static final String DEFAULT_ENDPOINT = "http://127.0.0.1:4566";

  private static final String JSON = "--json";
  private static final String DATA = "--data";
  private static final String DEFAULT_DATA = StoreOptions.DEFAULT_PATH;

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  /** A command that {@code description} says the purpose of. */
  ToolCommand(String... description) {
    spec.usageMessage().description(description).sortOptions(false);
    spec.mixinStandardHelpOptions(true);
    takeFlag(JSON, "Tells it as one JSON object.");
  }

  /** This command, to be put below another. */
  CommandLine line() {
    return new CommandLine(spec);
  }

  /** Takes a path in place {@code index}. */
  final void takePath(int index, String label, String meaning) {
    takeOne(index, label, Path.class, meaning);
  }

  /** Takes any number of words. */
  final void takeTexts(String label, String meaning) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .paramLabel(label)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .required(false)
            .description(meaning)
            .build());
  }

  /** The words that it took. */
  List<String> texts() {
    return said().matchedPositionalValue(0, List.<String>of());
  }

  /** Takes a word in place {@code index}. */
  final void takeWord(int index, String label, String meaning) {
    takeOne(index, label, String.class, meaning);
  }

  private void takeOne(int index, String label, Class<?> type, String meaning) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(Integer.toString(index))
            .paramLabel(label)
            .type(type)
            .required(true)
            .description(meaning)
            .build());
  }

  /** Takes where the data directory is. */
  final void takeData() {
    takeOption(DATA, "DIR", Path.class, "The data directory.  Default: " + DEFAULT_DATA);
  }

  /** The data directory. */
  Path data() {
    return said().matchedOptionValue(DATA, Path.of(DEFAULT_DATA));
  }

  /** Takes an option with a value. */
  final void takeOption(String name, String label, Class<?> type, String meaning) {
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(type)
            .arity("1")
            .description(meaning)
            .build());
  }

  /** Takes an option without a value. */
  final void takeFlag(String name, String meaning) {
    spec.addOption(
        OptionSpec.builder(name).arity("0").type(boolean.class).description(meaning).build());
  }

  /** The path in place {@code index}. */
  Path path(int index) {
    return said().matchedPositionalValue(index, Path.of(""));
  }

  /** The word in place {@code index}. */
  String word(int index) {
    return said().matchedPositionalValue(index, "");
  }

  /** What stands behind the option {@code name}, or {@code otherwise}. */
  <T> @Nullable T option(String name, @Nullable T otherwise) {
    return said().matchedOptionValue(name, otherwise);
  }

  ParseResult said() {
    return spec.commandLine().getParseResult();
  }

  boolean isJson() {
    return said().hasMatchedOption(JSON);
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Tells {@code json} if that was asked for, else {@code words}. */
  void tell(JsonObject json, String words) {
    out().println(isJson() ? json.encode() : words);
    out().flush();
  }

  /** Does it, and returns the code to end with. */
  abstract int run();

  @Override
  public final Integer call() {
    try {
      return run();
    } catch (RefusedException | StoreOpenException | BackupException refusal) {
      String sentence = String.valueOf(refusal.getMessage()).lines().findFirst().orElse("");
      spec.commandLine().getErr().println("fanfare: " + sentence);
      return ExitCode.REFUSED;
    }
  }
}

package io.fanfare.broker;

import io.fanfare.broker.command.ExitCode;
import io.fanfare.core.Attribute;
import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.core.policy.Right;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.rules.FunctionAction;
import io.fanfare.http.HttpApi;
import io.fanfare.http.action.SupportedAction;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.rules.QueueAction;
import io.fanfare.settings.Setting;
import io.fanfare.topics.model.SubscriptionAttribute;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.rules.TopicAction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** The tables of the documents, made from the declarations that the program itself runs on. */
final class Reference {

  private static final Map<String, Supplier<String>> TABLES =
      Map.ofEntries(
          Map.entry("options", Reference::options),
          Map.entry("settings", Reference::settings),
          Map.entry("queue actions", () -> actions("SQS")),
          Map.entry("topic actions", () -> actions("SNS")),
          Map.entry("function actions", () -> actions("Lambda")),
          Map.entry("rights", Reference::rights),
          Map.entry("queue attributes", () -> attributes(QueueAttribute.all())),
          Map.entry("topic attributes", () -> attributes(TopicAttribute.all())),
          Map.entry(
              "subscription attributes", () -> attributes(declared(SubscriptionAttribute.class))),
          Map.entry("queue limits", () -> limits(Limits.class)),
          Map.entry("topic limits", () -> limits(io.fanfare.topics.model.Limits.class)),
          Map.entry("function limits", () -> limits(io.fanfare.functions.model.Limits.class)),
          Map.entry("metrics", Reference::metrics),
          Map.entry("errors", Reference::errors));

  private Reference() {}

  /** The table called {@code name}. */
  static String table(String name) {
    Supplier<String> table = TABLES.get(name);
    if (table == null) {
      throw new IllegalArgumentException("No table is called " + name);
    }
    return table.get();
  }

  /** The names of all tables. */
  static List<String> names() {
    return TABLES.keySet().stream().sorted().toList();
  }

  private static String options() {
    Stream<OptionSpec> options =
        new StartCommand(none -> ExitCode.OK).parser().getCommandSpec().options().stream();
    return table(
        List.of("Option", "Meaning", "Default"),
        options.map(
            option ->
                List.of(
                    code(String.join(", ", option.names()) + parameter(option)),
                    option.description()[0],
                    preset(option.longestName()))));
  }

  private static String preset(String name) {
    return StartCommand.options().stream()
        .filter(option -> option.name().equals(name) && !option.presetInWords().isEmpty())
        .map(option -> code(option.presetInWords()))
        .collect(Collectors.joining());
  }

  private static String parameter(OptionSpec option) {
    return option.arity().max() == 0 ? "" : " " + option.paramLabel();
  }

  private static String settings() {
    return table(
        List.of("Setting", "Values", "When unset", "Meaning", "Option", "Variable"),
        rows("", BrokerOptions.settings()));
  }

  private static Stream<List<String>> rows(String path, List<Setting<?>> settings) {
    return settings.stream()
        .flatMap(
            setting ->
                setting.settings().isEmpty()
                    ? Stream.of(row(path, setting))
                    : rows(path + setting.name() + ".", setting.settings()));
  }

  private static List<String> row(String path, Setting<?> setting) {
    return List.of(
        code(path + setting.name()),
        setting.values(),
        setting.presetInWords(),
        setting.meaning(),
        options(setting, CommandOption::name),
        options(setting, CommandOption::variable));
  }

  private static String options(Setting<?> setting, Function<CommandOption<?>, String> shown) {
    return StartCommand.options().stream()
        .filter(option -> option.declared().equals(setting))
        .map(option -> code(shown.apply(option)))
        .collect(Collectors.joining(", "));
  }

  private static String actions(String service) {
    return HttpApi.actions().stream()
        .filter(action -> action.service().equals(service))
        .map(SupportedAction::name)
        .collect(Collectors.joining(", "));
  }

  private static String rights() {
    return table(
        List.of("Right", "A policy of the resource gives it to", "Audit log"),
        Stream.<Right[]>of(QueueAction.values(), TopicAction.values(), FunctionAction.values())
            .flatMap(Stream::of)
            .map(
                right ->
                    List.of(
                        code(right.service() + ":" + right.action()),
                        reach(right),
                        right.is(Right.Trait.CHANGE) ? "each" : "refusals")));
  }

  private static String reach(Right right) {
    if (right.is(Right.Trait.PUBLIC)) {
      return "everybody, also without a name";
    }
    return right.is(Right.Trait.SHARED) ? "users, roles and other accounts" : "nobody";
  }

  private static String attributes(List<Attribute<?>> attributes) {
    return table(
        List.of("Attribute", "Values", "When unset", "Set"),
        attributes.stream().map(Reference::row));
  }

  /** The attributes among the public constants of {@code type}. */
  static List<Attribute<?>> declared(Class<?> type) {
    return constants(type)
        .map(Map.Entry::getValue)
        .filter(Attribute.class::isInstance)
        .<Attribute<?>>map(Attribute.class::cast)
        .toList();
  }

  private static List<String> row(Attribute<?> attribute) {
    return List.of(
        code(attribute.name()),
        attribute.values(),
        attribute.preset().map(Reference::code).orElse(""),
        switch (attribute.kind()) {
          case SETTABLE -> "any time";
          case FIXED_AT_CREATION -> "at creation";
          case COMPUTED -> "by the broker";
        });
  }

  private static String limits(Class<?> declarations) {
    return table(
        List.of("Limit", "Value"),
        constants(declarations)
            .map(constant -> List.of(words(constant.getKey()), bound(constant.getValue()))));
  }

  private static String bound(Object limit) {
    if (limit instanceof Limits.Range range) {
      return String.format(Locale.ROOT, "%,d to %,d", range.least(), range.most());
    }
    return String.format(Locale.ROOT, "%,d", ((Number) limit).longValue());
  }

  /** The public constants of {@code type} in the order of their declaration. */
  private static Stream<Map.Entry<String, Object>> constants(Class<?> type) {
    return Arrays.stream(type.getFields())
        .map(
            field -> {
              try {
                return Map.entry(field.getName(), field.get(null));
              } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private static String metrics() {
    return table(
        List.of("Metric", "Kind", "Labels", "Meaning"),
        MetricsReference.rows().stream()
            .map(row -> List.of(code(row.get(0)), row.get(1), row.get(2), row.get(3))));
  }

  private static String errors() {
    return table(
        List.of("Error in JSON", "Code in Query", "HTTP", "May a retry help"),
        Stream.<ErrorCode[]>of(
                CommonError.values(),
                QueueError.values(),
                TopicError.values(),
                FunctionError.values())
            .flatMap(Arrays::stream)
            .map(
                error ->
                    List.of(
                        code(error.type()),
                        code(error.legacyCode()),
                        Integer.toString(error.status()),
                        error.retryable() ? "yes" : "no"))
            .distinct());
  }

  private static String table(List<String> heads, Stream<List<String>> rows) {
    return Stream.concat(Stream.of(heads, heads.stream().map(head -> "---").toList()), rows)
        .map(
            cells ->
                cells.stream()
                    .map(cell -> cell.replace("|", "\\|"))
                    .collect(Collectors.joining(" | ", "| ", " |\n")))
        .collect(Collectors.joining());
  }

  private static String words(String constant) {
    return constant.charAt(0) + constant.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String code(String text) {
    return text.isEmpty() ? "empty" : "`" + text + "`";
  }
}

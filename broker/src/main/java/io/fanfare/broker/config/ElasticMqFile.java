package io.fanfare.broker.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.YamlNode;
import io.fanfare.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of the configuration of ElasticMQ a file for {@code --config}, as far as it can say it. */
final class ElasticMqFile {

  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-z]*)");
  private static final String FIFO = ".fifo";

  /** How many milliseconds the units of HOCON have. */
  private static final Map<String, Long> UNITS = units();

  private final ObjectNode file = AwsClient.request();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<Mistake> leftOut = new ArrayList<>();

  private ElasticMqFile() {}

  private static Map<String, Long> units() {
    Map<String, Long> units = new LinkedHashMap<>();
    List.of("", "ms", "milli", "millis", "millisecond", "milliseconds")
        .forEach(unit -> units.put(unit, 1L));
    List.of("s", "second", "seconds").forEach(unit -> units.put(unit, 1_000L));
    List.of("m", "minute", "minutes").forEach(unit -> units.put(unit, 60_000L));
    List.of("h", "hour", "hours").forEach(unit -> units.put(unit, 3_600_000L));
    List.of("d", "day", "days").forEach(unit -> units.put(unit, 86_400_000L));
    return units;
  }

  /** The file that says what {@code given} says; what it cannot say is in {@code leftOut}. */
  static ObjectNode convert(YamlNode.Members given, List<Mistake> leftOut) {
    ElasticMqFile made = new ElasticMqFile();
    made.read(given);
    leftOut.addAll(made.leftOut);
    return made.file;
  }

  private void read(YamlNode.Members given) {
    each(
        given,
        "",
        Map.of(
            "aws", (name, node) -> each(node, "aws.", aws()),
            "rest-sqs", (name, node) -> each(node, "rest-sqs.", http()),
            "queues", (name, node) -> queues(node)));
  }

  private Map<String, BiConsumer<String, YamlNode>> aws() {
    return Map.of(
        "region", (name, node) -> file.put(PartReader.REGION, text(node)),
        "accountId", (name, node) -> file.put(PartReader.ACCOUNT, text(node)));
  }

  private Map<String, BiConsumer<String, YamlNode>> http() {
    return Map.of(
        "enabled", (name, node) -> {},
        "bind-port", (name, node) -> setting().set("port", ExportedNodes.node("", text(node))),
        "bind-hostname", (name, node) -> setting().put("host", text(node)));
  }

  private ObjectNode setting() {
    return file.withObject("/" + ConfigFile.SETTINGS).withObject("/http");
  }

  private void queues(YamlNode node) {
    if (!(node instanceof YamlNode.Members members)) {
      leftOut.add(new Mistake(node.line(), "queues is no object"));
      return;
    }
    members.all().forEach((name, queue) -> names.put(name, called(name, queue)));
    ObjectNode queues = file.putObject(ResourceReader.QUEUES);
    members.all().forEach((name, queue) -> queue(queues.putObject(named(name)), name, queue));
  }

  /** The name of a FIFO queue ends so that everybody sees it. */
  private static String called(String name, YamlNode queue) {
    boolean fifo =
        queue instanceof YamlNode.Members members
            && members.all().get("fifo") instanceof Scalar flag
            && flag.text().equals("true");
    return fifo && !name.endsWith(FIFO) ? name + FIFO : name;
  }

  private String named(String name) {
    return names.getOrDefault(name, name);
  }

  private void queue(ObjectNode queue, String name, YamlNode node) {
    String path = "queues." + name + ".";
    Map<String, BiConsumer<String, YamlNode>> known = new LinkedHashMap<>();
    known.put("defaultVisibilityTimeout", seconds(queue, "VisibilityTimeout"));
    known.put("delay", seconds(queue, "DelaySeconds"));
    known.put("receiveMessageWait", seconds(queue, "ReceiveMessageWaitTimeSeconds"));
    known.put("fifo", flag(queue, "FifoQueue"));
    known.put("contentBasedDeduplication", flag(queue, "ContentBasedDeduplication"));
    known.put("tags", (member, tags) -> tags(queue.putObject(Part.TAGS), tags));
    known.put(
        "deadLettersQueue",
        (member, dead) -> deadLetter(queue.putObject(PartReader.DEAD_LETTER), dead, path));
    each(node, path, known);
  }

  private void deadLetter(ObjectNode made, YamlNode node, String path) {
    each(
        node,
        path + "deadLettersQueue.",
        Map.of(
            "name",
            (name, value) -> made.put(ResourceReader.QUEUE, named(text(value))),
            "maxReceiveCount",
            (name, value) ->
                made.set(PartReader.MAX_RECEIVE_COUNT, ExportedNodes.node("", text(value)))));
  }

  private static void tags(ObjectNode made, YamlNode node) {
    if (node instanceof YamlNode.Members members) {
      members.all().forEach((name, value) -> made.put(name, text(value)));
    }
  }

  private BiConsumer<String, YamlNode> seconds(ObjectNode queue, String attribute) {
    return (name, node) -> {
      Optional<Long> seconds = seconds(text(node));
      if (seconds.isPresent()) {
        queue.put(attribute, seconds.get());
      } else {
        leftOut.add(new Mistake(node.line(), name + " is no duration"));
      }
    };
  }

  /** Whole seconds, to the next one; a number alone are milliseconds. */
  private static Optional<Long> seconds(String text) {
    Matcher duration = DURATION.matcher(text.toLowerCase(Locale.ROOT));
    if (!duration.matches() || !UNITS.containsKey(duration.group(2))) {
      return Optional.empty();
    }
    BigDecimal millis =
        new BigDecimal(duration.group(1))
            .multiply(BigDecimal.valueOf(UNITS.getOrDefault(duration.group(2), 0L)));
    return Optional.of((millis.longValue() + 999) / 1_000);
  }

  private static BiConsumer<String, YamlNode> flag(ObjectNode queue, String attribute) {
    return (name, node) -> {
      if (text(node).equals("true")) {
        queue.put(attribute, true);
      }
    };
  }

  private static String text(YamlNode node) {
    return node instanceof Scalar scalar ? scalar.text() : "";
  }

  /** Has each member of {@code node} read as {@code known} says; others are left out. */
  private void each(YamlNode node, String path, Map<String, BiConsumer<String, YamlNode>> known) {
    if (node instanceof YamlNode.Members members) {
      members
          .all()
          .forEach(
              (name, value) -> {
                BiConsumer<String, YamlNode> reader = known.get(name);
                if (reader == null) {
                  leftOut.add(new Mistake(value.line(), path + name + " is left out"));
                } else {
                  reader.accept(path + name, value);
                }
              });
    }
  }
}

package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fanfare.broker.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The schema beside the example of a file says what the declarations say; {@code
 * -Dfanfare.write-docs=true} writes it anew.
 */
class ConfigSchemaTest {

  private static final Path EXAMPLES = Path.of("").toAbsolutePath().resolveSibling("examples");
  private static final Path FILE = EXAMPLES.resolve("fanfare.schema.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void theSchemaIsWhatTheDeclarationsSay() throws IOException {
    String printed = printed();
    if (Boolean.getBoolean("fanfare.write-docs")) {
      Files.writeString(FILE, printed);
    } else {
      assertEquals(
          printed,
          Files.readString(FILE),
          "examples/fanfare.schema.json is behind; -Dfanfare.write-docs=true renews it");
    }
  }

  @Test
  void theExampleIsAsTheSchemaSays() throws IOException {
    String example = Files.readString(EXAMPLES.resolve("fanfare.yaml"));
    assertTrue(example.startsWith("# yaml-language-server: $schema=fanfare.schema.json\n"));
    assertEquals(List.of(), faults(example));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          queue: {}                                          | queue
          queues: {a: {VisibilityTimeouts: 1}}               | queues.a.VisibilityTimeouts
          queues: {a: {VisibilityTimeout: long}}             | queues.a.VisibilityTimeout
          queues: {a: {VisibilityTimeout: 43201}}            | queues.a.VisibilityTimeout
          queues: {a: {FifoQueue: yes it is}}                | queues.a.FifoQueue
          queues: {a: {DeduplicationScope: group}}           | queues.a.DeduplicationScope
          topics: {t: {subscriptions: [{protocol: sqs}]}}    | topics.t.subscriptions.0.endpoint
          settings: {http: {port: -1}}                       | settings.http.port
          settings: {queueMetrics: some}                     | settings.queueMetrics
          eventSourceMappings: [{queue: a, function: f, X: 1}] | eventSourceMappings.0.X
          """)
  void whatIsWrongIsNotAsTheSchemaSays(String text, String where) throws IOException {
    assertEquals(List.of(where), faults(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          settings: {queueMetrics: all, http: {port: 80, corsOrigins: [a]}} |
          queues: {a: {Policy: {Statement: []}, DelaySeconds: 1000}, b: null} |
          topics: {t: {SignatureVersion: 2, subscriptions: [{protocol: sqs, endpoint: a}]}} |
          """)
  void whatIsRightIsAsTheSchemaSays(String text, String nothing) throws IOException {
    assertEquals(List.of(), faults(text));
  }

  private static String printed() {
    StringWriter printed = new StringWriter();
    int code =
        new StartCommand(options -> ExitCode.UNCLEAN)
            .parser()
            .setOut(new PrintWriter(printed, true))
            .execute("schema");
    assertEquals(ExitCode.OK, code);
    return printed.toString();
  }

  private static List<String> faults(String yaml) throws IOException {
    List<String> faults = new ArrayList<>();
    check(JSON.readTree(printed()), YAML.readTree(yaml), "", faults);
    return faults;
  }

  /** As much of JSON Schema as ours has. */
  private static void check(JsonNode schema, JsonNode node, String path, List<String> faults) {
    if (schema.has("anyOf")) {
      checkAny(schema.path("anyOf"), node, path, faults);
      return;
    }
    if (!isOfType(schema.path("type"), node) || !isInRange(schema, node)) {
      faults.add(path);
      return;
    }
    schema
        .path("required")
        .forEach(
            name -> {
              if (!node.has(name.asText())) {
                faults.add(join(path, name.asText()));
              }
            });
    node.properties()
        .forEach(
            member -> {
              JsonNode declared = schema.path("properties").path(member.getKey());
              JsonNode other = schema.path("additionalProperties");
              String where = join(path, member.getKey());
              if (declared.isObject()) {
                check(declared, member.getValue(), where, faults);
              } else if (other.isObject()) {
                check(other, member.getValue(), where, faults);
              } else if (other.isBoolean()) {
                faults.add(where);
              }
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      check(schema.path("items"), node.get(i), join(path, Integer.toString(i)), faults);
    }
  }

  private static void checkAny(JsonNode schemas, JsonNode node, String path, List<String> faults) {
    List<List<String>> tried = new ArrayList<>();
    for (JsonNode each : schemas) {
      List<String> here = new ArrayList<>();
      check(each, node, path, here);
      tried.add(here);
    }
    if (tried.stream().noneMatch(List::isEmpty)) {
      faults.addAll(tried.get(0));
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static boolean isInRange(JsonNode schema, JsonNode node) {
    if (schema.has("enum")) {
      for (JsonNode each : schema.path("enum")) {
        if (each.equals(node)) {
          return true;
        }
      }
      return false;
    }
    return !node.isIntegralNumber()
        || (node.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE)
            && node.asLong() <= schema.path("maximum").asLong(Long.MAX_VALUE));
  }

  private static boolean isOfType(JsonNode types, JsonNode node) {
    if (types.isArray()) {
      for (JsonNode type : types) {
        if (isOfType(type, node)) {
          return true;
        }
      }
      return false;
    }
    return switch (types.asText()) {
      case "object" -> node.isObject();
      case "array" -> node.isArray();
      case "string" -> node.isTextual();
      case "integer" -> node.isIntegralNumber();
      case "number" -> node.isNumber();
      case "boolean" -> node.isBoolean();
      case "null" -> node.isNull();
      default -> true;
    };
  }
}

package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the environment means, and what of it is refused. */
class CommandVariablesTest {

  private final List<BrokerOptions> started = new ArrayList<>();
  private final StringWriter refusals = new StringWriter();

  @Test
  void everyOptionHasAVariableOfItsOwn() {
    Set<String> variables = new HashSet<>();
    StartCommand.options().forEach(option -> assertTrue(variables.add(option.variable())));
    assertTrue(variables.contains("FANFARE_PORT"));
    assertTrue(variables.contains("FANFARE_QUEUE_METRICS"));
  }

  @Test
  void aVariableSetsWhatItsOptionSets() {
    BrokerOptions options =
        start(
            Map.of(
                "FANFARE_PORT", "80",
                "FANFARE_QUEUE_METRICS", "all",
                "FANFARE_MEMORY", "true",
                "FANFARE_JOURNAL_SIZE", "2",
                "FANFARE_ACCOUNT", "123456789012",
                "FANFARE_CORS_ORIGIN", "http://a.example, http://b.example"));
    assertEquals(80, options.getHttp().getPort());
    assertEquals(Integer.MAX_VALUE, options.getQueueMetrics());
    assertTrue(options.getStore().isMemory());
    assertEquals(2 << 20, options.getStore().getJournalBytes());
    assertEquals("123456789012", options.getTopics().getAccount());
    assertEquals(
        List.of("http://a.example", "http://b.example"), options.getHttp().getCorsOrigins());
  }

  @Test
  void whereAValueHasCommasOfItsOwnSpacesStandBetween() {
    assertEquals(
        List.of("f=http://h/,timeout=9", "g=http://h/"),
        start(Map.of("FANFARE_FUNCTION", "f=http://h/,timeout=9  g=http://h/"))
            .getFunctions()
            .getFunctions());
  }

  @Test
  void theCommandLineCountsMore() {
    assertEquals(81, start(Map.of("FANFARE_PORT", "80"), "--port=81").getHttp().getPort());
    BrokerOptions options = start(Map.of("FANFARE_MEMORY", "true"), "--data=here");
    assertFalse(options.getStore().isMemory());
    assertEquals("here", options.getStore().getPath());
    assertTrue(start(Map.of("FANFARE_DATA", "here"), "--memory").getStore().isMemory());
    assertEquals(
        List.of("http://b.example"),
        start(Map.of("FANFARE_CORS_ORIGIN", "http://a.example"), "--cors-origin=http://b.example")
            .getHttp()
            .getCorsOrigins());
  }

  @Test
  void whatIsEmptySetsNothing() {
    assertEquals(
        4566, start(Map.of("FANFARE_PORT", "", "FANFARE_NONSENSE", "")).getHttp().getPort());
  }

  @Test
  void whatTheScriptIsToldIsLeftToTheScript() {
    start(Map.of("FANFARE_JAVA_OPTIONS", "-Xmx1g", "FANFARE_JAR", "x", "FANFARE_CACHE", "y"));
  }

  @Test
  void whatKubernetesTellsOfAServiceIsNoSetting() {
    Map<String, String> links =
        Map.of(
            "FANFARE_SERVICE_HOST", "10.0.0.1",
            "FANFARE_SERVICE_PORT", "4566",
            "FANFARE_PORT", "tcp://10.0.0.1:4566",
            "FANFARE_PORT_4566_TCP", "tcp://10.0.0.1:4566",
            "FANFARE_STATUS_SERVICE_HOST", "10.0.0.2",
            "FANFARE_STATUS_PORT", "tcp://10.0.0.2:9090",
            "FANFARE_STATUS_PORT_9090_TCP_ADDR", "10.0.0.2");
    assertEquals(4566, start(links).getHttp().getPort());
    assertNull(start(links).getStatus().getPort());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FANFARE_PORT      | http | FANFARE_PORT 'http' is not between 0 and 65535
          FANFARE_MEMORY    | yes  | FANFARE_MEMORY 'yes' is not true or false
          FANFARE_QUEUES    | 1    | FANFARE_QUEUES is no setting's variable
          FANFARE_PORT_4566 | x    | FANFARE_PORT_4566 is no setting's variable
          """)
  void whatIsNoSettingIsRefused(String name, String value, String sentence) {
    assertEquals(ExitCode.REFUSED, execute(Map.of(name, value)));
    assertEquals(
        "fanfare: " + sentence + " (--help tells what can be set)", refusals.toString().strip());
    assertEquals(List.of(), started);
  }

  @Test
  void aFileCountsLessThanTheEnvironmentAndThatLessThanTheCommandLine(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("fanfare.yaml");
    Files.writeString(
        file,
        """
        account: 111122223333
        settings:
          http: {port: 81, websocketConnections: 1, idleTimeoutSeconds: 9, corsOrigins: ["*"]}
          queueMetrics: all
        """);
    BrokerOptions options =
        start(
            Map.of("FANFARE_PORT", "82", "FANFARE_WEBSOCKET_CONNECTIONS", "2"),
            "--config=" + file,
            "--port=83");
    assertEquals(83, options.getHttp().getPort());
    assertEquals(2, options.getHttp().getWebsocketConnections());
    assertEquals(9, options.getHttp().getIdleTimeoutSeconds());
    assertEquals(List.of("*"), options.getHttp().getCorsOrigins());
    assertEquals(Integer.MAX_VALUE, options.getQueueMetrics());
    assertEquals("111122223333", options.getQueues().getAccount());
    assertEquals("us-east-1", options.getQueues().getRegion());
    assertEquals(file.toString(), options.getConfig());
    assertEquals(81, start(Map.of("FANFARE_CONFIG", file.toString())).getHttp().getPort());
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedALineForEachMistake(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("fanfare.yaml");
    Files.writeString(file, "settings:\n  http: {port: x}\nqueues: 1\n");
    assertEquals(ExitCode.REFUSED, execute(Map.of(), "--config=" + file));
    assertEquals(
        List.of(
            "fanfare: " + file + ":2: http.port is 'x', not between 0 and 65535.",
            "fanfare: " + file + ":3: This has to be a map."),
        refusals.toString().lines().toList());
    refusals.getBuffer().setLength(0);
    assertEquals(ExitCode.REFUSED, execute(Map.of("FANFARE_CONFIG", directory + "/missing")));
    assertEquals(
        "fanfare: " + directory + "/missing cannot be read: there is no such file",
        refusals.toString().strip());
  }

  private BrokerOptions start(Map<String, String> environment, String... arguments) {
    assertEquals(ExitCode.OK, execute(environment, arguments), refusals::toString);
    return started.remove(0);
  }

  private int execute(Map<String, String> environment, String... arguments) {
    return new StartCommand(
            options -> {
              started.add(options);
              return ExitCode.OK;
            },
            environment)
        .parser()
        .setErr(new PrintWriter(refusals, true))
        .execute(arguments);
  }
}

package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.AccessControl;
import io.fanfare.access.AccessFileException;
import io.fanfare.access.AccessReader;
import io.fanfare.access.Authorization;
import io.fanfare.broker.command.ExitCode;
import io.fanfare.broker.log.LogOptions;
import io.fanfare.store.Durability;
import io.fanfare.store.StoreOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line means, and what it refuses. */
class CommandLineTest {

  private final List<BrokerOptions> started = new ArrayList<>();
  private final StringWriter refusals = new StringWriter();

  @Test
  void nothingSaidMeansTheDefaults() {
    BrokerOptions options = start();
    assertEquals("127.0.0.1", options.getHttp().getHost());
    assertEquals(4566, options.getHttp().getPort());
    assertEquals("data", options.getStore().getPath());
    assertFalse(options.getStore().isMemory());
    assertEquals(Durability.SYNC, options.getStore().getDurability());
    assertEquals(StoreOptions.DEFAULT_JOURNAL_BYTES, options.getStore().getJournalBytes());
    assertEquals("000000000000", options.getQueues().getAccount());
    assertEquals("us-east-1", options.getQueues().getRegion());
    assertFalse(options.getQueues().isTenantMetrics());
    assertEquals(List.of(), options.getHttp().getCorsOrigins());
    assertEquals(100, options.getQueueMetrics());
    assertNull(options.getAccess());
    assertNull(options.getAccessMode());
    assertFalse(options.isInsecure());
  }

  @Test
  void everyOptionReachesTheFloorItIsFor() {
    BrokerOptions options =
        start(
            "--host=::1",
            "--port=80",
            "--data=elsewhere",
            "--durability=os",
            "--journal-size=2",
            "--account=123456789012",
            "--region=eu-central-1");
    assertEquals("::1", options.getHttp().getHost());
    assertEquals(80, options.getHttp().getPort());
    assertEquals("elsewhere", options.getStore().getPath());
    assertEquals(Durability.OS, options.getStore().getDurability());
    assertEquals(2 << 20, options.getStore().getJournalBytes());
    assertEquals("123456789012", options.getQueues().getAccount());
    assertEquals("123456789012", options.getHttp().getAccount());
    assertEquals("eu-central-1", options.getQueues().getRegion());
    assertEquals("eu-central-1", options.getHttp().getRegion());
    assertTrue(start("--memory").getStore().isMemory());
    assertEquals(
        List.of("http://localhost:3000", "https://a.example"),
        start("--cors-origin=http://localhost:3000", "--cors-origin=https://a.example")
            .getHttp()
            .getCorsOrigins());
    assertEquals(
        List.of("f=http://h/,timeout=9,concurrency=2", "g=http://h/"),
        start("--function=f=http://h/,timeout=9,concurrency=2", "--function=g=http://h/")
            .getFunctions()
            .getFunctions());
    assertEquals(
        List.of("http://localhost:3000"),
        start("--websocket-origins=http://localhost:3000").getHttp().getWebsocketOrigins());
    assertEquals(7, start("--websocket-connections=7").getHttp().getWebsocketConnections());
    assertTrue(start("--tenant-metrics").getQueues().isTenantMetrics());
    assertEquals(7, start("--queue-metrics=7").getQueueMetrics());
    assertEquals(0, start("--queue-metrics=none").getQueueMetrics());
    assertEquals(Integer.MAX_VALUE, start("--queue-metrics=all").getQueueMetrics());
  }

  @Test
  void theConsoleIsThereUnlessAnOptionSaysOtherwise() {
    assertTrue(start().getHttp().isConsole());
    assertFalse(start("--console=false").getHttp().isConsole());
    assertTrue(start("--console", "true").getHttp().isConsole());
  }

  @Test
  void whoMayComeInIsToldByOptions() {
    assertEquals("a.yaml", start("--access=a.yaml").getAccess());
    assertEquals("k.yaml", start("--keys=k.yaml").getKeys());
    assertEquals(Authorization.Mode.AUDIT, start("--access-mode=audit").getAccessMode());
    assertTrue(start("--insecure").isInsecure());
    LogOptions log =
        start("--log-format=json", "--log-level=error", "--log-level=a.b=debug").getLog();
    assertEquals(LogOptions.Format.JSON, log.getFormat());
    assertEquals(List.of("error", "a.b=debug"), log.getLevels());
    assertNull(start().getStatus().getPort());
    BrokerOptions watched = start("--status-port=0", "--status-host=::1");
    assertEquals(0, watched.getStatus().getPort());
    assertEquals("::1", watched.getStatus().getHost());
    assertEquals(
        List.of("10.0.0.0/8"), start("--trusted-proxies=10.0.0.0/8").getHttp().getTrustedProxies());
    assertTrue(start("--insecure-passcode").getHttp().isInsecurePasscode());
    assertEquals(
        List.of("a.example", "*.b.example:80"),
        start("--allowed-hosts=a.example", "--allowed-hosts=*.b.example:80")
            .getHttp()
            .getAllowedHosts());
  }

  @Test
  void anEndpointHoldsForAllServices() {
    BrokerOptions options = start("--endpoint=https://a.example");
    assertEquals("https://a.example", options.getHttp().getEndpoint());
    assertEquals("https://a.example", options.getQueues().getEndpoint());
    assertEquals("https://a.example", options.getTopics().getEndpoint());
    assertEquals("https://a.example", options.getFunctions().getEndpoint());
  }

  @Test
  void howMuchMayBeIsToldByOptions() {
    BrokerOptions options =
        start(
            "--requests-per-second=1",
            "--account-requests-per-second=2",
            "--receives-per-principal=3",
            "--receives-per-account=4",
            "--queues-per-account=5",
            "--topics-per-account=6",
            "--subscriptions-per-account=7",
            "--connections-per-address=8");
    assertEquals(1, options.getHttp().getLimits().getRequestsPerSecond());
    assertEquals(2, options.getHttp().getLimits().getAccountRequestsPerSecond());
    assertEquals(3, options.getQueues().getReceivesPerPrincipal());
    assertEquals(4, options.getQueues().getReceivesPerAccount());
    assertEquals(5, options.getQueues().getQueuesPerAccount());
    assertEquals(6, options.getTopics().getTopicsPerAccount());
    assertEquals(7, options.getTopics().getSubscriptionsPerAccount());
    assertEquals(8, options.getHttp().getLimits().getConnectionsPerAddress());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port=http           | --port 'http' is not between 0 and 65535
          --port=65536          | --port 65536 is not between 0 and 65535
          --port=-1             | --port -1 is not between 0 and 65535
          --durability=fast     | --durability 'fast' is not sync or os
          --journal-size=0      | --journal-size 0 is not between 1 and 256
          --journal-size=257    | --journal-size 257 is not between 1 and 256
          --account=12          | --account '12' is not 12 digits
          --region=             | --region '' is not the name of a region
          --host=               | --host '' is not an address or the name of a host
          --queue-metrics=some  | --queue-metrics 'some' is not 0 or more or all or none
          --data=               | --data '' is not a directory
          --cors-origin=* --cors-origin=a | --cors-origin 'a' is not * or an origin such as \
          http://localhost:3000
          """)
  void whatASettingDoesNotTakeIsRefusedInItsWords(String arguments, String sentence) {
    refuse(arguments);
    assertEquals(
        "fanfare: " + sentence + " (--help tells what can be set)", refusals.toString().strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nonsense",
        "--data",
        "--data=x --memory",
        "--memory --data=data",
        "--memory=maybe",
        "--port=1 --port=2",
        "--cors-origin=http://localhost:3000/",
        "queue",
        "serve nonsense",
        "serve --data=x --memory",
        "serve --port=1 --port=2",
        "--port=1 serve",
        "--memory serve --data=x",
        "access nonsense",
        "keys add",
        "keys nonsense",
        "--keys",
        "access key more",
        "--access",
        "--access-mode=on",
      })
  void whatMeansNothingIsRefusedInOneLine(String arguments) {
    refuse(arguments);
  }

  @Test
  void anAccessKeyIsPrintedAsTheFileHasIt() throws AccessFileException {
    String first = accessKey();
    assertTrue(
        first.matches("- id: AKIA[A-Z2-7]{16}\\R {2}secret: \"[A-Za-z0-9+/]{40}\"\\R"), first);
    assertNotEquals(first, accessKey());
    AccessControl control =
        AccessReader.read("accounts:\n  '000000000000':\n    keys:\n" + first.indent(6));
    assertEquals(1, control.size());
    assertEquals(List.of(), started);
  }

  private String accessKey() {
    StringWriter key = new StringWriter();
    CommandLine parser = new StartCommand(options -> ExitCode.UNCLEAN).parser();
    assertEquals(ExitCode.OK, parser.setOut(new PrintWriter(key, true)).execute("access", "key"));
    return key.toString();
  }

  @Test
  void serveIsTheCommandWithoutAWord() {
    assertEquals(start().toJson(), start("serve").toJson());
    String[] said = {"--host=::1", "--memory", "--cors-origin=*", "--tenant-metrics"};
    BrokerOptions options = start("serve", said[0], said[1], said[2], said[3]);
    assertEquals(start(said).toJson(), options.toJson());
    assertTrue(options.getStore().isMemory());
  }

  @Test
  void theEndsOfARangeAreTaken() {
    assertEquals(0, start("--port=0").getHttp().getPort());
    assertEquals(65_535, start("--port=65535").getHttp().getPort());
    assertEquals(
        StoreOptions.LEAST_JOURNAL_BYTES, start("--journal-size=1").getStore().getJournalBytes());
    assertEquals(
        StoreOptions.MOST_JOURNAL_BYTES, start("--journal-size=256").getStore().getJournalBytes());
  }

  @Test
  void theHelpShowsEveryOptionWithItsDefaultAndWhatExcludesWhat() {
    StringWriter help = new StringWriter();
    CommandLine parser = new StartCommand(options -> ExitCode.UNCLEAN).parser();
    assertEquals(ExitCode.OK, parser.setOut(new PrintWriter(help, true)).execute("--help"));
    String text = help.toString();
    StartCommand.options()
        .forEach(option -> assertTrue(text.contains("      " + option.name()), text));
    assertTrue(text.contains("[--data=DIR | --memory]"), text);
    assertTrue(text.contains("Default: 4566"), text);
    assertTrue(text.contains("Default: data"), text);
  }

  private void refuse(String arguments) {
    assertEquals(ExitCode.REFUSED, execute(arguments.split(" ")));
    assertEquals(List.of(), started);
    assertEquals(1, refusals.toString().lines().count(), refusals::toString);
    assertTrue(refusals.toString().startsWith("fanfare: "), refusals::toString);
  }

  private BrokerOptions start(String... arguments) {
    assertEquals(ExitCode.OK, execute(arguments), refusals::toString);
    return started.remove(0);
  }

  private int execute(String... arguments) {
    CommandLine parser =
        new StartCommand(
                options -> {
                  started.add(options);
                  return ExitCode.OK;
                })
            .parser();
    return parser.setErr(new PrintWriter(refusals, true)).execute(arguments);
  }
}

package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.store.Durability;
import io.fanfare.store.StoreOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    assertTrue(start("--tenant-metrics").getQueues().isTenantMetrics());
    assertEquals(7, start("--queue-metrics=7").getQueueMetrics());
    assertEquals(0, start("--queue-metrics=none").getQueueMetrics());
    assertEquals(Integer.MAX_VALUE, start("--queue-metrics=all").getQueueMetrics());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nonsense",
        "--port=http",
        "--port=65536",
        "--port=-1",
        "--durability=fast",
        "--journal-size=0",
        "--journal-size=257",
        "--account=12",
        "--region=",
        "--queue-metrics=some",
        "--data",
        "--data=x --memory",
        "--cors-origin=localhost",
        "--cors-origin=http://localhost:3000/",
        "queue",
      })
  void whatMeansNothingIsRefusedInOneLine(String arguments) {
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

package io.fanfare.broker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.queues.model.ListQueues;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is measured is what was done, and nothing of it stays. */
@Timeout(300)
final class BenchCommandTest {

  private final Vertx vertx = Vertx.vertx();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String endpoint = "";
  private Runnable end = () -> {};
  private Runnable empty = () -> {};

  @BeforeEach
  void open() {
    BrokerOptions options = new BrokerOptions();
    options.getStore().setMemory(true);
    options.getHttp().setPort(0);
    Broker broker = Broker.open(vertx, options).await();
    endpoint = "http://localhost:" + broker.port();
    end = () -> broker.close().await();
    empty =
        () ->
            assertEquals(
                List.of(), broker.queues().listQueues(new ListQueues()).await().queueUrls());
  }

  @AfterEach
  void close() {
    end.run();
    vertx.close().await();
  }

  private int bench(String... arguments) {
    CommandLine command = new BenchCommand(Map.of()).line();
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @ParameterizedTest
  @CsvSource({"send,1", "send_batch,10", "cycle,1", "fan_out,1"})
  void everyWorkloadCountsItsMessagesAndLeavesNothing(String workload, int messages) {
    assertEquals(
        ExitCode.OK,
        bench(
            "--json",
            "--endpoint=" + endpoint,
            "--workload=" + workload,
            "--seconds=1",
            "--connections=2",
            "--size=10"),
        err::toString);
    JsonObject told = new JsonObject(out.toString());
    assertEquals(workload, told.getString("workload"));
    JsonObject measured = told.getJsonArray("measured").getJsonObject(0);
    assertTrue(measured.getLong("times") > 0, told::encode);
    assertEquals(messages * measured.getLong("times"), measured.getLong("messages"));
    assertTrue(measured.getDouble("p50") <= measured.getDouble("p99.9"), told::encode);
    assertTrue(measured.getDouble("p99.9") <= measured.getDouble("max"), told::encode);
    empty.run();
  }

  @Test
  void twoBrokersAreHeldAgainstOneAnother() {
    assertEquals(
        ExitCode.OK,
        bench("--endpoint=" + endpoint, "--compare=" + endpoint, "--seconds=1"),
        err::toString);
    List<String> lines = out.toString().lines().toList();
    assertEquals(4, lines.size(), out::toString);
    assertTrue(lines.get(0).startsWith("BROKER "), out::toString);
    assertTrue(lines.get(3).startsWith("The second does "), out::toString);
    empty.run();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--workload=nothing",
        "--seconds=0",
        "--connections=-1",
        "--size=1000000",
        "--endpoint=nowhere",
        "--endpoint=http://localhost:1"
      })
  void whatCannotBeMeasuredIsRefusedInOneLine(String argument) {
    assertEquals(ExitCode.REFUSED, bench(argument));
    assertEquals(1, err.toString().lines().count(), err::toString);
  }

  @Test
  void aPercentileIsOneOfTheTimes() {
    long[] sorted = {1_000_000, 2_000_000, 3_000_000, 40_000_000};
    assertEquals(2, BenchRun.percentile(sorted, 0.5));
    assertEquals(40, BenchRun.percentile(sorted, 0.99));
    assertEquals(40, BenchRun.percentile(sorted, 1));
    assertEquals(0, BenchRun.percentile(new long[0], 0.5));
  }
}

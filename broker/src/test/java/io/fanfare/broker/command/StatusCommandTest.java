package io.fanfare.broker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a broker has is told as its clients see it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class StatusCommandTest {

  private static final String SECRET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN";
  private static final Map<String, String> KEY =
      Map.of("AWS_ACCESS_KEY_ID", "AKIAABCDEFGHIJKLMNOP", "AWS_SECRET_ACCESS_KEY", SECRET);

  private final Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  StatusCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private int status(Map<String, String> environment, int looks, String... arguments) {
    AtomicInteger left = new AtomicInteger(looks - 1);
    CommandLine command = new StatusCommand(environment, () -> left.getAndDecrement() > 0).line();
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void queuesAndTopicsAreToldWithWhatIsInThem() {
    try (StoreTraffic traffic = new StoreTraffic(directory.resolve("data"), null)) {
      traffic.fill();
      String endpoint = "--endpoint=http://localhost:" + traffic.broker().port();
      assertEquals(ExitCode.OK, status(Map.of(), 1, "--json", endpoint), err::toString);
      JsonObject told = new JsonObject(out.toString());
      Map<String, JsonObject> queues = byArn(told, "queues");
      JsonObject standard = queues.get("arn:aws:sqs:us-east-1:000000000000:standard");
      assertNotNull(standard, told::encodePrettily);
      assertEquals(6, standard.getInteger("delayed"));
      assertEquals(6, standard.getInteger("inFlight"));
      assertEquals(14, standard.getInteger("visible"));
      assertTrue(standard.getDouble("oldestSeconds") >= 0);
      Map<String, JsonObject> topics = byArn(told, "topics");
      JsonObject events = topics.get("arn:aws:sns:us-east-1:000000000000:events");
      assertNotNull(events, told::encodePrettily);
      assertEquals(6, events.getInteger("subscriptions"));
      assertEquals(0, events.getInteger("pending"));
      out.getBuffer().setLength(0);
      assertEquals(ExitCode.OK, status(Map.of(), 3, "--watch", endpoint), err::toString);
      List<String> lines = out.toString().lines().toList();
      assertEquals(3, lines.stream().filter(line -> line.startsWith("QUEUE ")).count());
      assertTrue(
          lines.stream().anyMatch(line -> line.matches("standard +14 +6 +6 +[0-9]+ (s|min.*)")),
          out::toString);
      assertTrue(lines.stream().anyMatch(line -> line.matches("events +6 +0")), out::toString);
    }
  }

  private static Map<String, JsonObject> byArn(JsonObject told, String kind) {
    Map<String, JsonObject> all = new HashMap<>();
    for (Object each : told.getJsonArray(kind)) {
      JsonObject one = (JsonObject) each;
      all.put(one.getString("arn"), one);
    }
    return all;
  }

  @Test
  void whoAsksIsToldByVariables() throws IOException {
    Path access = directory.resolve("access.yaml");
    Files.createFile(
        access, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        access,
        """
        accounts:
          '000000000000':
            keys:
              - id: %s
                secret: "%s"
        """
            .formatted(KEY.get("AWS_ACCESS_KEY_ID"), SECRET));
    BrokerOptions options = new BrokerOptions().setAccess(access.toString());
    options.getStore().setMemory(true);
    options.getHttp().setPort(0);
    Vertx vertx = Vertx.vertx();
    Broker broker = Broker.open(vertx, options).await();
    String endpoint = "--endpoint=http://localhost:" + broker.port();
    assertEquals(ExitCode.OK, status(KEY, 1, endpoint), err::toString);
    assertTrue(out.toString().startsWith("QUEUE"), out::toString);
    assertEquals(ExitCode.REFUSED, status(Map.of(), 1, endpoint));
    Map<String, String> wrong = new HashMap<>(KEY);
    wrong.put("AWS_SECRET_ACCESS_KEY", "x" + SECRET);
    assertEquals(ExitCode.REFUSED, status(wrong, 1, endpoint));
    List<String> refusals = err.toString().lines().toList();
    assertEquals(2, refusals.size(), err::toString);
    assertTrue(refusals.get(1).contains("InvalidSignature"), err::toString);
    broker.close().await();
    vertx.close().await();
    assertEquals(ExitCode.REFUSED, status(KEY, 1, endpoint));
    assertTrue(err.toString().contains("No broker answers at "), err::toString);
    assertEquals(ExitCode.REFUSED, status(KEY, 1, "--endpoint=nowhere"));
    assertTrue(err.toString().contains("'nowhere' is not the URL of a broker"), err::toString);
  }

  @Test
  void anAgeIsToldInTheLargestUnits() {
    assertEquals("59 s", AccountStatus.age(59));
    assertEquals("1 min 0 s", AccountStatus.age(60));
    assertEquals("1 h 1 min", AccountStatus.age(3_661));
    assertEquals("2 d 3 h", AccountStatus.age(2 * 86_400 + 3 * 3_600));
  }
}

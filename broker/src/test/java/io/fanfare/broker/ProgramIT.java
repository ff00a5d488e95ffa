package io.fanfare.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the packed program starts, refuses and ends. */
class ProgramIT {

  private static final String QUEUE = "{\"QueueName\":\"orders\"}";

  private final Path directory;

  ProgramIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void helpAndVersionAreToldAndEnd() {
    try (FanfareProcess help = start("--help")) {
      assertTrue(help.line().startsWith("Usage: fanfare"));
      assertEquals(0, help.awaitEnd());
    }
    try (FanfareProcess version = start("--version")) {
      assertTrue(version.line().matches("Fanfare [0-9]+\\.[0-9]+\\.[0-9]+.*"));
      assertEquals(0, version.awaitEnd());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--nonsense", "--port=70000", "--durability=maybe", "--data=x --memory"})
  void badOptionsAreRefused(String arguments) {
    assertRefused(start(arguments.split(" ")), "--help");
  }

  @Test
  void aDataDirectoryThatIsAFileIsRefused() throws Exception {
    Files.writeString(directory.resolve("file"), "not a directory");
    assertRefused(start("--port=0", "--data=file"), "file");
    assertEquals("not a directory", Files.readString(directory.resolve("file")));
  }

  @Test
  void aSecondProcessOnTheSameDataDirectoryIsRefused() {
    try (FanfareProcess first = start("--port=0")) {
      first.awaitReady();
      assertRefused(start("--port=0"), "data");
    }
  }

  @Test
  void aPortInUseIsRefused() {
    try (FanfareProcess first = start("--port=0", "--memory")) {
      int port = first.awaitReady().getPort();
      assertRefused(start("--memory", "--port=" + port), "127.0.0.1:" + port);
    }
  }

  @Test
  void aSignalEndsItCleanlyAndAnswersWhoWaits() throws Exception {
    Duration grace = Duration.ofSeconds(10);
    try (FanfareProcess broker = start("--port=0")) {
      URI url = broker.awaitReady();
      assertEquals(200, broker.ask(url, "CreateQueue", QUEUE).get().statusCode());
      CompletableFuture<HttpResponse<String>> poll =
          broker.ask(
              url,
              "ReceiveMessage",
              "{\"QueueUrl\":\"" + url + "000000000000/orders\",\"WaitTimeSeconds\":20}");
      await().during(Duration.ofMillis(500)).until(() -> !poll.isDone());

      long signalled = System.nanoTime();
      broker.terminate();
      assertEquals(200, poll.get().statusCode(), poll.get()::body);
      assertEquals(0, broker.awaitEnd(), broker::errors);
      assertTrue(System.nanoTime() - signalled < grace.toNanos());
      assertEquals("", broker.errors());
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aWriteThatFailsEndsItAndIsNotAcknowledged() throws Exception {
    String message = "{\"QueueUrl\":\"orders\",\"MessageBody\":\"" + "x".repeat(1_000_000) + "\"}";
    try (FanfareProcess broker =
        FanfareProcess.startWithShortFiles(directory, "--port=0 --durability=os")) {
      URI url = broker.awaitReady();
      assertEquals(200, broker.ask(url, "CreateQueue", QUEUE).get().statusCode());
      int sent = 0;
      while (acknowledges(broker.ask(url, "SendMessage", message))) {
        sent++;
        assertTrue(sent < 1_000, "the limit on files does not hold");
      }
      assertEquals(ExitCode.FAULT, broker.awaitEnd());
      assertEquals(1, broker.errors().lines().filter(line -> line.contains("SEVERE")).count());
    }
  }

  private static boolean acknowledges(CompletableFuture<HttpResponse<String>> answer)
      throws InterruptedException {
    try {
      return answer.get().statusCode() == 200;
    } catch (ExecutionException disconnected) {
      return false;
    }
  }

  private FanfareProcess start(String... arguments) {
    return FanfareProcess.start(directory, arguments);
  }

  private static void assertRefused(FanfareProcess process, String reason) {
    try (process) {
      assertEquals(ExitCode.REFUSED, process.awaitEnd(), process::errors);
      assertEquals(1, process.errors().lines().count(), process::errors);
      assertTrue(process.errors().startsWith("fanfare: "), process::errors);
      assertTrue(process.errors().contains(reason), process::errors);
    }
  }
}

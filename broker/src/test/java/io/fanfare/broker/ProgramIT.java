package io.fanfare.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.command.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private static final String UNCHANGED =
      "{\"QueueUrl\":\"orders\",\"Attributes\":{\"DelaySeconds\":\"0\"}}";

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

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theScriptStartsItWithWhatTheMachineLearnedBefore() throws Exception {
    try (FanfareProcess rehearsal = FanfareProcess.startScript(directory, "prepare")) {
      assertEquals(0, rehearsal.awaitEnd(), rehearsal::errors);
      assertEquals(List.of(), rehearsal.complaints());
    }
    try (FanfareProcess broker = FanfareProcess.startScript(directory, "--port=0")) {
      broker.awaitReady();
      broker.terminate();
      assertEquals(0, broker.awaitEnd(), broker::errors);
    }
    assertTrue(
        Files.readString(directory.resolve("classes"))
            .contains("io.fanfare.broker.Broker source: shared objects file"));
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
    try (FanfareProcess broker = start("--port=0")) {
      URI url = broker.awaitReady();
      assertEquals(200, broker.ask(url, "CreateQueue", QUEUE).get().statusCode());
      String wait = "{\"QueueUrl\":\"orders\",\"WaitTimeSeconds\":20}";
      try (Socket poll = new Socket(url.getHost(), url.getPort())) {
        BufferedReader answer = begin(poll, "ReceiveMessage", wait);
        // Once more round the queue, so that the poll has most likely come to wait.
        assertEquals(200, broker.ask(url, "SetQueueAttributes", UNCHANGED).get().statusCode());

        broker.terminate();
        assertEquals("HTTP/1.1 200 OK", answer.readLine());
      }
      assertEquals(0, broker.awaitEnd(), broker::errors);
      assertEquals(List.of(), broker.complaints());
    }
  }

  /** Asks on a connection of its own; the broker has taken the request up when this returns. */
  private static BufferedReader begin(Socket socket, String action, String json)
      throws IOException {
    String head =
        """
        POST / HTTP/1.1
        Host: localhost
        X-Amz-Target: AmazonSQS.%s
        Content-Length: %d
        Expect: 100-continue

        """;
    socket.setSoTimeout(60_000);
    OutputStream out = socket.getOutputStream();
    out.write(head.formatted(action, json.length()).replace("\n", "\r\n").getBytes(US_ASCII));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    assertEquals("HTTP/1.1 100 Continue", in.readLine());
    assertEquals("", in.readLine());
    out.write(json.getBytes(US_ASCII));
    return in;
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
      long faults = broker.complaints().stream().filter(line -> line.contains("SEVERE")).count();
      assertEquals(1, faults, broker::errors);
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
      assertEquals(1, process.complaints().size(), process::errors);
      String sentence = process.complaints().get(0);
      assertTrue(sentence.startsWith("fanfare: "), process::errors);
      assertTrue(sentence.contains(reason), process::errors);
    }
  }
}

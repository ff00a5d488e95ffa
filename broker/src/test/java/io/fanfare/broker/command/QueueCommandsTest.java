package io.fanfare.broker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Messages are looked at, and taken out into a file, from a command line. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class QueueCommandsTest {

  private final Path directory;
  private final Path file;
  private final Vertx vertx = Vertx.vertx();
  private final Broker broker;
  private final Queues queues;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  QueueCommandsTest(@TempDir Path directory) {
    this.directory = directory;
    file = directory.resolve("out.jsonl");
    BrokerOptions options = new BrokerOptions();
    options.getStore().setMemory(true);
    options.getHttp().setPort(0);
    broker = Broker.open(vertx, options).await();
    queues = broker.queues();
    queues.createQueue(new CreateQueue("q")).await();
  }

  @AfterEach
  void close() {
    broker.close().await();
    vertx.close().await();
  }

  private int run(CommandLine command, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--endpoint=http://localhost:" + broker.port());
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private int peek(String... arguments) {
    return run(PeekCommand.peek(Map.of()), arguments);
  }

  private int drain(String... arguments) {
    return run(DrainCommand.drain(Map.of()), arguments);
  }

  private void send(String... bodies) {
    for (String body : bodies) {
      queues.sendMessage(new SendMessage("q", body)).await();
    }
  }

  private void send(int count) {
    IntStream.range(0, count).forEach(i -> send("message " + i));
  }

  private String visible() {
    GetQueueAttributes asked = new GetQueueAttributes("q", List.of("ApproximateNumberOfMessages"));
    return String.valueOf(
        queues.getQueueAttributes(asked).await().attributes().get("ApproximateNumberOfMessages"));
  }

  private List<String> bodies() throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> new JsonObject(line).getString("Body"))
        .toList();
  }

  @Test
  void aPeekShowsMessagesAndLeavesThem() {
    send("hello", "second\nline \u009b[31m\u202e");
    assertEquals(ExitCode.OK, peek("q"), err::toString);
    assertTrue(out.toString().contains("  visible  sent "), out::toString);
    assertTrue(out.toString().contains("  received 0 times"), out::toString);
    assertTrue(
        out.toString().lines().toList().contains("  second\\nline \\u009b[31m\\u202e"),
        out::toString);
    assertEquals(4, out.toString().lines().count(), out::toString);
    assertEquals("2", visible());
    queues.receiveMessage(new ReceiveMessage("q", 1)).await();
    assertEquals(ExitCode.OK, peek("q", "--state", "inFlight", "--json"), err::toString);
    JsonObject told = new JsonObject(out.toString());
    assertEquals(1, told.getJsonArray("messages").size());
    JsonObject message = told.getJsonArray("messages").getJsonObject(0);
    assertEquals("inFlight", message.getString("State"));
    assertEquals("hello", message.getString("Body"));
    assertEquals("1", message.getJsonObject("Attributes").getString("ApproximateReceiveCount"));
    assertFalse(told.getBoolean("more"));
  }

  @Test
  void aPeekGoesThroughPagesUntilItHasEnough() {
    send(250);
    send("needle");
    assertEquals(ExitCode.OK, peek("q", "--max", "230", "--json"), err::toString);
    JsonObject told = new JsonObject(out.toString());
    assertEquals(230, told.getJsonArray("messages").size());
    assertTrue(told.getBoolean("more"));
    assertEquals(ExitCode.OK, peek("q", "--contains", "NEEDLE"), err::toString);
    assertTrue(out.toString().contains("needle"), out::toString);
    assertEquals(ExitCode.OK, peek("q"), err::toString);
    assertTrue(out.toString().contains("There may be more"), out::toString);
    assertEquals(ExitCode.OK, peek("q", "--contains", "nowhere"), err::toString);
    assertEquals("There is no such message in q.", out.toString().strip());
  }

  @Test
  void whatCannotBePeekedIsRefused() {
    assertEquals(ExitCode.REFUSED, peek("nowhere"));
    assertTrue(err.toString().contains("QueueDoesNotExist"), err::toString);
    assertEquals(ExitCode.REFUSED, peek("q", "--state", "gone"));
    assertTrue(err.toString().contains("Must be one of visible, inFlight, delayed"), err::toString);
    assertEquals(ExitCode.REFUSED, peek("q", "--max", "0"));
    assertEquals("fanfare: --max is at least 1", err.toString().strip());
  }

  @Test
  void aDrainMovesMessagesToALineEachAndDeletesThem() throws IOException {
    queues
        .sendMessage(
            new SendMessage(
                "q",
                "first\nline",
                null,
                Map.of("colour", MessageAttribute.string("red")),
                Map.of(),
                null,
                null))
        .await();
    send(24);
    assertEquals(ExitCode.OK, drain("q", "--to", file.toString()), err::toString);
    assertEquals("Moved 25 messages of q to " + file + ".", out.toString().strip());
    assertEquals("0", visible());
    List<String> lines = Files.readAllLines(file);
    assertEquals(25, lines.size());
    JsonObject first = new JsonObject(lines.get(0));
    assertEquals("first\nline", first.getString("Body"));
    assertEquals(
        "red",
        first.getJsonObject("MessageAttributes").getJsonObject("colour").getString("StringValue"));
    assertEquals("1", first.getJsonObject("Attributes").getString("ApproximateReceiveCount"));
    assertFalse(first.containsKey("ReceiptHandle"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aDrainAddsToWhatIsThereAndEndsALineThatWasBrokenOff() throws IOException {
    Files.writeString(file, "{\"Body\":\"old\"}\n{\"Body\":\"brok");
    send(3);
    assertEquals(ExitCode.OK, drain("q", "--to", file.toString(), "--max", "2", "--json"));
    assertEquals(2, new JsonObject(out.toString()).getInteger("drained"));
    assertEquals("1", visible());
    assertEquals(ExitCode.OK, drain("q", "--to", file.toString()));
    List<String> lines = Files.readAllLines(file);
    assertEquals(List.of("{\"Body\":\"old\"}", "{\"Body\":\"brok"), lines.subList(0, 2));
    assertEquals(5, lines.size());
    assertEquals("message 2", new JsonObject(lines.get(4)).getString("Body"));
  }

  @Test
  void nothingIsDeletedThatIsNotInTheFile() throws IOException {
    send(3);
    assertEquals(ExitCode.REFUSED, drain("q", "--to", directory.toString()));
    assertTrue(err.toString().startsWith("fanfare: Cannot write " + directory), err::toString);
    Path full = Path.of("/dev/full");
    if (Files.exists(full)) {
      assertEquals(ExitCode.REFUSED, drain("q", "--to", full.toString()));
      assertTrue(err.toString().contains("Cannot write /dev/full"), err::toString);
    }
    assertEquals(ExitCode.OK, peek("q", "--json"));
    assertEquals(3, new JsonObject(out.toString()).getJsonArray("messages").size());
    assertFalse(Files.exists(file));
  }

  @Test
  void whatADrainTakesIsNotLostUnlessThatIsSaid() {
    send(3);
    assertEquals(ExitCode.REFUSED, drain("q"));
    String sentence =
        "fanfare: drain deletes what it takes: say either --to FILE, or --discard to keep nothing";
    assertEquals(sentence, err.toString().strip());
    assertEquals(ExitCode.REFUSED, drain("q", "--discard", "--to", file.toString()));
    assertEquals(sentence, err.toString().strip());
    assertEquals("3", visible());
    assertEquals(ExitCode.OK, drain("q", "--discard"), err::toString);
    assertEquals("Deleted 3 messages of q.", out.toString().strip());
    assertEquals("0", visible());
  }

  @Test
  void aQueueThatIsNotThereMakesNoFile() {
    assertEquals(ExitCode.REFUSED, drain("nowhere", "--to", file.toString()));
    assertTrue(err.toString().contains("QueueDoesNotExist"), err::toString);
    assertFalse(Files.exists(file));
  }

  @Test
  void theOrderOfAFifoQueueIsThatOfTheFile() throws IOException {
    Map<String, String> fifo = Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true");
    queues.createQueue(new CreateQueue("f.fifo", fifo, Map.of())).await();
    List<String> sent = IntStream.range(0, 35).mapToObj(i -> "message " + i).toList();
    for (String body : sent) {
      queues
          .sendMessage(new SendMessage("f.fifo", body, null, Map.of(), Map.of(), null, "g"))
          .await();
    }
    assertEquals(ExitCode.OK, drain("f.fifo", "--to", file.toString()), err::toString);
    assertEquals(sent, bodies());
  }
}

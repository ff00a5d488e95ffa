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
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
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

  private static final String NOTHING_LEFT = " Left there: 0 visible, 0 in flight, 0 delayed.";

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
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--endpoint=" + endpoint());
    return runAsIs(command, all);
  }

  private String endpoint() {
    return "http://localhost:" + broker.port();
  }

  private int runAsIs(CommandLine command, List<String> arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
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
    assertEquals("Moved 25 messages of q to " + file + "." + NOTHING_LEFT, out.toString().strip());
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
    assertEquals("Deleted 3 messages of q." + NOTHING_LEFT, out.toString().strip());
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

  /** Two that write into one file would lose what the other has deleted. */
  @Test
  void aFileThatSomethingElseWritesIsRefusedAndStays() throws IOException {
    send(3);
    try (LineFile other = LineFile.open(file)) {
      assertEquals(ExitCode.REFUSED, drain("q", "--to", file.toString()));
      assertTrue(err.toString().contains("something else writes there"), err::toString);
      assertEquals("3", visible());
      assertTrue(Files.exists(file));
      other.write(List.of("{\"Body\":\"of the other\"}"));
      assertEquals(ExitCode.REFUSED, drain("q", "--to", file.toString()));
      assertEquals("3", visible());
    }
    assertEquals(ExitCode.OK, drain("q", "--to", file.toString()), err::toString);
    assertEquals(List.of("of the other", "message 0", "message 1", "message 2"), bodies());
  }

  @Test
  void aDrainTellsWhatIsLeft() {
    send("taken", "a", "b");
    queues.receiveMessage(new ReceiveMessage("q", 1)).await();
    queues.sendMessage(new SendMessage("q", "later", 900, Map.of(), Map.of(), null, null)).await();
    assertEquals(ExitCode.OK, drain("q", "--to", file.toString(), "--max=1"), err::toString);
    String moved = "Moved 1 messages of q to " + file + ". Left there: ";
    assertEquals(moved + "1 visible, 1 in flight, 1 delayed.", out.toString().strip());
    assertEquals(ExitCode.OK, drain("q", "--to", file.toString(), "--json"), err::toString);
    assertEquals(
        new JsonObject().put("visible", 0).put("inFlight", 1).put("delayed", 1),
        new JsonObject(out.toString()).getJsonObject("left"));
  }

  /** What is visible behind a message in flight of its group cannot be received, and ends it. */
  @Test
  void aDrainOfAGroupThatIsHeldEndsAndTellsSo() {
    Map<String, String> fifo = Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true");
    queues.createQueue(new CreateQueue("f.fifo", fifo, Map.of())).await();
    for (String body : List.of("a", "b", "c")) {
      queues
          .sendMessage(new SendMessage("f.fifo", body, null, Map.of(), Map.of(), null, "g"))
          .await();
    }
    queues.receiveMessage(new ReceiveMessage("f.fifo", 1)).await();
    assertEquals(ExitCode.OK, drain("f.fifo", "--to", file.toString()), err::toString);
    String left = " Left there: 2 visible, 1 in flight, 0 delayed.";
    assertEquals("Moved 0 messages of f.fifo to " + file + "." + left, out.toString().strip());
  }

  @Test
  void aMessageThatIsNotDeletedEndsADrainAndIsInTheFile() throws IOException {
    JsonArray messages = new JsonArray();
    for (String id : List.of("m0", "m1", "m2")) {
      messages.add(
          new JsonObject().put("MessageId", id).put("Body", id).put("ReceiptHandle", "of " + id));
    }
    JsonObject expired =
        new JsonObject()
            .put("Id", "1")
            .put("SenderFault", true)
            .put("Code", "InvalidParameterValue")
            .put("Message", "The receipt handle has expired");
    Map<String, JsonObject> answers =
        Map.of(
            "AmazonSQS.GetQueueAttributes", new JsonObject(),
            "AmazonSQS.ReceiveMessage", new JsonObject().put("Messages", messages),
            "AmazonSQS.DeleteMessageBatch",
                new JsonObject().put("Failed", new JsonArray().add(expired)));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                asked -> {
                  JsonObject answer = answers.get(asked.getHeader("X-Amz-Target"));
                  asked.response().end(String.valueOf(answer));
                })
            .listen(0, "127.0.0.1")
            .await();
    String url = "http://127.0.0.1:" + server.actualPort() + "/000000000000/q";
    int code = runAsIs(DrainCommand.drain(Map.of()), List.of(url, "--to", file.toString()));
    assertEquals(ExitCode.REFUSED, code, out::toString);
    assertEquals(
        "fanfare: Message m1 was not deleted: The receipt handle has expired; 2 others were",
        err.toString().strip());
    assertEquals(List.of("m0", "m1", "m2"), bodies());
  }

  @Test
  void aQueuesUrlSaysWhomToAsk() {
    send("hello");
    String url = endpoint() + "/000000000000/q";
    CommandLine peek = PeekCommand.peek(Map.of());
    assertEquals(ExitCode.OK, runAsIs(peek, List.of(url)), err::toString);
    assertTrue(out.toString().contains("hello"), out::toString);
    assertEquals(ExitCode.OK, peek(url), err::toString);
    assertEquals(ExitCode.REFUSED, peek("http://elsewhere.example/000000000000/q"));
    assertEquals(
        "fanfare: The queue is at http://elsewhere.example:80 and --endpoint says "
            + endpoint()
            + ": give its name, or no endpoint",
        err.toString().strip());
  }
}

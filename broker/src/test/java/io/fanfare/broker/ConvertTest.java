package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.command.ExitCode;
import io.fanfare.queues.model.GetQueueAttributes;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The queues of another broker's configuration are printed as a file that this one begins with. */
class ConvertTest {

  private static final String CONFIGURATION =
      """
      include classpath("application.conf")

      // Where it is reached.
      node-address { protocol = http, host = localhost }
      rest-sqs {
        enabled = true
        bind-port = 9324
        bind-hostname = "0.0.0.0"
      }
      aws.region = us-west-2
      aws.accountId = 111122223333
      queues {
        first {
          defaultVisibilityTimeout = 10 seconds
          delay = 5s # soon
          receiveMessageWait = 1500
          deadLettersQueue { name = "first-dead", maxReceiveCount = 3 }
          fifo = false
          copyTo = "audit"
          tags { a = one, "b.c": "two words" }
        }
        "first-dead" {}
        second {
          fifo = true
          contentBasedDeduplication = true
        }
      }
      queues.first.delay = 2 minutes
      """;

  private final StringWriter printed = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final Path file;

  ConvertTest(@TempDir Path directory) {
    this.file = directory.resolve("elasticmq.conf");
  }

  @Test
  void whatCanBeSaidIsSaidAndTheRestIsToldLineByLine() throws IOException {
    assertEquals(0, convert(CONFIGURATION), errors::toString);
    assertEquals(
        """
        settings:
          http:
            port: 9324
            host: "0.0.0.0"
        region: us-west-2
        account: "111122223333"
        queues:
          first:
            VisibilityTimeout: 10
            DelaySeconds: 120
            ReceiveMessageWaitTimeSeconds: 2
            deadLetter:
              queue: first-dead
              maxReceiveCount: 3
            tags:
              a: one
              b.c: two words
          first-dead: {}
          second.fifo:
            FifoQueue: true
            ContentBasedDeduplication: true
        """,
        printed.toString());
    assertEquals(
        List.of(
            "fanfare: " + file + ":4: node-address is left out",
            "fanfare: " + file + ":19: queues.first.copyTo is left out"),
        errors.toString().lines().toList());
  }

  @Test
  void aBrokerBeginsWithIt() throws IOException {
    convert(CONFIGURATION);
    BrokerOptions options =
        new BrokerOptions().setHttpEnabled(false).setResources(printed.toString());
    options.getStore().setMemory(true);
    options.setHome("111122223333", "us-west-2");
    Vertx vertx = Vertx.vertx();
    Broker broker = Broker.open(vertx, options).await();
    assertEquals(
        "120",
        broker
            .queues()
            .getQueueAttributes(new GetQueueAttributes("first", List.of("DelaySeconds")))
            .await()
            .attributes()
            .get("DelaySeconds"));
    broker.close().await();
    vertx.close().await();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          queues { a {           | 1: A brace is too much or missing.
          queues } a             | 1: Behind a name is = or { missing.
          queues { a { fifo = ${x} } } | 1: What stands in for something else is not taken: \
          write what is meant.
          queues { "a            | 1: A quotation mark is missing.
          """)
  void whatCannotBeReadIsRefusedWithItsLine(String text, String sentence) throws IOException {
    assertEquals(ExitCode.REFUSED, convert(text));
    assertEquals("fanfare: " + file + ":" + sentence, errors.toString().strip());
    assertEquals("", printed.toString());
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertEquals(ExitCode.REFUSED, run());
    assertEquals(
        "fanfare: " + file + " cannot be read: there is no such file", errors.toString().strip());
  }

  private int convert(String text) throws IOException {
    Files.writeString(file, text);
    return run();
  }

  private int run() {
    return new StartCommand(options -> ExitCode.UNCLEAN)
        .parser()
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(errors, true))
        .execute("convert", file.toString());
  }
}

package io.fanfare.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each example is run, as its reader would run it. */
class ExamplesTest {

  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void catchWhatIsPrinted() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveTheConsoleBack() {
    System.setOut(console);
  }

  @Test
  void anEmbeddedBrokerSendsAndReceives() {
    EmbeddedBroker.main();
    assertEquals("received hello", printed.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void aWorkerDoesEachJobThoughOneFailsAtFirst() {
    QueueWorker.main();
    assertEquals(
        List.of("done: fold", "done: iron", "done: wash"), lines().stream().sorted().toList());
  }

  @Test
  void aFunctionGetsTheMessagesOfTheQueueThatIsMappedToIt() {
    MappedFunction.main();
    assertEquals("resized: cat.png", printed.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void aTopicFansOutToQueues() {
    withBroker(FanOut::main);
    assertEquals(
        List.of("billing received [an order]", "shipping received [an order]"),
        lines().stream().sorted().toList());
  }

  @Test
  void filterPoliciesLetThroughWhatEachQueueWants() {
    withBroker(FilterPolicies::main);
    assertEquals(
        List.of(
            "orders-from-germany received [{\"total\":10}]",
            "orders-of-a-thousand received [{\"total\":1000}]"),
        lines());
  }

  @Test
  void aMessageThatKeepsFailingIsParkedAndBroughtBack() {
    withBroker(DeadLetterRedrive::main);
    assertEquals(List.of("waiting in failed-reports: 1", "received again [a report]"), lines());
  }

  @Test
  void paymentsOfOneAccountComeInOrderAndOnce() {
    withBroker(FifoOrdering::main);
    assertEquals(
        List.of("alice pays 10", "alice pays 30"),
        lines().stream().filter(line -> line.startsWith("alice")).toList());
    assertEquals(3, lines().size());
  }

  @Test
  void anExampleThatRunsAgainOnTheSameBrokerSaysTheSame() {
    withBroker(
        broker -> {
          List<String> first = runAll(broker);
          assertEquals(first, runAll(broker));
          assertEquals(9, first.size(), first::toString);
        });
  }

  /** What all examples print, in an order of its own. */
  private List<String> runAll(String... broker) {
    printed.reset();
    FanOut.main(broker);
    FilterPolicies.main(broker);
    DeadLetterRedrive.main(broker);
    FifoOrdering.main(broker);
    return lines().stream().sorted().toList();
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Gives the address of a new broker to an example. */
  private static void withBroker(Consumer<String[]> example) {
    Vertx vertx = Vertx.vertx();
    BrokerOptions options = new BrokerOptions();
    options.getStore().setMemory(true);
    options.getHttp().setHost("127.0.0.1").setPort(0);
    try {
      Broker broker = Broker.open(vertx, options).await();
      example.accept(new String[] {"http://127.0.0.1:" + broker.port()});
      broker.close().await();
    } finally {
      vertx.close().await();
    }
  }
}

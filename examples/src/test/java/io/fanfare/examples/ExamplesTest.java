package io.fanfare.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
  void aTopicFansOutThroughAFilter() {
    Vertx vertx = Vertx.vertx();
    BrokerOptions options = new BrokerOptions();
    options.getStore().setMemory(true);
    options.getHttp().setHost("127.0.0.1").setPort(0);
    try {
      Broker broker = Broker.open(vertx, options).await();
      FanOut.main("http://127.0.0.1:" + broker.port());
      broker.close().await();
      assertEquals("received a German order", printed.toString(StandardCharsets.UTF_8).strip());
    } finally {
      vertx.close().await();
    }
  }
}

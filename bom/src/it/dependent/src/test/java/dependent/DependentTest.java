package dependent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.json.PackageVersion;
import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.store.StoreOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who depends on the broker alone gets one that works, on parts that fit one another. */
class DependentTest {

  @Test
  void anEmbeddedBrokerSendsAndReceives() {
    Vertx vertx = Vertx.vertx();
    try {
      BrokerOptions options = new BrokerOptions().setStore(new StoreOptions().setMemory(true));
      options.getHttp().setPort(0);
      Broker broker = Broker.open(vertx, options).await();
      broker.queues().createQueue(new CreateQueue("orders")).await();
      broker.queues().sendMessage(new SendMessage("orders", "hello")).await();
      List<Message> received =
          broker.queues().receiveMessage(new ReceiveMessage("orders", 10)).await().messages();
      assertEquals(List.of("hello"), received.stream().map(Message::body).toList());
      broker.close().await();
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void jacksonIsOfOneVersion() {
    Version core = PackageVersion.VERSION;
    Version databind = com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION;
    assertEquals(databind.toString(), core.toString());
  }

  @Test
  void micrometerIsOfOneVersion() {
    assertEquals(version(PrometheusMeterRegistry.class), version(MeterRegistry.class));
  }

  /** The version in the name of the jar that {@code type} was loaded from. */
  private static String version(Class<?> type) {
    String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return String.valueOf(Path.of(path).getFileName()).replaceFirst("^[a-z-]+-(?=[0-9])", "");
  }
}

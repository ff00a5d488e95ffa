package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.PurgeQueue;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the metrics tell of message groups that take too much of a standard queue. */
class QueueMetricsTest {

  /** As {@code printf noisy | sha256sum} begins. */
  private static final String NOISY = "acd6beff7c3430bf";

  private final Vertx vertx = Vertx.vertx();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @AfterEach
  void closeVertx() {
    vertx.close().await();
  }

  @Test
  void noisyGroupsAreCountedAndTheQueueWithoutThem() {
    Broker broker = busy(false);
    assertEquals("1", metric("fanfare_approximate_number_of_noisy_groups"));
    assertEquals("2", metric("fanfare_approximate_number_of_messages_visible_in_quiet_groups"));
    assertEquals("1", metric("fanfare_approximate_number_of_messages_not_visible_in_quiet_groups"));
    broker.close().await();
  }

  @Test
  void aGroupIsNotShownUnlessThatIsAskedFor() {
    Broker broker = busy(false);
    assertEquals("", metric("fanfare_message_group_noisy"));
    broker.close().await();
  }

  @Test
  void eachGroupThatTakesSomethingIsShownIfThatIsAskedFor() {
    Broker broker = busy(true);
    assertEquals(2, lines("fanfare_message_group_noisy").size());
    assertEquals("1", metric("fanfare_message_group_noisy", NOISY));
    assertEquals("40", metric("fanfare_message_group_messages_not_visible", NOISY));
    broker.queues().purgeQueue(new PurgeQueue("orders")).await();
    assertEquals(List.of(), lines("fanfare_message_group_noisy"));
    broker.close().await();
  }

  /** A broker with a queue of which one group has 40 messages in flight, and another one. */
  private Broker busy(boolean tenantMetrics) {
    BrokerOptions options = new BrokerOptions().setHttpEnabled(false);
    options.getStore().setMemory(true);
    options.getQueues().setTenantMetrics(tenantMetrics);
    Broker broker = Broker.open(vertx, options, registry, fault -> {}).await();
    Queues queues = broker.queues();
    queues.createQueue(new CreateQueue("orders")).await();
    for (int i = 0; i < 45; i++) {
      send(queues, "noisy");
    }
    for (int i = 0; i < 4; i++) {
      queues.receiveMessage(new ReceiveMessage("orders", 10)).await();
    }
    for (int i = 0; i < 3; i++) {
      send(queues, "quiet");
    }
    queues.receiveMessage(new ReceiveMessage("orders", 1)).await();
    return broker;
  }

  private static void send(Queues queues, String group) {
    queues
        .sendMessage(new SendMessage("orders", "m", null, Map.of(), Map.of(), null, group))
        .await();
  }

  /** The value of a metric that has one value, as a whole number. */
  private String metric(String name) {
    return metric(name, "");
  }

  private String metric(String name, String label) {
    return lines(name).stream()
        .filter(line -> line.contains(label))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1).replace(".0", ""))
        .collect(Collectors.joining(","));
  }

  private List<String> lines(String name) {
    return registry.scrape().lines().filter(line -> line.startsWith(name + "{")).toList();
  }
}

package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.PurgeQueue;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the metrics tell of queues, one by one and together, and of their message groups. */
class QueueMetricsTest {

  /** As {@code printf noisy | sha256sum} begins. */
  private static final String NOISY = "acd6beff7c3430bf";

  private static final AtomicInteger NUMBERS = new AtomicInteger();

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

  @Test
  void sumsTellOfAllQueuesAlsoOfThoseThatAreDeleted() {
    Broker broker = quiet(new BrokerOptions().setQueueMetrics(0));
    Queues queues = broker.queues();
    for (String name : List.of("one", "two", "gone")) {
      queues.createQueue(new CreateQueue(name)).await();
      queues.sendMessage(new SendMessage(name, "m")).await();
    }
    queues.receiveMessage(new ReceiveMessage("one", 10)).await();
    queues.receiveMessage(new ReceiveMessage("one", 10)).await();
    queues.deleteQueue(new DeleteQueue("gone")).await();
    assertEquals("2", sum("fanfare_queues"));
    assertEquals("3", sum("fanfare_queues_messages_sent_total"));
    assertEquals("1", sum("fanfare_queues_messages_received_total"));
    assertEquals("1", sum("fanfare_queues_empty_receives_total"));
    assertEquals("1", sum("fanfare_queues_messages_visible"));
    assertEquals("1", sum("fanfare_queues_messages_not_visible"));
    assertEquals(List.of(), lines("fanfare_number_of_messages_sent_total"));
    broker.close().await();
  }

  @Test
  void sizesAndGroupsInFlightAreThoseOfCloudWatch() {
    Broker broker = quiet(new BrokerOptions());
    Queues queues = broker.queues();
    queues.createQueue(new CreateQueue("q.fifo", Map.of("FifoQueue", "true"), Map.of())).await();
    for (String group : List.of("a", "b", "b", "c")) {
      queues.sendMessage(grouped(group)).await();
    }
    assertEquals("0", metric("fanfare_approximate_number_of_groups_with_inflight_messages"));
    ReceiveMessage.Result two = queues.receiveMessage(new ReceiveMessage("q.fifo", 1)).await();
    queues.receiveMessage(new ReceiveMessage("q.fifo", 2)).await();
    assertEquals("2", metric("fanfare_approximate_number_of_groups_with_inflight_messages"));
    String handle = two.messages().get(0).receiptHandle();
    queues.deleteMessage(new DeleteMessage("q.fifo", handle)).await();
    assertEquals("1", metric("fanfare_approximate_number_of_groups_with_inflight_messages"));
    queues.purgeQueue(new PurgeQueue("q.fifo")).await();
    assertEquals("0", metric("fanfare_approximate_number_of_groups_with_inflight_messages"));
    // Four of a body of 5 bytes and an attribute of 3 of name, 6 of type and 4 of value.
    assertEquals("72", metric("fanfare_sent_message_size_bytes_total"));
    assertEquals("72", sum("fanfare_queues_sent_message_size_bytes_total"));
    broker.close().await();
  }

  private static SendMessage grouped(String group) {
    return new SendMessage(
        "q.fifo",
        "12345",
        null,
        Map.of("abc", MessageAttribute.string("wxyz")),
        Map.of(),
        Integer.toString(NUMBERS.incrementAndGet()),
        group);
  }

  @Test
  void theBusiestQueuesAreShownOneByOne() {
    Broker broker = quiet(new BrokerOptions().setQueueMetrics(2));
    Queues queues = broker.queues();
    for (String name : List.of("d", "c", "b", "a")) {
      queues.createQueue(new CreateQueue(name)).await();
      queues.sendMessage(new SendMessage(name, "m")).await();
    }
    assertEquals("a,b", shown());
    queues.sendMessage(new SendMessage("d", "m")).await();
    assertEquals("a,d", shown());
    queues.purgeQueue(new PurgeQueue("a")).await();
    assertEquals("b,d", shown());
    broker.close().await();
  }

  @Test
  void aReceiveThatWaitsIsCountedWhileItDoesAndAfterwards() {
    Broker broker = quiet(new BrokerOptions());
    Queues queues = broker.queues();
    queues.createQueue(new CreateQueue("orders")).await();
    queues.receiveMessage(new ReceiveMessage("orders", 1)).await();
    Future<ReceiveMessage.Result> waiting =
        queues.receiveMessage(
            new ReceiveMessage("orders", List.of(), List.of(), List.of(), 1, null, 20, null));
    queues.getQueueAttributes(new GetQueueAttributes("orders", List.of("All"))).await();
    assertEquals("1", sum("fanfare_queues_receives_waiting"));
    assertEquals("0", sum("fanfare_queues_receive_wait_seconds_count"));
    queues.sendMessage(new SendMessage("orders", "m")).await();
    waiting.await();
    assertEquals("0", sum("fanfare_queues_receives_waiting"));
    assertEquals("1", sum("fanfare_queues_receive_wait_seconds_count"));
    broker.close().await();
  }

  private Broker quiet(BrokerOptions options) {
    options.setHttpEnabled(false).getStore().setMemory(true);
    return Broker.open(vertx, options, registry, fault -> {}, store -> store).await();
  }

  /** The queues with series of their own. */
  private String shown() {
    return lines("fanfare_number_of_messages_sent_total").stream()
        .map(line -> line.replaceFirst(".*queue=\"([^\"]+)\".*", "$1"))
        .sorted()
        .collect(Collectors.joining(","));
  }

  private String sum(String name) {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1).replace(".0", ""))
        .collect(Collectors.joining(","));
  }

  /** A broker with a queue of which one group has 40 messages in flight, and another one. */
  private Broker busy(boolean tenantMetrics) {
    BrokerOptions options = new BrokerOptions().setHttpEnabled(false);
    options.getStore().setMemory(true);
    options.getQueues().setTenantMetrics(tenantMetrics);
    Broker broker = Broker.open(vertx, options, registry, fault -> {}, store -> store).await();
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

package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.Clock;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.Publish;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Data directories that older versions left behind by a kill, named by the day of the version: all
 * that was acknowledged is there, and goes on.
 */
class OlderStoresTest {

  private static final String TOPICS = "arn:aws:sns:us-east-1:000000000000:";

  /** A minute after they were written, so that nothing of them is over. */
  private static final Clock THEN = Instant.parse("2026-11-29T01:26:15Z")::toEpochMilli;

  private final Vertx vertx = Vertx.vertx();
  private final Path data;

  OlderStoresTest(@TempDir Path data) {
    this.data = data;
  }

  @AfterEach
  void closeVertx() {
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-21", "2026-11-29"})
  void whatAnOlderVersionAcknowledgedIsThereAndGoesOn(String version) throws IOException {
    unpack(version);
    for (int start = 1; start <= 2; start++) {
      Broker broker = open();
      assertWhole(broker, start);
      broker.close().await();
    }
  }

  private void assertWhole(Broker broker, int start) {
    Queues queues = broker.queues();
    Map<String, String> jobs =
        queues
            .getQueueAttributes(new GetQueueAttributes("jobs", List.of("All")))
            .await()
            .attributes();
    assertEquals("1", jobs.get("ApproximateNumberOfMessagesNotVisible"));
    assertEquals("1", jobs.get("ApproximateNumberOfMessagesDelayed"));
    assertTrue(String.valueOf(jobs.get("RedrivePolicy")).contains(":dead"));
    assertEquals(
        Map.of("team", "money"), queues.listQueueTags(new ListQueueTags("jobs")).await().tags());
    assertTrue(
        broker
            .topics()
            .getTopicAttributes(new GetTopicAttributes(TOPICS + "trades.fifo"))
            .await()
            .attributes()
            .containsKey("ArchivePolicy"));

    // Known again, as it was sent less than five minutes ago.
    queues.sendMessage(transfer()).await();
    MessageAttribute parcel = MessageAttribute.string("parcel");
    broker
        .topics()
        .publish(new Publish(TOPICS + "orders", "new " + start, Map.of("kind", parcel)))
        .await();

    Set<String> news = start == 1 ? Set.of("new 1") : Set.of("new 1", "new 2");
    assertEquals(with(news, "waiting", "published"), bodies(queues, "jobs", 1));
    assertEquals(with(news, "published", "filtered out"), bodies(queues, "dead", 1));
    // A receive is of one message group.
    assertEquals(
        Set.of("transfer 1", "transfer 2", "trade 1"), bodies(queues, "transfers.fifo", 2));
  }

  private static SendMessage transfer() {
    return new SendMessage("transfers.fifo", "again", null, Map.of(), Map.of(), "1", "alice");
  }

  private static Set<String> with(Set<String> news, String... bodies) {
    Set<String> all = new HashSet<>(news);
    all.addAll(List.of(bodies));
    return all;
  }

  /* What is received is visible again at once. */
  private static Set<String> bodies(Queues queues, String queue, int receives) {
    Set<String> bodies = new HashSet<>();
    for (int i = 0; i < receives; i++) {
      queues
          .receiveMessage(
              new ReceiveMessage(queue, List.of(), List.of(), List.of(), 10, 0, null, null))
          .await()
          .messages()
          .forEach(message -> bodies.add(message.body()));
    }
    return bodies;
  }

  private Broker open() {
    BrokerOptions options = new BrokerOptions().setHttpEnabled(false);
    options.getStore().setPath(data.toString());
    return Broker.open(
            vertx,
            options,
            new Broker.Surroundings(
                THEN,
                fault -> {},
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                Broker.Between.nothing()))
        .await();
  }

  private void unpack(String version) throws IOException {
    try (InputStream packed = getClass().getResourceAsStream("stores/" + version + ".zip");
        ZipInputStream files = new ZipInputStream(packed)) {
      for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        Files.copy(files, data.resolve(Path.of(file.getName()).getFileName()));
      }
    }
  }
}

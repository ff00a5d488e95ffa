package io.fanfare.broker;

import io.fanfare.access.Authorization;
import io.fanfare.core.Caller;
import io.fanfare.http.tls.TlsStatistics;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.PurgeQueue;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** The metrics of the broker's own that a broker shows which has done some of everything. */
final class MetricsReference {

  private static final String OWN = "fanfare_";

  private MetricsReference() {}

  /** A row for each metric: its name, its kind, its labels and what it tells. */
  static List<List<String>> rows() {
    Vertx vertx = Vertx.vertx();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Path directory = temporary();
    BrokerOptions options =
        AccessFixture.in(directory)
            .options()
            .setAccessMode(Authorization.Mode.AUDIT)
            .setQueueMetrics(1);
    options.getQueues().setTenantMetrics(true);
    options.getStore().setMemory(false).setPath(directory.resolve("data").toString());
    Broker broker = Broker.open(vertx, options, registry, fault -> {}, store -> store).await();
    try {
      use(broker);
      registry.getPrometheusRegistry().register(new TlsMetrics(MetricsReference::overTls));
      // A request is counted once its answer is on its way.
      Awaitility.await().until(() -> registry.scrape().contains("action=\"ListQueues\""));
      return StreamSupport.stream(
              registry.getPrometheusRegistry().scrape(name -> name.startsWith(OWN)).spliterator(),
              false)
          .map(MetricsReference::row)
          .toList();
    } finally {
      broker.close().await();
      vertx.close().await();
      remove(directory);
    }
  }

  /** What a broker shows that listens over TLS, as this one does not. */
  private static Optional<TlsStatistics> overTls() {
    return Optional.of(new TlsStatistics(Instant.EPOCH, 0, 0, 0));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("fanfare-metrics");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks for something over HTTP, and for what is another's; has a group take of a queue. */
  private static void use(Broker broker) {
    Queues queues = broker.queues();
    queues.createQueue(new CreateQueue("orders")).await();
    queues
        .sendMessage(new SendMessage("orders", "m", null, Map.of(), Map.of(), null, "group"))
        .await();
    queues.receiveMessage(new ReceiveMessage("orders", 1)).await();
    Caller stranger = new Caller("111111111111", "us-east-1", "http://x");
    queues
        .as(stranger)
        .purgeQueue(new PurgeQueue("http://x/000000000000/orders"))
        .otherwiseEmpty()
        .await();
    URI list = URI.create("http://127.0.0.1:" + broker.port() + "/?Action=ListQueues");
    try {
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> row(MetricSnapshot metric) {
    String name = metric.getMetadata().getPrometheusName();
    String labels =
        metric.getDataPoints().stream()
            .map(DataPointSnapshot::getLabels)
            .flatMap(all -> all.stream().map(Label::getName))
            .distinct()
            .collect(Collectors.joining(", "));
    return List.of(name + suffix(metric), kind(metric), labels, metric.getMetadata().getHelp());
  }

  private static String suffix(MetricSnapshot metric) {
    return metric instanceof CounterSnapshot ? "_total" : "";
  }

  private static String kind(MetricSnapshot metric) {
    if (metric instanceof CounterSnapshot) {
      return "counter";
    }
    if (metric instanceof HistogramSnapshot) {
      return "histogram";
    }
    return metric instanceof SummarySnapshot ? "summary" : "gauge";
  }
}

package io.fanfare.broker;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.http.HttpApiOptions;
import io.fanfare.http.status.Health;
import io.fanfare.http.status.StatusOptions;
import io.fanfare.store.StoreOptions;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A broker tells how it is from before its store is open until after that is closed. */
class BrokerStatusTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void itStartsBeforeItIsReady() throws Exception {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    BrokerStatus status = await(BrokerStatus.open(vertx, new StatusOptions().setPort(0), metrics));
    int port = status.port().orElseThrow();
    assertEquals(503, get(port, "/health/ready").statusCode());
    assertTrue(get(port, "/health/ready").body().contains("starting"));
    assertEquals(200, get(port, "/health/live").statusCode());
    status.is(() -> Health.OK);
    assertEquals(200, get(port, "/health/ready").statusCode());
    await(status.close());
    assertThrows(ConnectException.class, () -> get(port, "/health/ready"));
  }

  @Test
  void aBrokerHasItsMetricsAtThatPortOnly() throws Exception {
    Broker broker = await(Broker.open(vertx, options().setStatus(new StatusOptions().setPort(0))));
    int port = broker.statusPort().orElseThrow();
    assertEquals(200, get(port, "/health/ready").statusCode());
    assertTrue(get(port, "/metrics").body().contains("fanfare_connections "));
    assertEquals(404, get(broker.port(), "/metrics").statusCode());
    assertEquals(200, get(broker.port(), "/health/ready").statusCode());
    await(broker.close());
    assertThrows(ConnectException.class, () -> get(port, "/health/live"));
  }

  @Test
  void withoutItEverythingIsAtThePortOfTheApi() throws Exception {
    Broker broker = await(Broker.open(vertx, options()));
    assertEquals(OptionalInt.empty(), broker.statusPort());
    assertEquals(200, get(broker.port(), "/metrics").statusCode());
    await(broker.close());
  }

  private static BrokerOptions options() {
    return new BrokerOptions()
        .setStore(new StoreOptions().setMemory(true))
        .setHttp(new HttpApiOptions().setPort(0));
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    URI page = URI.create("http://127.0.0.1:" + port + path);
    return HTTP.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
  }
}

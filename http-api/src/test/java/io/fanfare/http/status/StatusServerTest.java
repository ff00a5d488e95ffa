package io.fanfare.http.status;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broker is watched over at a port that has nothing else. */
class StatusServerTest {

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<Health> health = new AtomicReference<>(Health.OK);
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private StatusServer server;

  @BeforeEach
  void open() {
    server = await(StatusServer.open(vertx, new StatusOptions().setPort(0), metrics, health::get));
  }

  @AfterEach
  void close() {
    await(server.close());
    await(vertx.close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OK        | 200 | 200 | {"status":"ok"}
          DISK_FULL | 200 | 200 | {"status":"ok","disk":"full"}
          NO_SPACE  | 200 | 503 | {"status":"unavailable","reason":"no space","disk":"full"}
          STARTING  | 200 | 503 | {"status":"unavailable","reason":"starting"}
          DRAINING  | 200 | 503 | {"status":"unavailable","reason":"draining"}
          FAULT     | 503 | 503 | {"status":"unavailable","reason":"fault"}
          """)
  void onlyAFaultAsksForANewStart(Health now, int live, int ready, String json) throws Exception {
    health.set(now);
    assertEquals(live, ask("GET", "/health/live").statusCode());
    assertEquals(ready, ask("GET", "/health/ready").statusCode());
    HttpResponse<String> old = ask("GET", "/health");
    assertEquals(ready, old.statusCode());
    assertEquals(json, old.body());
    assertEquals(json, ask("GET", "/health/live").body());
    assertEquals("", ask("HEAD", "/health/ready").body());
  }

  @Test
  void metricsAreShownToPrometheus() throws Exception {
    metrics.counter("fanfare.test").increment();
    HttpResponse<String> page = ask("GET", "/metrics");
    assertEquals(200, page.statusCode());
    assertEquals(StatusServer.PROMETHEUS, page.headers().firstValue("content-type").orElseThrow());
    assertTrue(page.body().contains("fanfare_test_total 1.0"), page.body());
  }

  @ParameterizedTest
  @CsvSource({"GET, /, 404", "GET, /health/dead, 404", "POST, /health, 405", "POST, /, 404"})
  void thereIsNothingElse(String method, String path, int status) throws Exception {
    assertEquals(status, ask(method, path).statusCode());
  }

  @Test
  void aPortThatIsTakenIsRefusedByName() {
    StatusOptions taken = new StatusOptions().setPort(server.port()).setHost("127.0.0.1");
    Vertx other = Vertx.vertx();
    try {
      Throwable refusal =
          await(
              StatusServer.open(other, taken, metrics, health::get)
                  .transform(result -> Future.succeededFuture(result.cause())));
      assertInstanceOf(ListenException.class, refusal);
      assertTrue(refusal.toString().contains("127.0.0.1:" + server.port()), refusal.toString());
    } finally {
      await(other.close());
    }
  }

  private HttpResponse<String> ask(String method, String path) throws Exception {
    URI page = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(page).method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
  }
}

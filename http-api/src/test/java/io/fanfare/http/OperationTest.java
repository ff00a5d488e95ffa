package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.http.status.Health;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The broker can be watched and drained. */
final class OperationTest extends HttpApiFixture {

  @Test
  void whoHangsUpWaitsNoMore() throws IOException {
    CountDownLatch left = new CountDownLatch(1);
    fakes.on(
        ReceiveMessage.class,
        call -> {
          gone(call).onComplete(gone -> left.countDown());
          return Promise.<ReceiveMessage.Result>promise().future();
        });
    try (RawClient raw = new RawClient(api.port())) {
      raw.send(rawRequest("ReceiveMessage", "localhost", RECEIVE));
      assertNotNull(lastCall());
      assertEquals(1, left.getCount());
    }
    awaitLatch(left);
  }

  @Test
  void whoWaitsIsAnsweredWhenTheBrokerDrains() throws IOException {
    fakes.on(ReceiveMessage.class, call -> gone(call).map(new ReceiveMessage.Result(List.of())));
    try (RawClient raw = new RawClient(api.port());
        RawClient other = new RawClient(api.port())) {
      other.send(rawPost("localhost", SEND));
      assertEquals(200, other.receive().status());
      assertInstanceOf(SendMessage.class, lastCall().request());
      raw.send(rawRequest("ReceiveMessage", "localhost", RECEIVE));
      assertInstanceOf(ReceiveMessage.class, lastCall().request());
      await(api.drain(Duration.ofSeconds(10)));
      RawClient.Answer answer = raw.receive();
      assertEquals(200, answer.status());
      assertEquals("{}", answer.body());
      assertTrue(answer.head().contains("connection: close"), answer.head());
      other.send(rawPost("localhost", SEND));
      assertEquals(503, other.receive().status());
      assertTrue(other.isAtEnd());
      assertEquals(503, send(get("/health/ready")).statusCode());
      assertEquals(200, send(get("/health/live")).statusCode());
    }
  }

  @Test
  void drainingEndsAlthoughARequestDoesNot() throws IOException {
    fakes.on(ReceiveMessage.class, call -> Promise.<ReceiveMessage.Result>promise().future());
    try (RawClient raw = new RawClient(api.port())) {
      raw.send(rawRequest("ReceiveMessage", "localhost", RECEIVE));
      assertNotNull(lastCall());
      await(api.drain(Duration.ofMillis(50)));
    }
  }

  @Test
  void healthSaysWhetherTheBrokerCanWork() {
    HttpResponse<String> response = send(get("/health"));
    assertEquals(200, response.statusCode());
    assertEquals("{\"status\":\"ok\"}", response.body());
    health.set(Health.FAULT);
    assertEquals(503, send(get("/health")).statusCode());
  }

  @Test
  void healthSaysThatTheDiskIsFull() {
    health.set(Health.DISK_FULL);
    HttpResponse<String> response = send(get("/health"));
    assertEquals(200, response.statusCode());
    assertEquals("{\"status\":\"ok\",\"disk\":\"full\"}", response.body());
    health.set(Health.NO_SPACE);
    assertEquals(503, send(get("/health")).statusCode());
  }

  @Test
  void metricsAreShownToPrometheus() {
    metrics.counter("fanfare.test").increment();
    HttpResponse<String> response = send(get("/metrics"));
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("fanfare_test_total 1.0"), response.body());
  }

  @Test
  void metricsWithAPortOfTheirOwnAreNotHere() {
    await(api.close());
    Services services = services();
    api =
        await(
            HttpApi.open(
                vertx,
                new Services(
                    services.queues(),
                    services.topics(),
                    services.functions(),
                    services.heap(),
                    Optional.empty(),
                    services.health(),
                    services.authorization()),
                new HttpApiOptions().setPort(0)));
    assertEquals(404, send(get("/metrics")).statusCode());
    assertEquals(200, send(get("/health")).statusCode());
    HttpRequest.Builder page = get("/").setHeader("Accept", "text/html");
    assertFalse(send(page).body().contains("/metrics"));
  }

  @Test
  void theCertificateOfSignaturesIsServedUnderItsOwnName() {
    HttpResponse<String> response = send(get(Fakes.CERTIFICATE.path()));
    assertEquals(200, response.statusCode());
    assertEquals("application/x-pem-file", header(response, "content-type"));
    assertEquals(Fakes.CERTIFICATE.pem(), response.body());
    assertEquals(404, send(get("/SimpleNotificationService-0124.pem")).statusCode());
  }
}

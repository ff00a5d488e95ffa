package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.http.limit.LimitOptions;
import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Connections are bounded in number, and a request that has begun in time. */
final class SlowConnectionsTest extends HttpApiFixture {

  private static final String HALF_A_HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\n";

  /** Who says nothing may do so for longer: it is a connection of a pool. */
  @Test
  void aHeadThatHasBegunHasToEnd() throws IOException {
    reopen(new HttpApiOptions().setLimits(new LimitOptions().setHeadTimeoutSeconds(1)));
    try (RawClient silent = new RawClient(api.port());
        RawClient first = new RawClient(api.port());
        RawClient later = new RawClient(api.port())) {
      first.send(HALF_A_HEAD);
      later.send(rawPost("localhost", SEND));
      assertEquals(200, later.receive().status());
      later.send(HALF_A_HEAD);
      assertTrue(first.isAtEnd());
      assertTrue(later.isAtEnd());
      silent.send(rawPost("localhost", SEND));
      assertEquals(200, silent.receive().status());
    }
    assertEquals(2, refused(Limit.REQUEST_TIME));
  }

  @Test
  void aBodyThatHasBegunHasToEndToo() throws IOException {
    reopen(new HttpApiOptions().setRequestTimeoutSeconds(1));
    try (RawClient slow = new RawClient(api.port())) {
      slow.send(rawPost("localhost", SEND).substring(0, rawPost("localhost", SEND).length() - 1));
      assertTrue(slow.isAtEnd());
    }
    assertEquals(1, refused(Limit.REQUEST_TIME));
  }

  @Test
  void anAddressHasSoManyConnections() throws IOException {
    reopen(new HttpApiOptions().setLimits(new LimitOptions().setConnectionsPerAddress(2)));
    RawClient first = new RawClient(api.port());
    try (RawClient second = new RawClient(api.port())) {
      for (RawClient one : List.of(first, second)) {
        one.send(rawPost("localhost", SEND));
        assertEquals(200, one.receive().status());
      }
      try (RawClient third = new RawClient(api.port())) {
        RawClient.Answer refusal = third.receive();
        assertEquals(503, refusal.status());
        assertTrue(refusal.head().contains("x-amz-retry-after: 1000"), refusal.head());
        assertTrue(third.isAtEnd());
      }
      assertEquals(1, refused(Limit.CONNECTIONS));
      first.close();
      Awaitility.await().until(this::isTaken);
    }
  }

  /** Who comes by a proxy that is trusted has its address, as all have who do. */
  @Test
  void aTrustedProxyHasAnyNumber() throws IOException {
    reopen(
        new HttpApiOptions()
            .setTrustedProxies(List.of("127.0.0.0/8"))
            .setLimits(new LimitOptions().setConnectionsPerAddress(1)));
    try (RawClient first = new RawClient(api.port())) {
      first.send(rawPost("localhost", SEND));
      assertEquals(200, first.receive().status());
      assertTrue(isTaken());
    }
  }

  /** Without streams there is nothing of them to bound, and nothing to reset. */
  @Test
  void httpHasNoSecondVersionHere() throws IOException {
    try (RawClient upgrading = new RawClient(api.port());
        RawClient knowing = new RawClient(api.port())) {
      upgrading.sendLines("GET /health HTTP/1.1", "Host: localhost", "Upgrade: h2c");
      upgrading.sendLines("Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABk", "");
      RawClient.Answer answer = upgrading.receive();
      assertEquals(200, answer.status());
      assertTrue(answer.head().startsWith("http/1.1"), answer.head());
      knowing.sendLines("PRI * HTTP/2.0", "", "SM", "");
      assertEquals(501, knowing.receive().status());
      assertTrue(knowing.isAtEnd());
    }
  }

  /** Whether another connection is served; one that is not may be reset before it is told. */
  private boolean isTaken() {
    try (RawClient another = new RawClient(api.port())) {
      another.send(rawPost("localhost", SEND));
      return another.receive().status() == 200;
    } catch (IOException reset) {
      return false;
    }
  }

  private long refused(Limit limit) {
    return api.statistics().refusals().getOrDefault(limit, 0L);
  }

  private void reopen(HttpApiOptions options) {
    await(api.close());
    api = open(options);
  }
}

package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.Authorization;
import io.fanfare.core.Caller;
import io.fanfare.core.Caller.Transport;
import io.fanfare.core.Principal;
import io.fanfare.http.authentication.Authentication;
import io.fanfare.http.authentication.Logins;
import io.fanfare.quota.RequestRates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A frame is carried out once its caller may ask, and costs others nothing until then. */
class PaceTest extends StompFixture {

  private static final long SECOND = 1_000_000_000L;
  private static final Caller OWNER = caller(true);

  private final AtomicLong nanos = new AtomicLong();
  private final RequestRates rates = new RequestRates(3, 0, nanos::get);
  private final int port = await(listen());

  private static Caller caller(boolean signed) {
    Principal principal = Principal.ofAccount(ACCOUNT);
    Transport transport = new Transport("127.0.0.1", false);
    return new Caller(principal, REGION, "", null, signed, false, "id", transport);
  }

  private Future<Integer> listen() {
    Authentication nobody = new Authentication(Authorization.off(), () -> 0, failure -> {});
    Logins logins = new Logins(nobody, false);
    StompServices services = new StompServices(queues, topics, heap, logins, rates);
    Promise<Integer> port = Promise.promise();
    // On one event loop, as a session is.
    vertx.runOnContext(
        begin -> {
          StompServer stomp = new StompServer(vertx, services, "1", new Guests(9), new Holders());
          vertx
              .createHttpServer(
                  new HttpServerOptions().addWebSocketSubProtocol(StompServer.SUB_PROTOCOL))
              .webSocketHandler(
                  socket -> {
                    if (stomp.admits("127.0.0.1")) {
                      stomp.open(socket, caller(false), "127.0.0.1");
                    }
                  })
              .listen(0)
              .map(HttpServer::actualPort)
              .onComplete(port);
        });
    return port.future();
  }

  private StompClient paced() {
    return StompClient.connect(vertx, port);
  }

  private static void send(StompClient client, int frames) {
    for (int i = 0; i < frames; i++) {
      client.raw("SEND\ndestination:/queue/q\nreceipt:%d\n\nx\0".formatted(i));
    }
  }

  private static void assertDone(StompClient client, int from, int to) {
    for (int i = from; i < to; i++) {
      assertEquals(Integer.toString(i), client.next().header("receipt-id"));
    }
    assertNull(client.poll(100));
  }

  /** The CONNECT is the first of three in a second; what is held back is not owed. */
  @Test
  void aFrameWaitsForItsTokenBeforeItIsDone() {
    createQueue("q");
    StompClient client = paced();
    send(client, 7);
    assertDone(client, 0, 2);
    assertEquals(2, visible("q"));
    nanos.addAndGet(SECOND);
    assertDone(client, 2, 5);
    assertEquals(5, visible("q"));
    nanos.addAndGet(SECOND);
    assertDone(client, 5, 7);
    assertTrue(rates.admits(OWNER));
    assertFalse(rates.admits(OWNER));
  }

  @Test
  void whatWasReadWaitsForItsTokenThoughTheConnectionEnds() {
    createQueue("q");
    StompClient client = paced();
    send(client, 3);
    assertDone(client, 0, 2);
    await(client.socket.close());
    nanos.addAndGet(SECOND);
    Awaitility.await().until(() -> visible("q") == 3);
    assertTrue(rates.admits(OWNER));
    assertTrue(rates.admits(OWNER));
    assertFalse(rates.admits(OWNER));
  }

  @Test
  void aSessionBeginsOnceItsCallerMayAsk() {
    for (int i = 0; i < 3; i++) {
      assertTrue(rates.admits(OWNER));
    }
    StompClient client = StompClient.open(vertx, port);
    client.say("CONNECT", "accept-version:1.2", "");
    assertNull(client.poll(100));
    nanos.addAndGet(SECOND);
    assertEquals("CONNECTED", client.next().command());
    assertTrue(rates.admits(OWNER));
    assertTrue(rates.admits(OWNER));
    assertFalse(rates.admits(OWNER));
  }
}

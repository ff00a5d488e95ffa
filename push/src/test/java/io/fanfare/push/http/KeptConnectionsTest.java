package io.fanfare.push.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.push.DeliveryResult;
import io.fanfare.push.DeliveryResult.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which connections are kept, for how long, and that nobody waits for one. */
class KeptConnectionsTest extends SenderFixture {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  @Test
  void aConnectionIsUsedAgain() {
    int port = listen(request -> request.response().end());
    HttpSender sender = sender();
    for (int i = 0; i < 3; i++) {
      delivered(post(sender, "http://push.test:" + port + "/" + i));
    }
    assertEquals(1, connections.size());
  }

  @Test
  void anotherHostOfTheSameAddressHasItsOwn() {
    name("other.test", LOOPBACK);
    int port = listen(request -> request.response().end());
    HttpSender sender = sender();
    delivered(post(sender, "http://push.test:" + port + "/"));
    delivered(post(sender, "http://other.test:" + port + "/"));
    assertEquals(2, connections.size());
  }

  @Test
  void aConnectionThatTheEndpointEndsIsNotKept() {
    int port = listen(request -> request.response().putHeader("Connection", "close").end("bye"));
    HttpSender sender = sender();
    delivered(post(sender, "http://push.test:" + port + "/"));
    delivered(post(sender, "http://push.test:" + port + "/"));
    assertEquals(2, connections.size());
  }

  @Test
  void anAnswerThatEndsWithItsConnectionIsAnAnswer() {
    int port = listenRaw("HTTP/1.1 200 OK\r\n\r\nuntil the end");
    HttpSender sender = sender();
    delivered(post(sender, "http://push.test:" + port + "/"));
    delivered(post(sender, "http://push.test:" + port + "/"));
    assertEquals(2, connections.size());
  }

  @Test
  void whoAnswersBeforeTheRequestWasSentGetsNoOther() {
    int port = listenRaw(socket -> socket.pause().write(OK));
    HttpSender sender = sender();
    byte[] body = new byte[64 << 20];
    Future<DeliveryResult> posted =
        posting(sender, "http://push.test:" + port + "/", Buffer.buffer(body));
    delivered(await(posted));
    delivered(post(sender, "http://push.test:" + port + "/"));
    assertEquals(2, connections.size());
  }

  /** The other end may close a connection in the moment in which it is used again. */
  @Test
  void aKeptConnectionThatTurnsOutClosedIsNoFailure() {
    int port = listenRaw(socket -> answer(socket, 1));
    HttpSender sender = sender();
    delivered(post(sender, "http://push.test:" + port + "/"));
    delivered(post(sender, "http://push.test:" + port + "/"));
    assertEquals(2, connections.size());
  }

  @Test
  void aNewConnectionThatIsClosedIsAFailure() {
    int port = listenRaw(socket -> answer(socket, connections.size() == 1 ? 1 : 0));
    HttpSender sender = sender();
    delivered(post(sender, "http://push.test:" + port + "/"));
    DeliveryResult second = post(sender, "http://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, second.outcome());
    assertEquals(2, connections.size());
  }

  private static void answer(NetSocket socket, int requests) {
    AtomicInteger left = new AtomicInteger(requests);
    socket.handler(
        bytes -> {
          if (left.getAndDecrement() > 0) {
            socket.write(OK);
          } else {
            socket.close();
          }
        });
  }

  @Test
  void anAnswerThatNobodyAskedForEndsTheConnection() {
    int port = listenRaw(socket -> socket.handler(bytes -> socket.write(OK + OK)));
    HttpSender sender = sender();
    delivered(post(sender, "http://push.test:" + port + "/"));
    await(connections.get(0));
  }

  @Test
  void anIdleConnectionIsClosedAfterAWhile() {
    int port = listen(request -> request.response().end());
    HttpSender sender =
        sender(new HttpSenderOptions().setAttemptTimeout(NEVER).setIdleTimeout(SOON));
    delivered(post(sender, "http://push.test:" + port + "/"));
    await(connections.get(0));
    delivered(post(sender, "http://push.test:" + port + "/"));
    await(connections.get(1));
  }

  @Test
  void theOldestIsClosedIfThereAreTooMany() {
    name("other.test", LOOPBACK);
    int port = listen(request -> request.response().end());
    HttpSender sender =
        sender(
            new HttpSenderOptions().setAttemptTimeout(NEVER).setIdleTimeout(NEVER).setMostIdle(1));
    delivered(post(sender, "http://push.test:" + port + "/"));
    delivered(post(sender, "http://other.test:" + port + "/"));
    await(connections.get(0));
    delivered(post(sender, "http://other.test:" + port + "/"));
    assertEquals(2, connections.size());
    assertFalse(connections.get(1).isComplete());
  }

  @Test
  void stuckRequestsKeepNobodyWaiting() {
    int stuck = 300;
    AtomicInteger asked = new AtomicInteger();
    Promise<Void> allAsked = Promise.promise();
    int port =
        listen(
            request -> {
              if (request.path().equals("/ok")) {
                request.response().end();
              } else if (asked.incrementAndGet() == stuck) {
                allAsked.complete();
              }
            });
    HttpSender sender = sender();
    List<Future<DeliveryResult>> waiting = new ArrayList<>();
    for (int i = 0; i < stuck; i++) {
      waiting.add(posting(sender, "http://push.test:" + port + "/stuck"));
    }
    await(allAsked.future());
    delivered(post(sender, "http://push.test:" + port + "/ok"));
    waiting.forEach(one -> assertFalse(one.isComplete()));
  }

  private static void delivered(DeliveryResult result) {
    assertEquals(Outcome.DELIVERED, result.outcome(), result.reason());
  }
}

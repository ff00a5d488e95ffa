package io.fanfare.push.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.push.DeliveryResult;
import io.fanfare.push.DeliveryResult.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted, and what the answer means for the message. */
class OutcomeTest extends SenderFixture {

  private static final int KIB = 1 << 10;

  @ParameterizedTest
  @CsvSource({
    "200, DELIVERED",
    "201, DELIVERED",
    "204, DELIVERED",
    "299, DELIVERED",
    "300, FAILED",
    "301, FAILED",
    "302, FAILED",
    "304, FAILED",
    "307, FAILED",
    "400, REFUSED",
    "401, REFUSED",
    "404, REFUSED",
    "407, REFUSED",
    "408, REFUSED",
    "410, REFUSED",
    "428, REFUSED",
    "429, FAILED",
    "430, REFUSED",
    "499, REFUSED",
    "500, FAILED",
    "501, FAILED",
    "503, FAILED",
    "599, FAILED",
    "600, FAILED",
    "999, FAILED",
  })
  void theStatusDecides(int status, Outcome outcome) {
    int port = listenRaw("HTTP/1.1 %d Secret\r\nContent-Length: 6\r\n\r\nsecret".formatted(status));
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/hook");
    assertEquals(outcome, result.outcome());
    assertEquals(status, result.statusCode());
    assertEquals("push.test:%d answered with status %d".formatted(port, status), result.reason());
    assertTrue(result.millis() >= 0);
  }

  @Test
  void theRequestIsTheCallersAndWhatHttpNeeds() {
    Promise<HttpServerRequest> asked = Promise.promise();
    Promise<Buffer> body = Promise.promise();
    int port =
        listen(
            request -> {
              asked.complete(request);
              request.body().onComplete(body);
              request.response().end();
            });
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("User-Agent", "Amazon Simple Notification Service Agent")
            .add("Content-Type", "text/plain; charset=UTF-8")
            .add("Content-Length", "1")
            .add("Transfer-Encoding", "chunked")
            .add("Host", "other.test");
    HttpTarget target = HttpTarget.parse("http://push.test:" + port + "/a/b?c=%20d#e");
    assertEquals(Outcome.DELIVERED, await(sender().post(target, headers, BODY)).outcome());

    HttpServerRequest request = await(asked.future());
    assertEquals("POST /a/b?c=%20d", request.method() + " " + request.uri());
    assertEquals(BODY, await(body.future()));
    assertEquals(
        """
        connection: keep-alive
        content-length: %d
        content-type: text/plain; charset=UTF-8
        host: push.test:%d
        user-agent: Amazon Simple Notification Service Agent
        """
            .formatted(BODY.length(), port),
        request.headers().entries().stream()
            .map(entry -> entry.getKey().toLowerCase(Locale.ROOT) + ": " + entry.getValue() + "\n")
            .sorted()
            .reduce("", String::concat));
  }

  @Test
  void aRedirectIsNotFollowed() {
    AtomicInteger asked = new AtomicInteger();
    int other =
        listen(
            request -> {
              asked.incrementAndGet();
              request.response().end();
            });
    int port =
        listen(
            request ->
                request
                    .response()
                    .setStatusCode(307)
                    .putHeader("Location", "http://127.0.0.1:" + other + "/")
                    .end());
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals(307, result.statusCode());
    assertEquals(0, asked.get());
  }

  @Test
  void whatAnnouncesTheAnswerIsNone() {
    int port =
        listenRaw(
            String.join(
                "\r\n",
                "HTTP/1.1 100 Continue",
                "",
                "HTTP/1.1 103 Early Hints",
                "Link: </a>",
                "",
                "HTTP/1.1 202 Accepted",
                "Content-Length: 0",
                "",
                ""));
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/");
    assertEquals(Outcome.DELIVERED, result.outcome());
    assertEquals(202, result.statusCode());
  }

  @Test
  void anotherProtocolIsAFailure() {
    int port = listenRaw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n");
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals(101, result.statusCode());
  }

  @Test
  void anEndpointThatNeverAnswersFailsInTime() {
    int port = listen(request -> {});
    HttpSender sender = sender(new HttpSenderOptions().setAttemptTimeout(SOON));
    DeliveryResult result = post(sender, "http://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals(0, result.statusCode());
    assertEquals("push.test:" + port + " did not answer within 200 ms", result.reason());
    await(connections.get(0));
  }

  /** Whose listener has no room left drops what would connect, and answers nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void anAddressThatNeverAnswersFailsOnceConnectingHasTakenTooLong(String scheme)
      throws IOException {
    List<SocketChannel> filling = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      while (filling.size() < 8) {
        SocketChannel one = SocketChannel.open();
        filling.add(one);
        one.configureBlocking(false);
        one.connect(full.getLocalSocketAddress());
      }
      int port = full.getLocalPort();
      HttpSender sender =
          sender(new HttpSenderOptions().setConnectTimeout(SOON).setAttemptTimeout(NEVER));
      DeliveryResult result = post(sender, scheme + "://push.test:" + port + "/");
      assertEquals(Outcome.FAILED, result.outcome());
      assertEquals(0, result.statusCode());
      assertEquals("push.test:" + port + " could not be connected to", result.reason());
    } finally {
      for (SocketChannel one : filling) {
        one.close();
      }
    }
  }

  /**
   * What is not written yet must not keep the connection, and the body, for as long as it likes.
   */
  @Test
  void anEndpointThatNeverReadsIsCutOff() {
    long length = 64L << 20;
    Promise<NetSocket> connected = Promise.promise();
    int port = listenRaw(socket -> connected.complete(socket.pause()));
    HttpSender sender = sender(new HttpSenderOptions().setAttemptTimeout(SOON));
    Buffer body = Buffer.buffer(new byte[(int) length]);
    DeliveryResult result = await(posting(sender, "http://push.test:" + port + "/", body));
    assertEquals(Outcome.FAILED, result.outcome());

    AtomicLong read = new AtomicLong();
    NetSocket socket = await(connected.future());
    socket.handler(bytes -> read.addAndGet(bytes.length()));
    socket.resume();
    await(connections.get(0));
    assertTrue(read.get() < length, "the rest was still sent");
  }

  @Test
  void anAnswerWithoutEndIsCutOff() {
    int port =
        listenRaw(
            socket ->
                socket.handler(
                    bytes -> {
                      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                      writeForEver(socket);
                    }));
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/");
    assertEquals(Outcome.DELIVERED, result.outcome());
    assertEquals(200, result.statusCode());
    await(connections.get(0));
  }

  private static void writeForEver(NetSocket socket) {
    socket.write("400\r\n" + "x".repeat(KIB) + "\r\n").onSuccess(written -> writeForEver(socket));
  }

  @ParameterizedTest
  @CsvSource({"64, 1", "65, 2"})
  void aConnectionIsKeptAfterAnAnswerOf64Kib(int kib, int taken) {
    int port = listen(request -> request.response().end("x".repeat(kib * KIB)));
    HttpSender sender = sender();
    for (int i = 0; i < 2; i++) {
      assertEquals(Outcome.DELIVERED, post(sender, "http://push.test:" + port + "/").outcome());
    }
    assertEquals(taken, connections.size());
  }

  @ParameterizedTest
  @CsvSource({"200, DELIVERED", "400, REFUSED", "500, FAILED"})
  void anAnswerThatDoesNotEndCountsByItsStatus(int status, Outcome outcome) {
    int port =
        listenRaw(
            socket ->
                socket.handler(
                    bytes ->
                        socket.write(
                            "HTTP/1.1 %d S\r\nContent-Length: 9\r\n\r\nslow".formatted(status))));
    HttpSender sender = sender(new HttpSenderOptions().setAttemptTimeout(SOON));
    DeliveryResult result = post(sender, "http://push.test:" + port + "/");
    assertEquals(outcome, result.outcome());
    assertEquals(status, result.statusCode());
    await(connections.get(0));
  }

  @Test
  void anAnswerThatBreaksOffCountsByItsStatus() {
    int port = listenRaw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin");
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/");
    assertEquals(Outcome.DELIVERED, result.outcome());
  }

  @ParameterizedTest
  @CsvSource({"''", "HTTP/1.1 20", "'HTTP/1.1 200 OK\r\nX-Secret: s'"})
  void aConnectionThatIsClosedBeforeTheAnswerIsAFailure(String begin) {
    int port = listenRaw(begin);
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals(0, result.statusCode());
    assertEquals("push.test:" + port + " closed the connection without an answer", result.reason());
    assertEquals(1, connections.size());
  }

  @ParameterizedTest
  @CsvSource({
    "'SSH-2.0-OpenSSH_9.6\r\n\r\n'",
    "'HTTP/1.1 abc OK\r\n\r\n'",
    "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: \u0000\r\n\r\n'",
  })
  void whatIsNotHttpIsAFailure(String answer) {
    int port = listenRaw(answer);
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals(0, result.statusCode());
    assertEquals("push.test:" + port + " did not answer in HTTP/1.1", result.reason());
  }

  @Test
  void headersWithoutEndAreAFailure() {
    String header = "X: " + "x".repeat(KIB) + "\r\n";
    int port = listenRaw("HTTP/1.1 200 OK\r\n" + header.repeat(64));
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/");
    assertEquals("push.test:" + port + " did not answer in HTTP/1.1", result.reason());
  }

  @Test
  void nobodyListening() {
    int port = freePort();
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals("push.test:" + port + " could not be connected to", result.reason());
  }

  @Test
  void aHeaderThatIsNoneFailsTheAttemptOnly() {
    int port = listen(request -> request.response().end());
    HttpSender sender = sender();
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    HttpTarget target = HttpTarget.parse("http://push.test:" + port + "/");
    MultiMap wrong = MultiMap.caseInsensitiveMultiMap().add("X", "a\r\nEvil: b");
    assertEquals(Outcome.FAILED, await(sender.post(target, wrong, BODY)).outcome());
    assertEquals(Outcome.DELIVERED, await(sender.post(target, headers, BODY)).outcome());
  }

  @Test
  void theResultIsHeardOnTheCallersContext() {
    int port = listen(request -> request.response().end());
    HttpSender sender = sender();
    HttpTarget target = HttpTarget.parse("http://push.test:" + port + "/");
    VertxInternal inside = (VertxInternal) vertx;
    for (ThreadingModel model :
        new ThreadingModel[] {ThreadingModel.EVENT_LOOP, ThreadingModel.WORKER}) {
      Context caller = inside.createContext(model);
      Promise<Context> heard = Promise.promise();
      caller.runOnContext(
          now ->
              sender
                  .post(target, MultiMap.caseInsensitiveMultiMap(), BODY)
                  .onComplete(result -> heard.complete(Vertx.currentContext())));
      assertSame(caller, await(heard.future()));
    }
  }

  @Test
  void whatIsUnderWayFailsWhenTheSenderCloses() {
    Promise<Void> asked = Promise.promise();
    int port = listen(request -> asked.complete());
    HttpSender sender = sender();
    Future<DeliveryResult> stuck = posting(sender, "http://push.test:" + port + "/");
    await(asked.future());
    await(sender.close());
    assertEquals("The broker ends", await(stuck).reason());
    DeliveryResult late = post(sender, "http://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, late.outcome());
    assertNotEquals("", late.reason());
    await(connections.get(0));
    assertEquals(1, connections.size());
  }
}

package io.fanfare.push.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A call is answered with all that was answered, or with nothing. */
class CallTest extends SenderFixture {

  private static final int MOST = 1_000;

  private HttpAnswer call(int port, Duration timeout) {
    return await(
        sender()
            .call(
                HttpTarget.parse("http://127.0.0.1:" + port + "/path"),
                MultiMap.caseInsensitiveMultiMap(),
                BODY,
                new HttpSender.Reading(timeout, MOST)));
  }

  @Test
  void theAnswerHasStatusHeadersAndBody() {
    int port =
        listen(
            request ->
                request
                    .body()
                    .onSuccess(
                        body ->
                            request
                                .response()
                                .setStatusCode(418)
                                .putHeader("X-Kind", "teapot")
                                .end(body)));
    HttpAnswer answer = call(port, NEVER);
    assertEquals(418, answer.status());
    assertEquals("teapot", answer.headers().get("x-kind"));
    assertEquals(BODY, answer.body());
  }

  @Test
  void anAnswerMayBeAsLongAsItIsWanted() {
    int port = listen(request -> request.response().end(Buffer.buffer(new byte[MOST])));
    HttpAnswer answer = call(port, NEVER);
    assertEquals(MOST, answer.body().length());
    assertFalse(answer.tooLong());
  }

  @Test
  void ofAnAnswerThatIsTooLongOnlyTheHeadIsKept() {
    int port =
        listen(
            request ->
                request
                    .response()
                    .setStatusCode(201)
                    .putHeader("X-Kind", "long")
                    .end(Buffer.buffer(new byte[MOST + 1])));
    HttpAnswer answer = call(port, NEVER);
    assertTrue(answer.tooLong());
    assertEquals(201, answer.status());
    assertEquals("long", answer.headers().get("x-kind"));
    assertEquals("127.0.0.1:" + port + " answered with more than 1000 bytes", answer.reason());
    assertEquals(0, answer.body().length());
  }

  @Test
  void anAnswerThatBreaksOffIsNone() {
    int port = listenRaw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
    HttpAnswer answer = call(port, NEVER);
    assertEquals(0, answer.status());
    assertEquals(0, answer.body().length());
  }

  @Test
  void anAnswerThatDoesNotEndInTimeIsNone() {
    int port =
        listenRaw(
            socket ->
                socket.handler(
                    bytes -> socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf")));
    HttpAnswer answer = call(port, SOON);
    assertEquals(0, answer.status());
    assertEquals("127.0.0.1:" + port + " did not answer within 200 ms", answer.reason());
  }
}

package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.queues.model.SendMessage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections, bodies and heads are handled as HTTP has it, and what is broken is refused. */
final class FramingTest extends HttpApiFixture {

  @Test
  void aConnectionServesManyRequests() throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      for (int i = 0; i < 3; i++) {
        raw.send(rawPost("localhost", SEND));
        assertEquals(200, raw.receive().status());
      }
      raw.send(rawPost("localhost", SEND) + rawPost("localhost", SEND));
      assertEquals(200, raw.receive().status());
      assertEquals(200, raw.receive().status());
    }
  }

  @Test
  void aBodyMayComeInChunks() throws IOException {
    String half = SEND.substring(10);
    try (RawClient raw = new RawClient(api.port())) {
      raw.sendLines("POST / HTTP/1.1", "Host: localhost", "X-Amz-Target: AmazonSQS.SendMessage");
      raw.sendLines("Transfer-Encoding: chunked", "");
      raw.sendLines("a", SEND.substring(0, 10));
      raw.sendLines(Integer.toHexString(half.length()), half, "0", "");
      assertEquals(200, raw.receive().status());
      assertEquals(new SendMessage("q", "b"), lastCall().request());
    }
  }

  @Test
  void aBodyMayComeInCrumbs() throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      raw.sendLines("POST / HTTP/1.1", "Host: localhost", "X-Amz-Target: AmazonSQS.SendMessage");
      raw.sendLines("Transfer-Encoding: chunked", "");
      String padded = SEND + " ".repeat(3_000);
      String crumbs = padded.substring(0, 2_000);
      raw.send(crumbs.chars().mapToObj(c -> "1\r\n" + (char) c + "\r\n").collect(joining()));
      raw.sendLines(
          Integer.toHexString(padded.length() - 2_010),
          padded.substring(2_000, padded.length() - 10));
      raw.sendLines("a", padded.substring(padded.length() - 10), "0", "");
      assertEquals(200, raw.receive().status());
      assertEquals(new SendMessage("q", "b"), lastCall().request());
    }
  }

  @Test
  void aClientMayAskWhetherToContinue() throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      String request = rawPost("localhost", SEND);
      int body = request.indexOf("\r\n\r\n") + 2;
      raw.send(request.substring(0, body) + "Expect: 100-continue\r\n\r\n");
      assertEquals(100, raw.receive().status());
      raw.send(SEND);
      assertEquals(200, raw.receive().status());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBodyThatIsTooLongIsRefused(boolean announced) throws IOException {
    await(api.close());
    api = open(new HttpApiOptions().setMaxBodyBytes(1_000));
    assertEquals(200, json("SendMessage", SEND + " ".repeat(900)).statusCode());
    String body = " ".repeat(2_000);
    try (RawClient raw = new RawClient(api.port())) {
      raw.sendLines("POST / HTTP/1.1", "Host: localhost", "X-Amz-Target: AmazonSQS.SendMessage");
      if (announced) {
        raw.sendLines("Content-Length: 2000", "", body);
      } else {
        raw.sendLines("Transfer-Encoding: chunked", "", "7d0", body, "0", "");
      }
      assertEquals(413, raw.receive().status());
      assertTrue(raw.isAtEnd());
    }
  }

  @Test
  void aCompressedBodyIsRefused() {
    HttpResponse<String> response =
        send(
            post("/", SEND)
                .header("X-Amz-Target", "AmazonSQS.SendMessage")
                .header("Content-Encoding", "gzip"));
    assertEquals(415, response.statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
  void otherMethodsAreNotAllowed(String method) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri("/?Action=ListQueues"))
                .method(method, BodyPublishers.noBody()));
    assertEquals(405, response.statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /%zz?Action=ListQueues HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /?Action=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /?Action=ListQueues&MaxResults=%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST http://[ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        "POST ? HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        "POST * HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        "POST // HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        "POST ?Action=ListQueues&MaxResults=x HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        "GET ? HTTP/1.1\r\nHost: localhost\r\n\r\n",
      })
  void badFramingIsNeverTheBrokersFault(String request) throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      raw.send(request);
      raw.finish();
      int status = raw.receiveIfAny().map(RawClient.Answer::status).orElse(400);
      assertTrue(status >= 400 && status < 500, "status " + status);
    }
    assertEquals(200, json("SendMessage", SEND).statusCode());
  }

  @Test
  void aHeadThatIsTooLongIsRefused() throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      raw.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
      assertEquals(431, raw.receive().status());
    }
  }

  @Test
  void aClientThatDoesNotFinishItsRequestIsCutOff() throws IOException {
    await(api.close());
    api = open(new HttpApiOptions().setRequestTimeoutSeconds(1));
    try (RawClient silent = new RawClient(api.port());
        RawClient slow = new RawClient(api.port())) {
      slow.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
      assertTrue(silent.isAtEnd());
      assertTrue(slow.isAtEnd());
    }
  }
}

package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.http.HttpApiOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may have a WebSocket, and what is said there before a session has begun. */
class HandshakeTest extends StompFixture {

  private HttpClientResponse ask(String path, String... headers) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost("localhost")
            .setPort(api.port())
            .setURI(path);
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    options.setHeaders(all);
    return await(vertx.createHttpClient().request(options).compose(request -> request.send()));
  }

  private HttpClientResponse shake(String... headers) {
    String[] upgrade = {
      "Upgrade", "websocket",
      "Connection", "Upgrade",
      "Sec-WebSocket-Version", "13",
      "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Extensions", "permessage-deflate"
    };
    String[] all = Arrays.copyOf(upgrade, upgrade.length + headers.length);
    System.arraycopy(headers, 0, all, upgrade.length, headers.length);
    return ask("/stomp/?any=thing", all);
  }

  @Test
  void aWebSocketIsThereAndNowhereElse() {
    assertEquals(101, shake().statusCode());
    assertEquals(404, ask("/elsewhere", "Upgrade", "websocket").statusCode());
    HttpClientResponse plain = ask("/stomp");
    assertEquals(426, plain.statusCode());
    assertEquals("websocket", plain.getHeader("upgrade"));
  }

  @Test
  void theOneSubProtocolIsAnswered() {
    assertNull(shake().getHeader("sec-websocket-protocol"));
    HttpClientResponse many = shake("Sec-WebSocket-Protocol", "v10.stomp, v11.stomp,v12.stomp");
    assertEquals(101, many.statusCode());
    assertEquals("v12.stomp", many.getHeader("sec-websocket-protocol"));
    assertEquals(400, shake("Sec-WebSocket-Protocol", "v10.stomp").statusCode());
  }

  @Test
  void anOfferOfCompressionIsDeclined() {
    assertNull(shake().getHeader("sec-websocket-extensions"));
  }

  @Test
  void foreignPagesAreKeptOut() {
    assertEquals(403, shake("Origin", "https://evil.example").statusCode());
    assertEquals(403, shake("Origin", "null").statusCode());
    assertEquals(101, shake("Origin", "https://localhost:" + api.port()).statusCode());
    assertEquals(403, shake("Origin", "http://localhost:1").statusCode());
    assertEquals(
        403, shake("Host", "rebound.example", "Origin", "http://rebound.example").statusCode());
  }

  @Test
  void pagesThatAreNamedComeInAndNoOthers() {
    await(api.close());
    api =
        open(new HttpApiOptions().setWebsocketOrigins(List.of("http://page.example:3000", "null")));
    assertEquals(101, shake("Origin", "http://page.example:3000").statusCode());
    assertEquals(101, shake("Origin", "null").statusCode());
    assertEquals(403, shake("Origin", "http://localhost:" + api.port()).statusCode());
  }

  @Test
  void thereAreNoMoreConnectionsThanMayBe() {
    await(api.close());
    api = open(new HttpApiOptions().setWebsocketConnections(1));
    StompClient first = connect();
    HttpClientResponse second = shake();
    assertEquals(503, second.statusCode());
    assertEquals("5", second.getHeader("retry-after"));
    first.socket.close();
    Awaitility.await().until(() -> shake().statusCode() == 101);
  }

  @Test
  void whoNamesNoHostThatCanBeTakesNoPlace() {
    await(api.close());
    api = open(new HttpApiOptions().setWebsocketConnections(1));
    assertEquals(400, shake("Host", "a~b").statusCode());
    assertEquals(101, shake().statusCode());
  }

  @Test
  void aSessionBegins() {
    StompClient client = StompClient.open(vertx, api.port());
    client.say("STOMP", "accept-version:1.0,1.1,1.2\nheart-beat:10000,10000\nhost:x", "");
    StompClient.Heard connected = client.next();
    assertEquals("CONNECTED", connected.command());
    assertEquals("1.2", connected.header("version"));
    assertEquals("1000,10000", connected.header("heart-beat"));
    assertTrue(connected.header("server").startsWith("fanfare/"));
    assertTrue(connected.header("session").matches("[A-Za-z0-9]{16}"));
    assertEquals(1, api.stompStatistics().connections());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "CONNECT; accept-version:1.1; UnsupportedVersion; 1002",
        "CONNECT; host:x; UnsupportedVersion; 1002",
        "SEND; destination:/queue/q; ProtocolError; 1002",
        "BEGIN; transaction:1; UnsupportedOperation; 1002",
        "CONNECT; accept-version; ProtocolError; 1002",
        "CONNECT; accept-version:1.2|heart-beat:often; InvalidParameterValue; 1008",
        "CONNECT; accept-version:1.2|client-id:a_b; InvalidParameterValue; 1008",
      })
  void whatBeginsNoSessionEndsTheConnection(
      String command, String headers, String code, int close) {
    StompClient client = StompClient.open(vertx, api.port());
    client.say(command, headers.replace('|', '\n'), "");
    StompClient.Heard error = client.failure(code, close);
    assertEquals("false", error.header("retryable"));
    assertEquals("text/plain", error.header("content-type"));
    assertEquals(code.equals("UnsupportedVersion"), error.headers().containsKey("version"));
    assertEquals(1L, api.stompStatistics().errors().get(code));
  }

  @Test
  void beforeASessionLittleIsRead() {
    StompClient client = StompClient.open(vertx, api.port());
    client.raw("CONNECT\naccept-version:1.2\nx:" + "y".repeat(1 << 20));
    client.failure("LimitExceeded", 1009);
  }

  @Test
  void aSessionIsBegunOnce() {
    StompClient client = connect();
    client.say("CONNECT", "accept-version:1.2", "");
    client.failure("ProtocolError", 1002);
  }

  @Test
  void framesAreUnderstoodHoweverTheyAreCut() {
    createQueue("q");
    StompClient client = connect();
    for (char c : "\n\r\n\nSEND\r\ndestination:/queue/q\r\nreceipt:1\r\n\r\none\0".toCharArray()) {
      client.raw(String.valueOf(c));
    }
    assertEquals("1", client.next().header("receipt-id"));
    String frame = "SEND\ndestination:/queue/q\nreceipt:%d\n\ntwo\0\n\n";
    client.rawBinary(Buffer.buffer(frame.formatted(2) + frame.formatted(3) + frame.formatted(4)));
    for (String receipt : List.of("2", "3", "4")) {
      assertEquals(receipt, client.next().header("receipt-id"));
    }
    assertEquals(4, visible("q"));
  }

  @Test
  void heartBeatsComeIfTheyAreAskedFor() {
    StompClient client = connect("heart-beat:0,1");
    Awaitility.await().until(() -> client.messages.contains("\n"));
    StompClient silent = connect();
    Awaitility.await().during(Duration.ofMillis(1_600)).until(() -> silent.messages.size() == 1);
  }

  @Test
  void aSessionEndsWithADisconnectAndItsReceipt() {
    StompClient client = connect();
    client.say("DISCONNECT", "receipt:bye", "");
    assertEquals("bye", client.next().header("receipt-id"));
    assertFalse(client.socket.isClosed());
    await(client.socket.close());
    StompClient other = connect();
    other.say("DISCONNECT", "", "");
    other.assertClosed(1000);
    Awaitility.await().until(() -> api.stompStatistics().connections() == 0);
  }

  @Test
  void aShutdownClosesConnectionsAndLetsNobodyIn() {
    StompClient client = connect();
    await(api.drain(Duration.ofSeconds(10)));
    client.assertClosed(1001);
    assertEquals(503, shake().statusCode());
  }
}

package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A bare WebSocket that says what it is told to, and takes apart what it hears. */
final class StompClient {

  /** A frame that was heard. */
  record Heard(String command, Map<String, String> headers, String body) {

    String header(String name) {
      return Objects.requireNonNull(headers.get(name), () -> name + " of " + this);
    }
  }

  final WebSocket socket;

  /** Held, as one that nobody holds is closed with its sockets when the collector finds it. */
  private final WebSocketClient client;

  final List<String> messages = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Heard> frames = new LinkedBlockingQueue<>();
  private final StringBuilder unfinished = new StringBuilder();

  private StompClient(WebSocketClient client, WebSocket socket) {
    this.client = client;
    this.socket = socket;
    socket.textMessageHandler(this::heard);
    socket.resume();
  }

  /** A socket at which nothing was said yet. */
  static StompClient open(Vertx vertx, int port) {
    return open(vertx, new WebSocketConnectOptions().setPort(port).setURI("/stomp"));
  }

  static StompClient open(Vertx vertx, WebSocketConnectOptions options) {
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxFrameSize(4 << 20)
                .setMaxMessageSize(4 << 20)
                .setTryUsePerMessageCompression(true));
    WebSocket socket =
        await(
            client
                .connect(options.setHost("localhost").addSubProtocol(StompServer.SUB_PROTOCOL))
                .map(
                    open -> {
                      open.pause();
                      return open;
                    }));
    return new StompClient(client, socket);
  }

  /** A session that has begun, with these headers of CONNECT. */
  static StompClient connect(Vertx vertx, int port, String... headers) {
    StompClient client = open(vertx, port);
    client.say("CONNECT", "accept-version:1.1,1.2\n" + String.join("\n", headers), "");
    assertEquals("CONNECTED", client.next().command());
    return client;
  }

  private void heard(String message) {
    messages.add(message);
    unfinished.append(message);
    if (message.endsWith("\0")) {
      frames.add(parse(unfinished.substring(0, unfinished.length() - 1)));
      unfinished.setLength(0);
    } else if (unfinished.toString().equals("\n")) {
      unfinished.setLength(0);
    }
  }

  private static Heard parse(String text) {
    int end = text.indexOf("\n\n");
    String[] lines = text.substring(0, end).split("\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.putIfAbsent(
          plain(lines[i].substring(0, colon)), plain(lines[i].substring(colon + 1)));
    }
    return new Heard(lines[0], headers, text.substring(end + 2));
  }

  private static String plain(String text) {
    return text.replace("\\c", ":").replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\");
  }

  /** Says a frame; {@code headers} are lines as they go over the wire. */
  void say(String command, String headers, String body) {
    String lines = headers.isEmpty() ? "" : headers.strip() + "\n";
    raw(command + "\n" + lines + "\n" + body + "\0");
  }

  void raw(String text) {
    await(socket.writeTextMessage(text));
  }

  void rawBinary(Buffer octets) {
    await(socket.writeBinaryMessage(octets));
  }

  /** Says a frame that asks for a receipt, and waits for that. */
  void sayAndWait(String command, String headers, String body) {
    String receipt = "r" + messages.size();
    say(command, headers + "\nreceipt:" + receipt, body);
    assertEquals(new Heard("RECEIPT", Map.of("receipt-id", receipt), ""), next());
  }

  /** The next frame that is heard. */
  Heard next() {
    return Objects.requireNonNull(poll(10_000), "nothing was heard");
  }

  /** The next frame, which is a MESSAGE. */
  Heard message() {
    Heard heard = next();
    assertEquals("MESSAGE", heard.command(), heard::toString);
    return heard;
  }

  /** The frame that is heard within so many milliseconds, if one is. */
  @Nullable Heard poll(long millis) {
    try {
      return frames.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hears an ERROR with {@code code}, and then that the socket is closed. */
  Heard failure(String code, int close) {
    Heard heard = next();
    assertEquals("ERROR", heard.command(), heard::toString);
    assertEquals(code, heard.header("code"), heard::toString);
    assertClosed(close);
    return heard;
  }

  void assertClosed(int code) {
    Awaitility.await().until(socket::isClosed);
    assertEquals(Short.valueOf((short) code), socket.closeStatusCode());
    await(client.close());
  }
}

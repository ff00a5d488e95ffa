package io.fanfare.broker.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks STOMP over a WebSocket. What it hears stands in line until it is read,
 * by one thread.
 */
final class StompConnection implements WebSocket.Listener, AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
  private static final Frame END = new Frame("", Map.of(), "");
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
  private final StringBuilder unfinished = new StringBuilder();
  private final WebSocket socket;

  /** A frame, its headers as they are on the wire. */
  record Frame(String command, Map<String, String> headers, String body) {

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** A session of the client {@code id} that has begun. */
  StompConnection(URI endpoint, String id) throws IOException {
    URI url = URI.create(endpoint.toString().replaceFirst("^http", "ws") + "/stomp");
    try {
      socket = HTTP.newWebSocketBuilder().subprotocols("v12.stomp").buildAsync(url, this).join();
    } catch (CompletionException down) {
      throw new IOException(down);
    }
    say("CONNECT", Map.of("accept-version", "1.2", "client-id", id), "");
    Frame answer = next();
    if (!answer.command().equals("CONNECTED")) {
      throw new IOException(answer.toString());
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    unfinished.append(data);
    int end = unfinished.length() - 1;
    if (end >= 0 && unfinished.charAt(end) == '\0') {
      heard.add(frame(unfinished.substring(0, end).stripLeading()));
      unfinished.setLength(0);
    }
    from.request(1);
    return null;
  }

  private static Frame frame(String text) {
    int end = text.indexOf("\n\n");
    Map<String, String> headers = new LinkedHashMap<>();
    text.substring(0, end)
        .lines()
        .skip(1)
        .map(line -> line.split(":", 2))
        .forEach(pair -> headers.putIfAbsent(pair[0], pair[1]));
    return new Frame(text.lines().findFirst().orElse(""), headers, text.substring(end + 2));
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    heard.add(END);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable fault) {
    heard.add(END);
  }

  /** Says a frame; fails if nobody hears it. */
  void say(String command, Map<String, String> headers, String body) throws IOException {
    StringBuilder text = new StringBuilder(command).append('\n');
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    try {
      socket.sendText(text.append('\n').append(body).append('\0'), true).join();
    } catch (CompletionException down) {
      throw new IOException(down);
    }
  }

  /** The next frame, of which one has to come within a minute; fails once the socket is closed. */
  Frame next() throws IOException {
    Frame next = poll(PATIENCE_SECONDS * 1_000);
    if (next == null) {
      throw new IllegalStateException("nothing was heard for a minute");
    }
    return next;
  }

  /** The next frame that comes within so many milliseconds, if one does. */
  @Nullable Frame poll(long millis) throws IOException {
    try {
      Frame next = heard.poll(millis, TimeUnit.MILLISECONDS);
      if (next != null && next.command().isEmpty()) {
        heard.add(END);
        throw new IOException("the connection has ended");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Cuts the connection, of which the broker is told nothing. */
  @Override
  public void close() {
    socket.abort();
  }
}

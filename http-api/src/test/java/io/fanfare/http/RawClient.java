package io.fanfare.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP client that sends exactly what it is told, byte by byte. */
final class RawClient implements Closeable {

  private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)");
  private static final int TIMEOUT_MILLIS = 10_000;

  /** An answer; its head in lower case. */
  record Answer(int status, String head, String body) {}

  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket("localhost", port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** Sends these lines, each with its end. */
  void sendLines(String... lines) throws IOException {
    send(String.join("\r\n", lines) + "\r\n");
  }

  /** Says that nothing more will be sent. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  Answer receive() throws IOException {
    return receive("GET");
  }

  /** The answer to a request of {@code method}; that to a HEAD has no body. */
  Answer receive(String method) throws IOException {
    return receiveIfAny(!method.equals("HEAD"))
        .orElseThrow(() -> new IOException("The connection was closed"));
  }

  /** The next answer, or nothing if the connection was closed instead. */
  Optional<Answer> receiveIfAny() throws IOException {
    return receiveIfAny(true);
  }

  private Optional<Answer> receiveIfAny(boolean hasBody) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return Optional.empty();
      }
      head.append((char) b);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    Matcher length = LENGTH.matcher(lower);
    byte[] body = in.readNBytes(hasBody && length.find() ? Integer.parseInt(length.group(1)) : 0);
    return Optional.of(
        new Answer(Integer.parseInt(lower.substring(9, 12)), lower, new String(body, ISO_8859_1)));
  }

  /** Whether the server closes the connection without sending more. */
  boolean isAtEnd() throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

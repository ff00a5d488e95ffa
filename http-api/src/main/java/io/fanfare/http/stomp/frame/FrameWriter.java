package io.fanfare.http.stomp.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes frames as text messages of a WebSocket, in pieces that every client takes. */
public final class FrameWriter {

  /** The longest piece, in UTF-16 units: clients on Tomcat refuse what is longer. */
  public static final int MOST_UNITS = 8_192;

  private FrameWriter() {}

  /** The frame that begins a session, whose headers have no escapes. */
  public static List<String> connected(Map<String, String> headers) {
    StringBuilder text = new StringBuilder("CONNECTED\n");
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    return cut(text.append("\n\0"));
  }

  /**
   * A frame as text messages, to be written in their order with nothing between them.
   *
   * @param headers in the order in which they are written; {@code content-length} comes by itself
   */
  public static List<String> pieces(String command, Map<String, String> headers, String body) {
    StringBuilder text = new StringBuilder(256 + body.length());
    text.append(command).append('\n');
    headers.forEach(
        (name, value) -> {
          HeaderText.escape(name, text);
          text.append(':');
          HeaderText.escape(value, text);
          text.append('\n');
        });
    if (!body.isEmpty()) {
      text.append("content-length:").append(octets(body)).append('\n');
    }
    return cut(text.append('\n').append(body).append('\0'));
  }

  /** How many octets {@code text} has in UTF-8. */
  static int octets(String text) {
    int octets = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      octets += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return octets;
  }

  private static List<String> cut(StringBuilder text) {
    if (text.length() <= MOST_UNITS) {
      return List.of(text.toString());
    }
    List<String> pieces = new ArrayList<>(text.length() / MOST_UNITS + 1);
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + MOST_UNITS);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }
}

package io.fanfare.http.wire;

import com.fasterxml.jackson.core.util.BufferRecycler;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An XML text in the making. What is long leaves it in pieces, so that it is never there twice. */
final class Xml {

  private static final String REPLACEMENT = "\uFFFD";
  private static final int SLICE_CHARS = 8 << 10;

  private final StringBuilder text = new StringBuilder(512);
  private @Nullable PieceStream sent;
  private int before;

  Xml raw(String markup) {
    append(markup, 0, markup.length());
    return this;
  }

  Xml open(String name) {
    text.append('<').append(name).append('>');
    return this;
  }

  Xml close(String name) {
    text.append("</").append(name).append('>');
    return this;
  }

  /**
   * Closes the element {@code name}, in the short form if it has no content.
   *
   * @param contentStart how long the text was when the element was opened
   */
  Xml closeOrCollapse(String name, int contentStart) {
    if (length() > contentStart) {
      return close(name);
    }
    text.setLength(text.length() - 1);
    text.append("/>");
    return this;
  }

  /** An element of just text. */
  Xml element(String name, String content) {
    open(name);
    int start = 0;
    for (int i = 0; i < content.length(); i++) {
      String escape = escapeOf(content, i);
      if (escape != null) {
        append(content, start, i);
        text.append(escape);
        start = i + 1;
      }
    }
    append(content, start, content.length());
    return close(name);
  }

  private void append(String content, int start, int end) {
    for (int from = start; from < end; from += SLICE_CHARS) {
      text.append(content, from, Math.min(end, from + SLICE_CHARS));
      if (text.length() > SLICE_CHARS) {
        encode();
      }
    }
  }

  /** Sends off what is there, but keeps the first half of a pair until the second is here. */
  private void encode() {
    int end = text.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    byte[] encoded = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
    if (sent == null) {
      sent = new PieceStream(new BufferRecycler());
    }
    sent.write(encoded, 0, encoded.length);
    text.delete(0, end);
    before += end;
  }

  /* A carriage return written as itself would be read back as a line feed. */
  private static @Nullable String escapeOf(String content, int index) {
    char c = content.charAt(index);
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\r' -> "&#xD;";
      case '\t', '\n' -> null;
      default -> isAllowed(c, content, index) ? null : REPLACEMENT;
    };
  }

  private static boolean isAllowed(char c, String content, int index) {
    if (Character.isHighSurrogate(c)) {
      return index + 1 < content.length() && Character.isLowSurrogate(content.charAt(index + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return index > 0 && Character.isHighSurrogate(content.charAt(index - 1));
    }
    return c >= ' ' && c != '\uFFFE' && c != '\uFFFF';
  }

  /** How many characters it has. */
  int length() {
    return before + text.length();
  }

  Pieces pieces() {
    byte[] rest = text.toString().getBytes(StandardCharsets.UTF_8);
    if (sent == null) {
      return Pieces.of(rest);
    }
    sent.write(rest, 0, rest.length);
    return sent.pieces();
  }
}

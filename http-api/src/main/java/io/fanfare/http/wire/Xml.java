package io.fanfare.http.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An XML text in the making. */
final class Xml {

  private static final String REPLACEMENT = "\uFFFD";

  private final StringBuilder text = new StringBuilder(512);

  Xml raw(String markup) {
    text.append(markup);
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
    if (text.length() > contentStart) {
      return close(name);
    }
    text.setLength(contentStart - 1);
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
        text.append(content, start, i).append(escape);
        start = i + 1;
      }
    }
    text.append(content, start, content.length());
    return close(name);
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

  int length() {
    return text.length();
  }

  byte[] toBytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

package io.fanfare.http.wire;

import java.nio.charset.StandardCharsets;

/** An XML text in the making. */
final class Xml {

  private static final int REPLACEMENT = 0xFFFD;

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
    content.codePoints().forEach(this::character);
    return close(name);
  }

  /* A carriage return written as itself would be read back as a line feed. */
  private void character(int c) {
    switch (c) {
      case '&' -> text.append("&amp;");
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '"' -> text.append("&quot;");
      case '\r' -> text.append("&#xD;");
      default -> text.appendCodePoint(isAllowed(c) ? c : REPLACEMENT);
    }
  }

  private static boolean isAllowed(int c) {
    if (c < ' ') {
      return c == '\t' || c == '\n';
    }
    return c < Character.MIN_SURROGATE
        || (c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF);
  }

  int length() {
    return text.length();
  }

  byte[] toBytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

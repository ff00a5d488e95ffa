package io.fanfare.http.stomp.frame;

import java.util.Optional;

/** The escapes of names and values in headers. */
final class HeaderText {

  private static final String ESCAPED = "\\\n\r:";
  private static final String LETTERS = "\\nrc";

  private HeaderText() {}

  /** {@code text} with escapes, appended to {@code line}. */
  static void escape(String text, StringBuilder line) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int which = ESCAPED.indexOf(c);
      if (which < 0) {
        line.append(c);
      } else {
        line.append('\\').append(LETTERS.charAt(which));
      }
    }
  }

  /** {@code text} without its escapes; nothing if one of them is none. */
  static Optional<String> unescape(String text) {
    int escape = text.indexOf('\\');
    if (escape < 0) {
      return Optional.of(text);
    }
    StringBuilder plain = new StringBuilder(text.length());
    int from = 0;
    while (escape >= 0) {
      int which = escape + 1 < text.length() ? LETTERS.indexOf(text.charAt(escape + 1)) : -1;
      if (which < 0) {
        return Optional.empty();
      }
      plain.append(text, from, escape).append(ESCAPED.charAt(which));
      from = escape + 2;
      escape = text.indexOf('\\', from);
    }
    return Optional.of(plain.append(text, from, text.length()).toString());
  }
}

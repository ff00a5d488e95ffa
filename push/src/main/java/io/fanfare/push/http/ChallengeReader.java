package io.fanfare.push.http;

import org.jspecify.annotations.Nullable;

/** Reads a WWW-Authenticate header word by word, and passes over what is none. */
final class ChallengeReader {

  private final String header;
  private int next;

  ChallengeReader(String header) {
    this.header = header;
  }

  /** The next word, of a scheme or of a parameter; null at the end. */
  @Nullable String word() {
    while (next < header.length() && !isOfWord(header.charAt(next))) {
      next++;
    }
    String word = plain();
    return word.isEmpty() ? null : word;
  }

  /** The value that follows the word, which then is that of a parameter; null if none does. */
  @Nullable String value() {
    int before = next;
    skipSpaces();
    if (next >= header.length() || header.charAt(next) != '=') {
      next = before;
      return null;
    }
    next++;
    skipSpaces();
    return next < header.length() && header.charAt(next) == '"' ? quoted() : plain();
  }

  private String plain() {
    int from = next;
    while (next < header.length() && isOfWord(header.charAt(next))) {
      next++;
    }
    return header.substring(from, next);
  }

  private String quoted() {
    StringBuilder text = new StringBuilder();
    next++;
    while (next < header.length() && header.charAt(next) != '"') {
      if (header.charAt(next) == '\\' && next + 1 < header.length()) {
        next++;
      }
      text.append(header.charAt(next));
      next++;
    }
    if (next < header.length()) {
      next++;
    }
    return text.toString();
  }

  private void skipSpaces() {
    while (next < header.length() && (header.charAt(next) == ' ' || header.charAt(next) == '\t')) {
      next++;
    }
  }

  private static boolean isOfWord(char c) {
    return c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
  }
}

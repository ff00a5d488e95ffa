package io.fanfare.http.stomp.frame;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Octets that arrive piece by piece. */
final class Octets {

  private static final int FIRST = 64;
  private static final byte[] NONE = {};

  private byte[] bytes = NONE;
  private int length;

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Adds those of {@code some} between two places. */
  void add(Buffer some, int from, int to) {
    int more = to - from;
    if (bytes.length - length < more) {
      int grown = Math.max(length + more, Math.max(FIRST, bytes.length * 2));
      bytes = Arrays.copyOf(bytes, grown);
    }
    some.getBytes(from, to, bytes, length);
    length += more;
  }

  /** The octet at {@code place}. */
  byte at(int place) {
    return bytes[place];
  }

  /** Whether they begin with {@code text}, which is ASCII. */
  boolean beginWith(String text) {
    if (length < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Takes the last one off. */
  void dropLast() {
    length--;
  }

  /** What they are as UTF-8, if they are. */
  Optional<String> text() {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** All of them, which are not here any more. */
  Buffer take() {
    byte[] taken = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    clear();
    return Buffer.buffer(taken);
  }

  /** Takes all off. What was large is given back to the heap. */
  void clear() {
    length = 0;
    if (bytes.length > 16 * FIRST) {
      bytes = NONE;
    }
  }
}

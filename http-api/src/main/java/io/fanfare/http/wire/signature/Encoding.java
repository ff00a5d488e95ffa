package io.fanfare.http.wire.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Percent-encoding as RFC 3986 has it, with nothing left plain that need not be encoded. */
final class Encoding {

  private static final String DIGITS = "0123456789ABCDEF";

  private Encoding() {}

  /** Whether {@code character} stands for itself. */
  static boolean isPlain(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '-'
        || character == '_'
        || character == '.'
        || character == '~';
  }

  static char digit(int value) {
    return DIGITS.charAt(value & 0xf);
  }

  /**
   * The bytes that {@code text} stands for. A percent sign without two digits stands for itself.
   *
   * @param form whether a plus sign is a space
   */
  static byte[] decode(String text, boolean form) {
    byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      int value = raw[i];
      if (value == '%' && i + 2 < raw.length && hex(raw[i + 1]) >= 0 && hex(raw[i + 2]) >= 0) {
        value = hex(raw[i + 1]) << 4 | hex(raw[i + 2]);
        i += 2;
      } else if (value == '+' && form) {
        value = ' ';
      }
      raw[length++] = (byte) value;
    }
    return Arrays.copyOf(raw, length);
  }

  private static int hex(byte digit) {
    return digit < 0 ? -1 : Character.digit(digit, 16);
  }

  /** The text that stands for {@code bytes}. */
  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte each : bytes) {
      if (isPlain(each)) {
        text.append((char) each);
      } else {
        text.append('%').append(digit(each >> 4)).append(digit(each));
      }
    }
    return text.toString();
  }
}

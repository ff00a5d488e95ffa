package io.fanfare.http.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Decodes {@code application/x-www-form-urlencoded}, refusing what is not. */
final class Form {

  /* A batch of ten messages with ten attributes each has some 500. */
  private static final int MAX_PARAMETERS = 10_000;

  private final byte[] bytes;
  private final byte[] decoded;
  private int position;

  private Form(byte[] bytes) {
    this.bytes = bytes;
    this.decoded = new byte[bytes.length];
  }

  /** The parameters in the order given. */
  static Map<String, String> parse(byte[] bytes) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Form form = new Form(bytes);
    while (form.position < bytes.length) {
      String name = form.next(true);
      String value = form.hasValue() ? form.next(false) : "";
      form.position++;
      if (name.isEmpty() && value.isEmpty()) {
        continue;
      }
      if (parameters.put(name, value) != null) {
        throw Malformed.input("The request gives a parameter twice.");
      }
      if (parameters.size() > MAX_PARAMETERS) {
        throw Malformed.input("The request has more than %d parameters.", MAX_PARAMETERS);
      }
    }
    return parameters;
  }

  private boolean hasValue() {
    if (position < bytes.length && bytes[position] == '=') {
      position++;
      return true;
    }
    return false;
  }

  /** The decoded text up to the next separator. */
  private String next(boolean name) {
    int length = 0;
    int seen = 0;
    for (; position < bytes.length; position++) {
      byte b = bytes[position];
      if (b == '&' || (name && b == '=')) {
        break;
      }
      if (b == '%') {
        b = escaped();
      } else if (b == '+') {
        b = ' ';
      }
      seen |= b;
      decoded[length++] = b;
    }
    return seen >= 0 ? new String(decoded, 0, length, StandardCharsets.ISO_8859_1) : utf8(length);
  }

  private byte escaped() {
    if (position + 2 >= bytes.length) {
      throw Malformed.input("A percent sign in the request is followed by no two digits.");
    }
    int high = Character.digit(bytes[position + 1], 16);
    int low = Character.digit(bytes[position + 2], 16);
    if (high < 0 || low < 0) {
      throw Malformed.input("A percent sign in the request is followed by no two digits.");
    }
    position += 2;
    return (byte) (high << 4 | low);
  }

  private String utf8(int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(decoded, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw Malformed.input("The request is not valid UTF-8.");
    }
  }
}

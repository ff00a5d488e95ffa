package io.fanfare.topics.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes a row: a version byte, then numbers, and texts and maps with their length in front. */
final class RowWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  RowWriter(int version) {
    bytes.write(version);
  }

  RowWriter text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return number(encoded.length).raw(encoded);
  }

  RowWriter map(Map<String, String> map) {
    number(map.size());
    map.forEach((key, value) -> text(key).text(value));
    return this;
  }

  RowWriter whole(long whole) {
    return raw(ByteBuffer.allocate(Long.BYTES).putLong(whole).array());
  }

  byte[] toRow() {
    return bytes.toByteArray();
  }

  private RowWriter number(int number) {
    return raw(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  private RowWriter raw(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }
}

package io.fanfare.topics.rows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes a row: a version byte, then numbers, and texts and maps with their length in front. */
public final class RowWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A row of the format {@code version}. */
  public RowWriter(int version) {
    bytes.write(version);
  }

  /** The same with a text more. */
  public RowWriter text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return number(encoded.length).raw(encoded);
  }

  /** The same with a map of texts more. */
  public RowWriter map(Map<String, String> map) {
    number(map.size());
    map.forEach((key, value) -> text(key).text(value));
    return this;
  }

  RowWriter whole(long whole) {
    return raw(ByteBuffer.allocate(Long.BYTES).putLong(whole).array());
  }

  RowWriter flag(boolean flag) {
    return raw(new byte[] {(byte) (flag ? 1 : 0)});
  }

  /** What was written. */
  public byte[] toRow() {
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

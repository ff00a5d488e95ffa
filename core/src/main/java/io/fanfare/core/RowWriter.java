package io.fanfare.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes a row: a byte for its format, then numbers, big-endian, and texts and maps with their
 * length in front. Every row is written so; ROWS.md says what stands in which. {@link RowReader}
 * has the same methods.
 */
public final class RowWriter {

  static final VarHandle INT32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int FIRST_BYTES = 64;

  private byte[] row;
  private int length;

  private RowWriter(byte[] row) {
    this.row = row;
  }

  /** A row of {@code format}, which is from 1 to 127. */
  public RowWriter(int format) {
    this(format, FIRST_BYTES);
  }

  /**
   * A row of {@code format} and about {@code bytes}, the format included. If it has exactly so many
   * in the end, it was written in one array.
   */
  public RowWriter(int format, int bytes) {
    this(new byte[bytes]);
    int8(format);
  }

  /** A row that has no format, or a part of one, of about {@code bytes}. */
  public static RowWriter withoutFormat(int bytes) {
    return new RowWriter(new byte[bytes]);
  }

  /** The same with a number of one byte more. */
  public RowWriter int8(int number) {
    int at = extend(1);
    row[at] = (byte) number;
    return this;
  }

  /** The same with a byte more, which is 1 if {@code flag} holds, and else 0. */
  public RowWriter flag(boolean flag) {
    return int8(flag ? 1 : 0);
  }

  /** The same with a number from 0 to 65,535 more, in two bytes. */
  public RowWriter uint16(int number) {
    return int8(number >>> Byte.SIZE).int8(number);
  }

  /** The same with a number of four bytes more. */
  public RowWriter int32(int number) {
    int at = extend(Integer.BYTES);
    INT32.set(row, at, number);
    return this;
  }

  /** The same with a number of eight bytes more. */
  public RowWriter int64(long number) {
    int at = extend(Long.BYTES);
    INT64.set(row, at, number);
    return this;
  }

  /** The same with an id of sixteen bytes more. */
  public RowWriter uuid(UUID id) {
    return int64(id.getMostSignificantBits()).int64(id.getLeastSignificantBits());
  }

  /** The same with a text more: four bytes of length, then UTF-8. */
  public RowWriter text(String text) {
    return bytes(text.getBytes(UTF_8));
  }

  /** The same with a text more as {@link java.io.DataOutput#writeUTF} has it; for older formats. */
  public RowWriter text16(String text) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(encoded)) {
      out.writeUTF(text);
    } catch (IOException tooLong) {
      throw new UncheckedIOException(tooLong);
    }
    return raw(encoded.toByteArray());
  }

  /** The same with four bytes of length more, then {@code bytes}. */
  public RowWriter bytes(byte[] bytes) {
    return int32(bytes.length).raw(bytes);
  }

  /** The same with {@code bytes} more, and nothing that says how many they are. */
  public RowWriter raw(byte[] bytes) {
    return raw(bytes, bytes.length);
  }

  /** The same with all more that {@code part} has. */
  public RowWriter append(RowWriter part) {
    return raw(part.row, part.length);
  }

  /** The same with a map more: four bytes of size, then each key and value as a text. */
  public RowWriter map(Map<String, String> map) {
    int32(map.size());
    map.forEach((key, value) -> text(key).text(value));
    return this;
  }

  /** The same with a map more: two bytes of size, then each key and value as {@link #text16}. */
  public RowWriter map16(Map<String, String> map) {
    uint16(map.size());
    map.forEach((key, value) -> text16(key).text16(value));
    return this;
  }

  /** The same with texts more: four bytes of how many, then each. */
  public RowWriter texts(List<String> texts) {
    int32(texts.size());
    texts.forEach(this::text);
    return this;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** What was written; nothing more can be. */
  public byte[] toRow() {
    return length == row.length ? row : Arrays.copyOf(row, length);
  }

  private RowWriter raw(byte[] bytes, int count) {
    int at = extend(count);
    System.arraycopy(bytes, 0, row, at, count);
    return this;
  }

  /** Makes room for {@code count} bytes; returns where they begin. */
  private int extend(int count) {
    int at = length;
    length = Math.addExact(at, count);
    if (length > row.length) {
      row = Arrays.copyOf(row, Math.max(length, 2 * row.length));
    }
    return at;
  }
}

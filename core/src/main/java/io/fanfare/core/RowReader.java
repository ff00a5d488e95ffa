package io.fanfare.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads what a {@link RowWriter} wrote, in the same order. Each method throws {@link
 * RowFormatException} if the row ends before what it reads does.
 */
public final class RowReader {

  private final String kind;
  private final byte[] row;
  private final int format;
  private int at;

  /**
   * A reader of {@code row}, which has the format {@code newest} or one before.
   *
   * @param kind what the row is, for whoever reads that it is none
   * @throws RowFormatException if it has another format
   */
  public RowReader(String kind, int newest, byte[] row) {
    this.kind = kind;
    this.row = row;
    format = row.length == 0 ? 0 : row[0];
    at = 1;
    if (row.length == 0) {
      throw RowFormatException.truncated(kind, format, 0);
    }
    if (format < 1 || format > newest) {
      throw RowFormatException.unknown(kind, format, newest);
    }
  }

  private RowReader(String kind, byte[] row) {
    this.kind = kind;
    this.row = row;
    format = 0;
  }

  /** A reader of a row that has no format. */
  public static RowReader withoutFormat(String kind, byte[] row) {
    return new RowReader(kind, row);
  }

  /** The format of the row. */
  public int format() {
    return format;
  }

  /** The next number of one byte, from 0 to 255. */
  public int uint8() {
    return Byte.toUnsignedInt(row[take(1)]);
  }

  /** Whether the next byte is not 0. */
  public boolean flag() {
    return uint8() != 0;
  }

  /** The next number of two bytes, from 0 to 65,535. */
  public int uint16() {
    return uint8() << Byte.SIZE | uint8();
  }

  /** The next number of four bytes. */
  public int int32() {
    return (int) RowWriter.INT32.get(row, take(Integer.BYTES));
  }

  /** The next number of eight bytes. */
  public long int64() {
    return (long) RowWriter.INT64.get(row, take(Long.BYTES));
  }

  /** The next id of sixteen bytes. */
  public UUID uuid() {
    return new UUID(int64(), int64());
  }

  /** The next text with four bytes of length; made of the row itself, and not copied before. */
  public String text() {
    return text(int32());
  }

  /** The text that the rest of the row is. */
  public String rest() {
    return text(remaining());
  }

  /** The next text as {@link java.io.DataInput#readUTF} reads it. */
  public String text16() {
    int length = uint16();
    int start = take(length) - Short.BYTES;
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(row, start, length + Short.BYTES))) {
      return in.readUTF();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** The next number of four bytes, which is how many there are at least behind it. */
  public int length() {
    int length = int32();
    take(length);
    at -= length;
    return length;
  }

  /** Passes the next {@code count} bytes. */
  public void pass(int count) {
    take(count);
  }

  /** The next bytes with four bytes of length. */
  public byte[] bytes() {
    int length = int32();
    int start = take(length);
    return Arrays.copyOfRange(row, start, start + length);
  }

  /** Reads the next {@code count} bytes into {@code target}, from {@code start} on. */
  public void raw(byte[] target, int start, int count) {
    System.arraycopy(row, take(count), target, start, count);
  }

  /** The next {@code count} bytes in hexadecimal. */
  public String hex(int count) {
    int start = take(count);
    return HexFormat.of().formatHex(row, start, start + count);
  }

  /** The next map with four bytes of size, in the order in which it was written. */
  public Map<String, String> map() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = length(); left > 0; left--) {
      map.put(text(), text());
    }
    return map;
  }

  /** The next map with two bytes of size, in the order in which it was written. */
  public Map<String, String> map16() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = uint16(); left > 0; left--) {
      map.put(text16(), text16());
    }
    return map;
  }

  /** The next texts with four bytes of how many they are. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int left = length(); left > 0; left--) {
      texts.add(text());
    }
    return texts;
  }

  /** How many bytes are still to be read. */
  public int remaining() {
    return row.length - at;
  }

  private String text(int length) {
    return new String(row, take(length), length, UTF_8);
  }

  /** Passes {@code count} bytes; returns where they begin. */
  private int take(int count) {
    int start = at;
    if (count < 0 || count > remaining()) {
      throw RowFormatException.truncated(kind, format, row.length);
    }
    at = start + count;
    return start;
  }
}

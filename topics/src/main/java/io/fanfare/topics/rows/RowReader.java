package io.fanfare.topics.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads what a {@link RowWriter} wrote. */
public final class RowReader {

  private final ByteBuffer row;
  private final int version;

  /** A reader of {@code row}, which has the format {@code newest} or one before. */
  public RowReader(String kind, int newest, byte[] row) {
    this.row = ByteBuffer.wrap(row);
    version = this.row.get();
    if (version < 1 || version > newest) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "A %s row has format %d, and this version reads formats up to %d",
              kind,
              version,
              newest));
    }
  }

  /** The format of the row. */
  int version() {
    return version;
  }

  long whole() {
    return row.getLong();
  }

  boolean flag() {
    return row.get() != 0;
  }

  /** The next text. */
  public String text() {
    byte[] encoded = new byte[row.getInt()];
    row.get(encoded);
    return new String(encoded, StandardCharsets.UTF_8);
  }

  /** The next map of texts. */
  public Map<String, String> map() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = row.getInt(); left > 0; left--) {
      map.put(text(), text());
    }
    return map;
  }
}

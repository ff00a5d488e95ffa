package io.fanfare.topics.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads what a {@link RowWriter} wrote. */
final class RowReader {

  private final ByteBuffer row;

  /** A reader of {@code row}, which has the format {@code version}. */
  RowReader(String kind, int version, byte[] row) {
    this.row = ByteBuffer.wrap(row);
    int found = this.row.get();
    if (found != version) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "A %s row has format %d, and this version reads format %d",
              kind,
              found,
              version));
    }
  }

  String text() {
    byte[] encoded = new byte[row.getInt()];
    row.get(encoded);
    return new String(encoded, StandardCharsets.UTF_8);
  }

  Map<String, String> map() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = row.getInt(); left > 0; left--) {
      map.put(text(), text());
    }
    return map;
  }
}

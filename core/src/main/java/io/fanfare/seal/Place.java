package io.fanfare.seal;

import io.fanfare.core.Key;
import io.fanfare.core.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a sealed row belongs. It does not open anywhere else.
 *
 * @param table the name of its table
 * @param key its key there
 */
public record Place(String table, Key key) {

  /** The place of the row at {@code key} of {@code table}. */
  public static Place of(Table table, Key key) {
    return new Place(table.name(), key);
  }

  /** The place in bytes; no two places have the same. */
  byte[] bytes() {
    byte[] name = table.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(3 * Long.BYTES + name.length)
        .putLong(key.owner())
        .putLong(key.order())
        .putLong(key.sequence())
        .put(name)
        .array();
  }

  @Override
  public String toString() {
    return key + " of " + table;
  }
}

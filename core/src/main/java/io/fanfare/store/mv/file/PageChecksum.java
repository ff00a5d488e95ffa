package io.fanfare.store.mv.file;

import io.fanfare.core.Key;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.jspecify.annotations.Nullable;

/**
 * The checksum of a page's structure: everything in it but the bytes of the values. Without it a
 * flipped bit in a key, in a count or in the position of a child could lead a reader to believe
 * that a row does not exist.
 *
 * <p>A page is: its length (4 bytes), a check of its position (2), its number, its map, the count
 * of its keys (variable lengths), its type (1), for a node the positions and row counts of its
 * children, then what {@link KeyType} and, in a leaf, {@link CellType} write.
 */
public final class PageChecksum {

  /** Maps below this number are the store's own; {@link ChunkChecksum} covers their pages. */
  public static final int FIRST_MAP = 2;

  private static final int START = 6;

  private final ByteBuffer page;
  private final int map;
  private int position;
  private int end;

  /** Looks at the page that begins at the position of {@code buffer}. */
  public PageChecksum(ByteBuffer buffer) {
    page = buffer.slice();
    page.position(START);
    DataUtils.readVarInt(page);
    map = DataUtils.readVarInt(page);
  }

  boolean isOfRows() {
    return map >= FIRST_MAP;
  }

  /** Writes the checksum into the page. */
  void sign() {
    locate();
    page.putInt(position, compute());
  }

  boolean isIntact() {
    try {
      locate();
      return page.getInt(position) == compute();
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** The first key of a page of rows, or null if it has none. */
  public @Nullable Key firstKey() {
    page.position(START);
    DataUtils.readVarInt(page);
    DataUtils.readVarInt(page);
    if (DataUtils.readVarInt(page.duplicate()) == 0) {
      return null;
    }
    locate();
    Key[] first = KeyType.INSTANCE.createStorage(1);
    KeyType.INSTANCE.read(page.position(position), first, 1);
    return first[0];
  }

  private void locate() {
    int keys = DataUtils.readVarInt(page);
    boolean leaf = (page.get() & 1) == DataUtils.PAGE_TYPE_LEAF;
    if (!leaf) {
      page.position(Math.addExact(page.position(), Math.multiplyExact(keys + 1, Long.BYTES)));
      for (int i = 0; i <= keys; i++) {
        DataUtils.readVarLong(page);
      }
    }
    position = page.position();
    end = position + 2 * Integer.BYTES + page.getInt(position + Integer.BYTES);
    if (leaf) {
      end += Integer.BYTES + page.getInt(end);
    }
  }

  private int compute() {
    CRC32C crc = new CRC32C();
    crc.update(page.duplicate().limit(position).position(START));
    crc.update(page.duplicate().limit(end).position(position + Integer.BYTES));
    return (int) crc.getValue();
  }
}

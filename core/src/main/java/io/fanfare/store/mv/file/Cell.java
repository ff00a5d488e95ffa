package io.fanfare.store.mv.file;

import io.fanfare.core.Key;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A value as the store keeps it: the bytes and the checksum of the key they were written at and of
 * themselves. The checksum travels with the bytes from the first write on, through every rewriting
 * of the page they stand in, so that damage is never signed anew.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Cell(byte[] bytes, int checksum) {

  public static Cell of(Key key, byte[] bytes) {
    return new Cell(bytes, checksum(key, bytes));
  }

  public boolean isIntact(Key key) {
    return checksum(key, bytes) == checksum;
  }

  private static int checksum(Key key, byte[] bytes) {
    ByteBuffer prefix = ByteBuffer.allocate(3 * Long.BYTES);
    prefix.putLong(key.owner()).putLong(key.order()).putLong(key.sequence()).flip();
    CRC32C crc = new CRC32C();
    crc.update(prefix);
    crc.update(bytes);
    return (int) crc.getValue();
  }
}

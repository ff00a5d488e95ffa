package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.store.mv.file.Cell;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One group of changes as it stands in the {@link Journal}: a header that chains it to the record
 * before, then each change. One record is filled again and again; a group that is larger than any
 * journal would hold is dropped, and is to be made durable by a checkpoint.
 *
 * <p>The checksum begins with a secret of the store, so that no bytes that a sender chose can pass
 * for a record.
 */
final class JournalRecord {

  /** What a record begins with; the last byte is the version of its layout. */
  static final int MAGIC = 0x46464a01;

  /** Records begin at multiples of this, so that writing one never touches another's disk page. */
  static final int BLOCK_BYTES = 4_096;

  /** Where the checksum stands: behind all that it covers of the header. */
  static final int CHECKSUM_AT = 32;

  static final int HEADER_BYTES = CHECKSUM_AT + Integer.BYTES;

  /** The flag of a record that was written when the one before was known to be durable. */
  static final int FORCED_BEFORE = 1;

  static final byte PUT = 1;
  static final byte REMOVE = 2;

  private static final int LEAST_BYTES = 64 << 10;
  private static final int KEY_BYTES = 3 * Long.BYTES;

  private final int limit;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer buffer = ByteBuffer.allocateDirect(LEAST_BYTES);
  private boolean dropped;

  /**
   * @param limit how many bytes the largest record has
   */
  JournalRecord(int limit) {
    this.limit = limit;
    clear();
  }

  /** Forgets the group. */
  void clear() {
    buffer.clear().position(HEADER_BYTES);
    dropped = false;
  }

  void put(byte[] table, Key key, Cell cell) {
    byte[] value = cell.bytes();
    if (begin(PUT, table, key, 2 * Integer.BYTES + value.length)) {
      buffer.putInt(cell.checksum()).putInt(value.length).put(value);
    }
  }

  void remove(byte[] table, Key key) {
    begin(REMOVE, table, key, 0);
  }

  private boolean begin(byte kind, byte[] table, Key key, int more) {
    if (!makeRoom(2L + table.length + KEY_BYTES + more)) {
      return false;
    }
    buffer.put(kind).put((byte) table.length).put(table);
    buffer.putLong(key.owner()).putLong(key.order()).putLong(key.sequence());
    return true;
  }

  /** How long it is so far. */
  int bytes() {
    return buffer.position();
  }

  private boolean makeRoom(long bytes) {
    long end = buffer.position() + bytes;
    dropped |= blocks(end) > limit;
    if (!dropped && end > buffer.capacity()) {
      int capacity = (int) Math.min(limit, Math.max(2L * buffer.capacity(), blocks(end)));
      buffer = ByteBuffer.allocateDirect(capacity).put(buffer.flip());
    }
    return !dropped;
  }

  /** How many bytes of the journal it takes; more than any has if it was dropped. */
  long blocks() {
    return dropped ? Long.MAX_VALUE : blocks(buffer.position());
  }

  /**
   * The whole record, padded with zeros to full blocks.
   *
   * @param before the checksum of the record before
   * @param flags {@link #FORCED_BEFORE} or 0
   */
  ByteBuffer sealed(Generation generation, long number, int before, int flags) {
    int end = buffer.position();
    buffer.putInt(0, MAGIC).putInt(4, flags).putLong(8, generation.number()).putLong(16, number);
    buffer.putInt(24, before).putInt(28, end - HEADER_BYTES);
    buffer.putInt(CHECKSUM_AT, checksum(crc, generation.secret(), buffer, 0, end));
    while (buffer.position() % BLOCK_BYTES != 0) {
      buffer.put((byte) 0);
    }
    return buffer.flip();
  }

  /** The checksum of the last record that was sealed. */
  int checksum() {
    return buffer.getInt(CHECKSUM_AT);
  }

  /** The checksum of the record from {@code start} to {@code end}. */
  static int checksum(CRC32C crc, long secret, ByteBuffer bytes, int start, int end) {
    crc.reset();
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      crc.update((int) (secret >>> shift) & 0xff);
    }
    crc.update(bytes.duplicate().limit(start + CHECKSUM_AT).position(start));
    crc.update(bytes.duplicate().limit(end).position(start + HEADER_BYTES));
    return (int) crc.getValue();
  }

  /** How many bytes the whole blocks have that {@code bytes} take. */
  static long blocks(long bytes) {
    return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }
}

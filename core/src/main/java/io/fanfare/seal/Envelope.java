package io.fanfare.seal;

import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * How a sealed row lies: it has the format 64, which no other row has, and says which master key
 * wraps its data key, whose data key that is, the data key itself, wrapped, then a nonce and the
 * sealed text. So each row can be opened by itself, and one that is damaged takes no other with it.
 * All before the nonce is its head, the same in all rows of one data key.
 */
final class Envelope {

  /** The first byte of sealed rows. */
  static final int FORMAT = 64;

  private static final int FORM = 1;
  private static final int MASTER_AT = 2;
  private static final int OWNER_AT = MASTER_AT + 2 * Long.BYTES;

  /** Where the nonce stands by which the data key is wrapped. */
  static final int WRAP_NONCE_AT = OWNER_AT + Long.BYTES;

  /** Where the wrapped data key stands. */
  static final int WRAPPED_AT = WRAP_NONCE_AT + Gcm.NONCE_BYTES;

  static final int WRAPPED_BYTES = MasterKey.BYTES + Gcm.TAG_BYTES;
  static final int HEAD_BYTES = WRAPPED_AT + WRAPPED_BYTES;

  /** Where the sealed text begins. */
  static final int TEXT_AT = HEAD_BYTES + Gcm.NONCE_BYTES;

  /** What a sealed row has more than the text in it. */
  static final int OVERHEAD = TEXT_AT + Gcm.TAG_BYTES;

  /** How numbers lie in it. */
  static final VarHandle NUMBER =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Envelope() {}

  /** Whether {@code row} is sealed. */
  static boolean is(byte[] row) {
    return row.length > 0 && row[0] == FORMAT;
  }

  /** The head of the rows of a data key, with room for it once it is wrapped. */
  static byte[] head(UUID master, long owner, byte[] nonce) {
    return new RowWriter(FORMAT, HEAD_BYTES)
        .int8(FORM)
        .uuid(master)
        .int64(owner)
        .raw(nonce)
        .raw(new byte[WRAPPED_BYTES])
        .toRow();
  }

  /**
   * Refuses {@code row} if it does not lie so.
   *
   * @throws io.fanfare.core.RowFormatException if it is no sealed row, or ends too early
   * @throws BrokenSealException if it has another form
   */
  static void check(byte[] row, Place place) {
    RowReader in = new RowReader("sealed", FORMAT, row);
    int form = in.uint8();
    in.pass(OVERHEAD - MASTER_AT);
    if (in.format() != FORMAT || form != FORM) {
      throw new BrokenSealException(place, "it has a form that is not known");
    }
  }

  /** The id of the master key of {@code row}, which was checked. */
  static UUID master(byte[] row) {
    return new UUID(
        (long) NUMBER.get(row, MASTER_AT), (long) NUMBER.get(row, MASTER_AT + Long.BYTES));
  }

  /** A number that the wrapping of another data key than that of {@code row} hardly has. */
  static int wrap(byte[] row) {
    return Long.hashCode((long) NUMBER.get(row, WRAP_NONCE_AT));
  }

  /** The id of the owner of the data key of {@code row}, which was checked. */
  static long owner(byte[] row) {
    return (long) NUMBER.get(row, OWNER_AT);
  }
}

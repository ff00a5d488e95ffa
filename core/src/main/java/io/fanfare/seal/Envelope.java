package io.fanfare.seal;

import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/**
 * A sealed row, of format 64, which no other row has: which master key wraps its data key, whose
 * data key that is, the data key itself, wrapped, then a nonce and the sealed text. So each row can
 * be opened by itself, and one that is damaged takes no other with it.
 *
 * @param head all before the nonce of the text: the same in all rows of one data key
 * @param master id of the master key
 * @param owner id of the queue, topic or other owner whose data key it is
 */
@SuppressWarnings("ArrayRecordComponent")
record Envelope(byte[] head, UUID master, long owner) {

  /** The first byte of sealed rows. */
  static final int FORMAT = 64;

  /** Where numbers are put into what is written already. */
  static final VarHandle NUMBER =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int FORM = 1;
  private static final int IDS_BYTES = 2 + 3 * Long.BYTES;

  /** Where the wrapped data key stands, behind its nonce. */
  static final int WRAPPED_AT = IDS_BYTES + Gcm.NONCE_BYTES;

  static final int WRAPPED_BYTES = MasterKey.BYTES + Gcm.TAG_BYTES;
  static final int HEAD_BYTES = WRAPPED_AT + WRAPPED_BYTES;

  /** Where the sealed text begins. */
  static final int TEXT_AT = HEAD_BYTES + Gcm.NONCE_BYTES;

  /** What a sealed row has more than the text in it. */
  static final int OVERHEAD = TEXT_AT + Gcm.TAG_BYTES;

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
   * What {@code row} says.
   *
   * @throws io.fanfare.core.RowFormatException if it is no sealed row, or ends too early
   * @throws BrokenSealException if it has another form
   */
  static Envelope read(byte[] row, Place place) {
    RowReader in = new RowReader("sealed", FORMAT, row);
    int form = in.uint8();
    UUID master = in.uuid();
    long owner = in.int64();
    in.pass(OVERHEAD - IDS_BYTES);
    if (in.format() != FORMAT || form != FORM) {
      throw new BrokenSealException(place, "it has a form that is not known");
    }
    return new Envelope(Arrays.copyOf(row, HEAD_BYTES), master, owner);
  }
}

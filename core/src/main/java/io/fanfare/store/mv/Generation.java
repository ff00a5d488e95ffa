package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.mv.file.Cell;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * What ties a checkpoint of the data file to the {@link Journal}: a row of the store's own, written
 * in the checkpoint itself. The journal's records of the same generation and of the next come after
 * the checkpoint, those of an older one are in it.
 *
 * @param number rises with each checkpoint
 * @param commits how many commits are in the checkpoint
 * @param secret what the checksums of the journal's records begin with; the same for ever
 */
record Generation(long number, long commits, long secret) {

  static final Key KEY = Key.of(2);

  private static final int BYTES = 3 * Long.BYTES;

  /** The generation before the first checkpoint that knows of a journal. */
  static Generation before(long commits) {
    return new Generation(0, commits, new SecureRandom().nextLong());
  }

  Generation next(long commitsNow) {
    return new Generation(number + 1, commitsNow, secret);
  }

  Cell cell() {
    RowWriter row = RowWriter.withoutFormat(BYTES).int64(number).int64(commits).int64(secret);
    return Cell.of(KEY, row.toRow());
  }

  /**
   * The generation that {@code cell} holds.
   *
   * @throws StoreOpenException if it holds none
   */
  static Generation of(String fileName, @Nullable Cell cell) {
    if (cell == null || !cell.isIntact(KEY) || cell.bytes().length != BYTES) {
      throw new StoreOpenException(fileName + " does not say where its journal begins");
    }
    RowReader in = RowReader.withoutFormat("generation", cell.bytes());
    return new Generation(in.int64(), in.int64(), in.int64());
  }
}

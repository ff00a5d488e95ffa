package io.fanfare.store.mv;

import io.fanfare.store.mv.file.Cell;
import org.jspecify.annotations.Nullable;

/** How much was changed in all tables since the data file had the same. */
final class DeltaSize {

  /** About what a change takes of the heap beside its value: its key, its cell, its place. */
  private static final int CHANGE_BYTES = 160;

  private int changes;
  private long bytes;

  /** At a key {@code after} has replaced {@code before}; either is null where nothing is kept. */
  void replaced(@Nullable Cell before, @Nullable Cell after) {
    changes += (after == null ? 0 : 1) - (before == null ? 0 : 1);
    bytes += bytes(after) - bytes(before);
  }

  private static long bytes(@Nullable Cell cell) {
    return cell == null ? 0 : CHANGE_BYTES + cell.bytes().length;
  }

  /** Nothing is changed any more. */
  void clear() {
    changes = 0;
    bytes = 0;
  }

  /** How many keys are changed. */
  int changes() {
    return changes;
  }

  /** About how many bytes of heap the changes take. */
  long bytes() {
    return bytes;
  }
}

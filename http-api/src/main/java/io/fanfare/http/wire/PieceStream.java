package io.fanfare.http.wire;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects a text as {@link Pieces}: one while it is small, pieces of {@link #PIECE_BYTES} beyond
 * that.
 */
final class PieceStream extends OutputStream {

  /** A socket takes one to three of them at once, and none is large to the collector. */
  static final int PIECE_BYTES = 32 << 10;

  private final ByteArrayBuilder small;
  private List<byte[]> more = List.of();
  private byte[] last = {};
  private int filled;

  PieceStream(BufferRecycler buffers) {
    this.small = new ByteArrayBuilder(buffers);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (more.isEmpty() && small.size() + length <= Pieces.MOST_IN_ONE) {
      small.write(bytes, offset, length);
      return;
    }
    int from = offset;
    int end = offset + length;
    while (from < end) {
      if (filled == last.length) {
        begin();
      }
      int part = Math.min(end - from, last.length - filled);
      System.arraycopy(bytes, from, last, filled, part);
      filled += part;
      from += part;
    }
  }

  private void begin() {
    if (more.isEmpty()) {
      more = new ArrayList<>();
    }
    last = new byte[PIECE_BYTES];
    filled = 0;
    more.add(last);
  }

  /** What was written; the stream is done with. */
  Pieces pieces() {
    byte[] first = small.toByteArray();
    small.release();
    if (more.isEmpty()) {
      return Pieces.of(first);
    }
    if (filled < last.length) {
      more.set(more.size() - 1, Arrays.copyOf(last, filled));
    }
    return Pieces.of(first, more);
  }
}

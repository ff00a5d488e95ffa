package io.fanfare.http.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text on its way out. A small one is one piece; a large one is many, so that it never needs an
 * array of its whole length.
 */
public final class Pieces {

  /** Up to so many bytes a text is one piece, and may be handed to a socket at once. */
  public static final int MOST_IN_ONE = 64 << 10;

  private final byte[] first;
  private final List<byte[]> more;
  private final long length;

  private Pieces(byte[] first, List<byte[]> more) {
    this.first = first;
    this.more = more;
    this.length = first.length + more.stream().mapToLong(piece -> piece.length).sum();
  }

  /** A text of one piece. */
  public static Pieces of(byte[] text) {
    return new Pieces(text, List.of());
  }

  /** A text in UTF-8. */
  public static Pieces of(String text) {
    return new Xml().raw(text).pieces();
  }

  /** A text that is there, cut if it is large. */
  public static Pieces cut(byte[] text) {
    if (text.length <= MOST_IN_ONE) {
      return of(text);
    }
    List<byte[]> more = new ArrayList<>();
    for (int i = PieceStream.PIECE_BYTES; i < text.length; i += PieceStream.PIECE_BYTES) {
      more.add(Arrays.copyOfRange(text, i, Math.min(text.length, i + PieceStream.PIECE_BYTES)));
    }
    return of(Arrays.copyOf(text, PieceStream.PIECE_BYTES), more);
  }

  static Pieces of(byte[] first, List<byte[]> more) {
    return new Pieces(first, more);
  }

  /** How many bytes they are together. */
  public long length() {
    return length;
  }

  /** What it begins with; the whole text if there are no more. */
  public byte[] first() {
    return first;
  }

  /** What follows the first piece. */
  public List<byte[]> more() {
    return more;
  }
}

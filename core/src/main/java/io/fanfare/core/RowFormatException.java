package io.fanfare.core;

import java.util.Locale;

/** A row that this version of the broker cannot read; whoever wanted it does without, or fails. */
public final class RowFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private RowFormatException(String message) {
    super(message);
  }

  /** A row of {@code format}, where formats up to {@code newest} are known. */
  static RowFormatException unknown(String kind, int format, int newest) {
    return new RowFormatException(
        String.format(
            Locale.ROOT,
            "A %s row has format %d, and this version reads formats up to %d",
            kind,
            format,
            newest));
  }

  /** A row of {@code bytes}, of which more was to be read. */
  static RowFormatException truncated(String kind, int format, int bytes) {
    return new RowFormatException(
        String.format(
            Locale.ROOT,
            "A %s row of format %d ends too early, after %d bytes",
            kind,
            format,
            bytes));
  }
}

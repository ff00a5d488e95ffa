package io.fanfare.core;

import java.util.Locale;

/** The check of a row's format version. */
public final class Formats {

  private Formats() {}

  /** Refuses to read a row of format {@code found} where {@code expected} is known. */
  public static void check(String row, int expected, int found) {
    if (found != expected) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "A %s row has format %d, and this version reads format %d",
              row,
              found,
              expected));
    }
  }
}

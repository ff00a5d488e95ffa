package io.fanfare.queues.engine;

import java.util.Locale;

/** The check of a row's format version. */
final class Formats {

  private Formats() {}

  static void check(String row, int expected, int found) {
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

package io.fanfare.broker.config;

/** What became of a resource that the file names. */
enum Made {
  CREATED,
  CHANGED,
  LEFT;

  /** What became of it in this step and in {@code another}. */
  Made and(Made another) {
    return compareTo(another) <= 0 ? this : another;
  }
}

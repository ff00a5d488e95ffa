package io.fanfare.core;

import org.jspecify.annotations.Nullable;

/** What a request leaves out by leaving it empty. */
public final class Absent {

  private Absent() {}

  /** {@code text}, or nothing where it is empty: some clients send what they were not given so. */
  public static @Nullable String ifEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}

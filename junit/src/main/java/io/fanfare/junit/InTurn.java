package io.fanfare.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does one thing after the other, even if one fails. */
final class InTurn {

  private InTurn() {}

  /** Does all of {@code parts}; then the first fault is thrown, which has the others with it. */
  static void all(List<Runnable> parts) {
    @Nullable Throwable first = null;
    for (Runnable part : parts) {
      try {
        part.run();
      } catch (RuntimeException | Error fault) {
        if (first == null) {
          first = fault;
        } else {
          first.addSuppressed(fault);
        }
      }
    }
    if (first instanceof RuntimeException fault) {
      throw fault;
    }
    if (first instanceof Error fault) {
      throw fault;
    }
  }

  /** Does all of {@code parts} because of {@code cause}, which has their faults with it then. */
  static void after(Throwable cause, List<Runnable> parts) {
    try {
      all(parts);
    } catch (RuntimeException | Error fault) {
      cause.addSuppressed(fault);
    }
  }
}

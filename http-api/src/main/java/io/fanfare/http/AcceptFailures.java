package io.fanfare.http;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether connections can be accepted, which they cannot when the process has no file descriptors
 * left: tells the beginning of such a time and its end, and nothing in between.
 */
final class AcceptFailures {

  /* Near the limit, one connection is accepted now and then, and the next one is not. */
  private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(10);

  private volatile @Nullable Spell spell;

  /** A time in which connections fail, from the first failure to the latest. */
  private record Spell(long began, long latest, long failures) {}

  /** What to say of a connection that could not be accepted at {@code nanos}, if anything. */
  synchronized Optional<String> failed(Throwable cause, long nanos) {
    Spell before = spell;
    if (before != null) {
      spell = new Spell(before.began, nanos, before.failures + 1);
      return Optional.empty();
    }
    spell = new Spell(nanos, nanos, 1);
    return Optional.of("Connections cannot be accepted, and wait: " + cause.getMessage());
  }

  /** What to say of a connection that was accepted at {@code nanos}, if anything. */
  Optional<String> accepted(long nanos) {
    return spell == null ? Optional.empty() : ended(nanos);
  }

  private synchronized Optional<String> ended(long nanos) {
    Spell over = spell;
    if (over == null || nanos - over.latest < CALM_NANOS) {
      return Optional.empty();
    }
    spell = null;
    return Optional.of(
        "Connections are accepted again; within %d seconds, %d attempts failed"
            .formatted(TimeUnit.NANOSECONDS.toSeconds(over.latest - over.began), over.failures));
  }
}

package io.fanfare.core;

import java.util.UUID;

/**
 * What one step of a rule may know of the world: the time, read once, and numbers that nobody had
 * before. Everything else a rule decides by follows from its own state and its arguments.
 */
public interface Step {

  /** The time of this step, in milliseconds since 1970-01-01T00:00Z; the same at each call. */
  long now();

  /** A number greater than every one given before, in this process or an earlier one. */
  long nextSequence();

  /** A random UUID (version 4). */
  UUID randomUuid();
}

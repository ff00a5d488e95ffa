package io.fanfare.core;

import java.util.List;
import java.util.OptionalLong;

/**
 * The rules of one thing as its host sees them. Deterministic, and touched by one event loop only.
 *
 * @param <E> an effect: what a step asks its host for, as a value
 */
public interface Engine<E> {

  /**
   * What follows every rule in the same step: what is asked for now, in the order in which it is to
   * be done, and what that changes.
   */
  Outcome<List<E>> settle(Step step);

  /** Does what is due. */
  Outcome<?> tick(Step step);

  /** When {@link #tick} is due though nobody asks for anything, if ever. */
  OptionalLong nextDeadline();

  /** Gives back what it shares with others; nothing more is asked of it. */
  void close();
}

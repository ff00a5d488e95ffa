package io.fanfare.queues.engine;

/**
 * The heap that there is for the contents of messages on their way to a receiver. As a {@link
 * io.fanfare.core.Step} it is what a rule is told of the world.
 */
@FunctionalInterface
public interface Room {

  /** Room for everything. */
  Room AMPLE = bytes -> true;

  /** Takes room for {@code bytes} of contents, if it is there. */
  boolean take(long bytes);
}

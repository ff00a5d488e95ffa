package io.fanfare.runtime;

import java.util.Optional;

/**
 * Thins out what is logged again and again to a line a minute, which tells how much was left out
 * before it. A rule without a clock; whoever has it keeps to one thread.
 */
public final class LogRate {

  /** How far apart two lines are at the least. */
  public static final long MILLIS = 60_000;

  private boolean told;
  private long toldAt;
  private long untold;

  /** Whether it is time for a line. */
  public boolean isDue(long now) {
    return !told || now - toldAt >= MILLIS;
  }

  /**
   * The line to be logged at {@code now}; nothing if it is too early for one.
   *
   * @param text what there is to tell
   * @param events how many events it tells of, for the count of those that are left out
   */
  public Optional<String> line(long now, String text, long events) {
    if (!isDue(now)) {
      untold += events;
      return Optional.empty();
    }
    String line = untold == 0 ? text : text + " (and " + untold + " more, not logged before)";
    told = true;
    toldAt = now;
    untold = 0;
    return Optional.of(line);
  }

  /** The same for a line about one event. */
  public Optional<String> line(long now, String text) {
    return line(now, text, 1);
  }
}

package io.fanfare.broker.command;

/** How the process ends, as a number for whoever started it. */
public final class ExitCode {

  /** It did what it was asked: told something, or stopped cleanly. */
  public static final int OK = 0;

  /** It could not stop cleanly in time; what was acknowledged is safe. */
  public static final int UNCLEAN = 1;

  /** It was not started: bad options, a data directory or a port that cannot be used. */
  public static final int REFUSED = 2;

  /** What was looked at is damaged. */
  public static final int DAMAGED = 3;

  /** The store has failed: nothing was acknowledged since. */
  public static final int FAULT = 75;

  private ExitCode() {}
}

package io.fanfare.store.mv.cleaning;

/**
 * What the load writes, and what cleaning may write for it. There is next to no load when it has
 * written little for a second.
 */
final class LoadWatch {

  private static final long SECOND = 1_000_000_000;

  /** Of a store with the usual slack of 8 MiB: that load per second is next to none. */
  private static final int QUIET_SHARE = 32;

  /** What was allowed and not used stays allowed, up to so many slacks or half of the content. */
  private static final int SAVED_SLACKS = 8;

  private final long quietBytes;
  private final long savedBytes;
  private long windowNanos;
  private long windowBytes;
  private long journalled;
  private long written;
  private long credit;
  private boolean quiet;

  LoadWatch(long slackBytes, long now) {
    quietBytes = slackBytes / QUIET_SHARE;
    savedBytes = slackBytes * SAVED_SLACKS;
    windowNanos = now;
  }

  /**
   * Looks at what was written.
   *
   * @param journalBytes by the load, ever, to the journal
   * @param dataBytes by the load, ever, to the data file
   * @param percent how much of it cleaning may write
   * @param liveBytes how much content there is
   */
  void look(long now, long journalBytes, long dataBytes, int percent, long liveBytes) {
    long more = journalBytes + dataBytes - written;
    written += more;
    journalled = journalBytes;
    credit = Math.min(credit + more * percent / 100, Math.max(savedBytes, liveBytes / 2));
    long elapsed = now - windowNanos;
    if (journalled - windowBytes >= quietBytes) {
      quiet = false;
    }
    if (elapsed >= SECOND) {
      quiet = (journalled - windowBytes) * SECOND / elapsed < quietBytes;
      windowNanos = now;
      windowBytes = journalled;
    }
  }

  /** How many bytes the load has ever written. */
  long written() {
    return written;
  }

  /** Whether there is next to no load. */
  boolean isQuiet() {
    return quiet;
  }

  /** When it will be known whether there is next to no load. */
  long quietNanos() {
    return windowNanos + SECOND;
  }

  /** How many bytes cleaning may write; less than 0 if it has written more already. */
  long credit() {
    return credit;
  }

  /** Cleaning has written so much. */
  void spend(long bytes) {
    credit -= bytes;
  }
}

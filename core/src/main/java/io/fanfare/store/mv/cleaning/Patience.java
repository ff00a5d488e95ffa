package io.fanfare.store.mv.cleaning;

import io.fanfare.store.mv.file.SpaceUse;

/**
 * The end of cleaning that does not help. While there is next to no load, cleaning may write about
 * twice as much as there is content, and wait for some versions; if the file is still too large
 * then, it is left alone until the load has written enough to change that.
 */
final class Patience {

  /** More than the versions that dead chunks wait for, and longer than they are retained. */
  private static final int WAITS = 12;

  private static final int PART = 16;
  private static final int LEAST_PART = 64;

  private final long leastBytes;
  private long spent;
  private long allowed = -1;
  private long smallest = Long.MAX_VALUE;
  private int waits;
  private boolean lost;
  private long resume;

  /**
   * @param leastBytes what may be written however little content there is
   */
  Patience(long leastBytes) {
    this.leastBytes = leastBytes;
  }

  /** The load has ever written {@code written} bytes. */
  void look(long written, SpaceUse use) {
    if (lost && written >= resume) {
      renew();
    } else if (!lost && (waits > WAITS || (allowed >= 0 && spent > allowed))) {
      lose(written, use);
    }
  }

  boolean isLost() {
    return lost;
  }

  /** Nothing more can be done. */
  void lose(long written, SpaceUse use) {
    lost = true;
    resume = written + Math.max(leastBytes / LEAST_PART, use.file() / PART);
  }

  /** The file is as small as it should be. */
  void renew() {
    lost = false;
    spent = 0;
    allowed = -1;
    waits = 0;
    smallest = Long.MAX_VALUE;
  }

  /** Another version is made, so that chunks become free. */
  void await(SpaceUse use) {
    waits = use.file() < smallest ? 1 : waits + 1;
    smallest = Math.min(smallest, use.file());
  }

  /** So many bytes were written. */
  void spend(long bytes, SpaceUse use) {
    if (allowed < 0) {
      allowed = 2 * use.live() + leastBytes;
    }
    spent += bytes;
  }
}

package io.fanfare.store.mv;

import io.fanfare.core.CommonError;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that rise for ever. Only a ceiling is durable, a block above what was handed out: after a
 * crash the numbers go on from there, and those in between are lost.
 */
final class Sequence {

  private static final long BLOCK = 1 << 20;

  private final AtomicLong next;
  private long promised;
  private volatile long ceiling;

  /**
   * @param ceiling the durable number that none handed out so far reached
   */
  Sequence(long ceiling) {
    next = new AtomicLong(ceiling);
    promised = ceiling;
    this.ceiling = ceiling;
  }

  /** The next number. */
  long take() {
    long number = next.getAndIncrement();
    if (number >= ceiling) {
      throw CommonError.SERVICE_UNAVAILABLE.refuse("No sequence number is free before a commit");
    }
    return number;
  }

  /** Whether {@code number}, just taken, is the one after which the ceiling should rise. */
  boolean isHalfway(long number) {
    return number == ceiling - BLOCK / 2;
  }

  /** Raises the ceiling within the coming commit when less than half a block is left. */
  void beforeCommit(CommitEngine engine) {
    long taken = next.get();
    if (promised - taken < BLOCK / 2) {
      promised = Math.max(promised, taken) + BLOCK;
      engine.setSequenceCeiling(promised);
    }
  }

  /** The commit is durable, and so is the ceiling. */
  void afterCommit() {
    ceiling = promised;
  }
}

package io.fanfare.store.mv.cleaning;

import io.fanfare.store.mv.file.SpaceUse;

/**
 * The rule by which a data file follows its content: what makes it smaller next, and how much may
 * be written for that. It counts with a slack, below which a file is not worth cleaning.
 *
 * <ul>
 *   <li>Cleaning begins when the file is larger than {@code 1.5 x content + 3 x slack}, and goes on
 *       until it has {@code 1.25 x content + slack}.
 *   <li>What helps most depends on where the most is lost: in chunks of which little is left (they
 *       are rewritten), in holes between chunks (the last chunks move there), in chunks that wait
 *       for later versions (those are made), or behind the last chunk (it is cut off).
 * </ul>
 */
public final class CleaningRule {

  /** What is to be done. */
  public enum Step {
    /** Nothing. */
    REST,
    /** Cut off what is behind the last chunk. */
    CUT,
    /** Commit, so that chunks that are dead become free. */
    AGE,
    /** Write the last chunks anew, which puts them into holes. */
    EVACUATE,
    /** Write sparse chunks anew. */
    REWRITE
  }

  private static final int USUAL_PERCENT = 25;
  private static final int MOST_PERCENT = 45;
  private static final int CUTS_A_SLACK = 8;

  private final long slackBytes;

  CleaningRule(long slackBytes) {
    this.slackBytes = slackBytes;
  }

  /**
   * What is to be done.
   *
   * @param begun whether cleaning has begun and not yet reached its end
   */
  Step next(SpaceUse use, boolean begun) {
    if (begun ? use.file() <= tidy(use.live()) : !isLoose(use.file(), use.live())) {
      return Step.REST;
    }
    if (use.tail() > slackBytes / CUTS_A_SLACK) {
      return Step.CUT;
    }
    if (use.sparse() >= use.holes() && use.sparse() >= use.dead()) {
      return Step.REWRITE;
    }
    return use.holes() >= use.dead() ? Step.EVACUATE : Step.AGE;
  }

  /** How many bytes cleaning may write, in percent of what others write. */
  int percent(SpaceUse use) {
    return isCrowded(use) ? MOST_PERCENT : USUAL_PERCENT;
  }

  /** Whether the file is so large that cleaning has to hurry. */
  boolean isCrowded(SpaceUse use) {
    return use.file() > use.live() + use.live() / 4 * 3 + 5 * slackBytes;
  }

  /** Whether a file of that size should be cleaned if it has that much content. */
  boolean isLoose(long fileBytes, long liveBytes) {
    return fileBytes > liveBytes + liveBytes / 2 + 3 * slackBytes;
  }

  /** How large the file should become. */
  long tidy(long liveBytes) {
    return liveBytes + liveBytes / 4 + slackBytes;
  }
}

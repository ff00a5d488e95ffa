package io.fanfare.store.mv.cleaning;

import io.fanfare.store.mv.disk.SpaceInFile;
import io.fanfare.store.mv.file.BarrierFileStore;
import io.fanfare.store.mv.file.OpenedFile;
import org.h2.mvstore.MVStore;

/**
 * What makes the space of removed rows usable when the disk has none other. Space is free only when
 * no crash can need it any more: when the rows of its chunk were removed or written elsewhere, and
 * some commits came after. So chunks are rewritten, and commits are made.
 */
public final class Reclaiming {

  /** Above this fill of its chunks a file gives too little back for what is to be copied. */
  private static final int FILL_PERCENT = 90;

  /** The commits that reclaim leave dead chunks of their own, which are not worth another. */
  private static final long WORTHWHILE_BYTES = 256 << 10;

  private static final int HURRIED_MILLIS = 50;

  private final MVStore store;
  private final BarrierFileStore file;
  private final Cleaning cleaning;
  private final Runnable checkpoint;
  private final int retentionMillis;
  private SpaceInFile space = SpaceInFile.NONE;
  private long lookedAt = -1;

  /**
   * @param cleaning copies what is left in chunks
   * @param checkpoint writes everything that was committed to the data file
   */
  public Reclaiming(OpenedFile opened, Cleaning cleaning, Runnable checkpoint) {
    store = opened.store();
    file = opened.file();
    this.cleaning = cleaning;
    this.checkpoint = checkpoint;
    retentionMillis = store.getRetentionTime();
  }

  /** The space as it was when this was last asked for. */
  public SpaceInFile lastSpace() {
    return space;
  }

  /** The space as the last commit to the data file has left it. */
  public SpaceInFile space() {
    long version = store.getCurrentVersion();
    if (version != lookedAt) {
      space = file.space();
      lookedAt = version;
    }
    return space;
  }

  /**
   * Lets space that crashes cannot need any more be used again sooner, or not: the versions that
   * are kept are what protects it, the time is a precaution.
   */
  public void hurry(boolean scarce) {
    store.setRetentionTime(scarce ? Math.min(retentionMillis, HURRIED_MILLIS) : retentionMillis);
  }

  /**
   * Makes a step: lets what is given up become free, and only then copies more.
   *
   * @param copyBytes how much may be copied
   * @return whether it can have helped, now or after further steps
   */
  public boolean step(int copyBytes) {
    boolean sparse = file.getChunksFillRate() < FILL_PERCENT;
    if (space().waiting() >= WORTHWHILE_BYTES || (sparse && store.hasUnsavedChanges())) {
      checkpoint.run();
      return true;
    }
    return sparse && cleaning.reclaim(FILL_PERCENT, copyBytes);
  }
}

package io.fanfare.store.mv.cleaning;

import io.fanfare.store.StoreStatistics;
import io.fanfare.store.mv.cleaning.CleaningRule.Step;
import io.fanfare.store.mv.file.BarrierFileStore;
import io.fanfare.store.mv.file.EngineFiles;
import io.fanfare.store.mv.file.OpenedFile;
import io.fanfare.store.mv.file.SpaceUse;
import java.util.List;
import java.util.function.LongSupplier;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SFChunk;

/**
 * What makes the data file follow its content while the store is in use. It works in steps that are
 * to take a few milliseconds each, with a rest as long after each: moving some pages of chunks that
 * should not be where they are, cutting off a piece of the file, or only making a version. What to
 * do is up to {@link CleaningRule}.
 *
 * <p>A step that writes makes a version of the file, in which there is little of the load. Copies
 * go wherever there is room, as all chunks do: what they replace is free only when no crash can
 * lead back to it. Steps may write a part of what the load writes ({@link LoadWatch}); while there
 * is next to no load, they may write until the file is as small as it can be.
 */
public final class Cleaning {

  private static final long MOVING_NANOS = 2_000_000;
  private static final long AGE_NANOS = 200_000_000;

  /** After so long the data file should say what the journal has removed, if that may be much. */
  private static final long STALE_NANOS = 20_000_000_000L;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int SLICES_A_SLACK = 8;
  private static final int CUTS_A_SLACK = 4;
  private static final int NEAR_A_SLACK = 8;
  private static final int LEAST_SHARE = 4;
  private static final int PATIENT_SLACKS = 8;
  private static final int WRITTEN_SHARE = 2;

  private final MVStore store;
  private final BarrierFileStore file;
  private final Runnable save;
  private final LongSupplier clock;
  private final CleaningRule rule;
  private final Victims victims;
  private final PageMover mover;
  private final LoadWatch load;
  private final Patience patience;
  private final StepSize slice;
  private final StepSize piece;
  private final long nearBytes;
  private SpaceUse use;
  private int position;
  private int residue;
  private boolean begun;
  private long committedNanos;
  private long savedNanos;
  private long restUntil;
  private long stepNanos;
  private long cleaned;
  private long idle;

  /**
   * @param save makes a version of the data file with what was moved, then calls {@link #saved}
   * @param clock tells the time in nanoseconds
   */
  public Cleaning(OpenedFile opened, EngineFiles.Limits limits, Runnable save, LongSupplier clock) {
    store = opened.store();
    file = opened.file();
    this.save = save;
    this.clock = clock;
    rule = new CleaningRule(limits.slackBytes());
    victims = new Victims(file);
    mover = new PageMover(opened, victims.excluded());
    load = new LoadWatch(limits.slackBytes(), clock.getAsLong());
    patience = new Patience(PATIENT_SLACKS * limits.slackBytes());
    slice = new StepSize(limits.slackBytes() / SLICES_A_SLACK, LEAST_SHARE);
    piece = new StepSize(limits.slackBytes() * CUTS_A_SLACK, 2 * LEAST_SHARE);
    nearBytes = limits.slackBytes() / NEAR_A_SLACK;
    use = file.use();
    committedNanos = clock.getAsLong();
    savedNanos = committedNanos;
    restUntil = committedNanos;
  }

  /** The data file has everything that was committed. */
  public void committed() {
    saved();
    committedNanos = savedNanos;
    position = 0;
  }

  /** The data file has another version. */
  public void saved() {
    use = file.use();
    savedNanos = clock.getAsLong();
    // What a commit changes in the directory of chunks is written by the next one.
    residue = store.getUnsavedMemory();
  }

  /**
   * Looks at what the load does.
   *
   * @param journalled how many bytes were ever appended to the journal
   * @param position how many of them are not in the data file yet
   */
  public void look(long journalled, int position) {
    this.position = position;
    long data = file.written() - cleaned - idle;
    load.look(clock.getAsLong(), journalled, data, rule.percent(use), use.live());
    patience.look(load.written(), use);
  }

  /** Whether a checkpoint should come early: for a step behind it, or to know what was removed. */
  public boolean wantsCheckpoint() {
    long now = clock.getAsLong();
    if (!isNear() && now >= restUntil && mayComeEarly()) {
      Step step = wanted();
      return step == Step.AGE
          ? now - savedNanos >= AGE_NANOS
          : step == Step.EVACUATE || step == Step.REWRITE;
    }
    return mayBeStale() && now - committedNanos >= STALE_NANOS;
  }

  /** More checkpoints make the load write more, so only if nobody minds, or if it must be. */
  private boolean mayComeEarly() {
    return load.isQuiet() || (rule.isCrowded(use) && load.credit() > 0);
  }

  /** Whether so little was committed since a checkpoint that another one tells nothing new. */
  private boolean isNear() {
    return position <= nearBytes && hasLittle();
  }

  /** Whether little of the load would be written along with a step. */
  private boolean hasLittle() {
    return store.getUnsavedMemory() - residue <= nearBytes;
  }

  private boolean mayBeStale() {
    return position > 0 && rule.isLoose(use.file(), 0);
  }

  /**
   * The step that is due, or a rest.
   *
   * @param scarce whether nothing may be written, so that only what is behind the last chunk goes
   */
  public Step next(boolean scarce) {
    long now = clock.getAsLong();
    if (now < restUntil) {
      return Step.REST;
    }
    Step step = wanted();
    if (scarce && step != Step.CUT) {
      restUntil = now + AGE_NANOS;
      return Step.REST;
    }
    if (begun && step == Step.REST && !patience.isLost()) {
      patience.renew();
    }
    begun = step != Step.REST;
    return isAllowed(step) ? step : Step.REST;
  }

  /** Makes the step that is due. */
  public void carryOut(Step step) {
    if (make(step) == Step.REST) {
      restUntil = clock.getAsLong() + AGE_NANOS;
      if (load.isQuiet()) {
        patience.lose(load.written(), use);
      }
    }
  }

  private Step wanted() {
    return load.isQuiet() && patience.isLost() ? Step.REST : rule.next(use, begun);
  }

  private boolean isAllowed(Step step) {
    return step == Step.CUT
        || (step != Step.REST && hasLittle() && (load.isQuiet() || load.credit() > 0));
  }

  /**
   * Makes {@code step}, or another if that one helps nothing; to be called behind a commit.
   *
   * @return which one was made
   */
  public Step make(Step step) {
    long start = clock.getAsLong();
    long before = file.written();
    Step made =
        switch (step) {
          case REST -> Step.REST;
          case CUT -> cut() ? Step.CUT : Step.REST;
          case AGE -> age();
          case EVACUATE -> evacuated() ? step : rewritten() ? Step.REWRITE : age();
          case REWRITE -> rewritten() ? step : evacuated() ? Step.EVACUATE : age();
        };
    if (made == Step.CUT || file.written() > before) {
      account(file.written() - before, clock.getAsLong() - start);
    }
    return made;
  }

  private void account(long bytes, long nanos) {
    if (load.isQuiet()) {
      idle += bytes;
      patience.spend(bytes, use);
    } else {
      cleaned += bytes;
      load.spend(bytes);
    }
    stepNanos += nanos;
    restUntil = Math.max(restUntil, clock.getAsLong() + nanos);
  }

  private boolean evacuated() {
    int bytes = slice.bytes() + slice.bytes() / 4;
    long version = store.getCurrentVersion();
    return move(victims.last(version, rule.tidy(use.live()), bytes, load.isQuiet()));
  }

  private boolean rewritten() {
    return move(victims.sparse(store.getCurrentVersion()));
  }

  private boolean move(List<SFChunk> chunks) {
    int bytes = slice.bytes();
    if (chunks.isEmpty()) {
      return false;
    }
    long start = clock.getAsLong();
    PageMover.Limit limit =
        moved ->
            moved < bytes && (moved < slice.least() || clock.getAsLong() - start < MOVING_NANOS);
    if (mover.move(chunks, limit) == 0) {
      return false;
    }
    save.run();
    slice.took(clock.getAsLong() - start);
    return true;
  }

  /**
   * Writes chunks anew that are not fuller than {@code percent}, with at most so many bytes, at
   * once and whatever the load: for when the disk is full. To be called behind a checkpoint.
   *
   * @return whether there was something to write
   */
  boolean reclaim(int percent, int bytes) {
    long before = file.written();
    List<SFChunk> chunks = victims.emptiest(store.getCurrentVersion(), percent);
    // The nodes above a page that moves are written, too, and more than is kept in the heap.
    int most = bytes / WRITTEN_SHARE;
    if (mover.move(chunks, moved -> store.getUnsavedMemory() < most) == 0) {
      return false;
    }
    save.run();
    cleaned += file.written() - before;
    return true;
  }

  private Step age() {
    if (use.dead() == 0) {
      return Step.REST;
    }
    if (clock.getAsLong() - savedNanos < AGE_NANOS) {
      restUntil = savedNanos + AGE_NANOS;
    } else {
      if (load.isQuiet()) {
        patience.await(use);
      }
      save.run();
    }
    return Step.AGE;
  }

  private boolean cut() {
    long start = clock.getAsLong();
    boolean cut = file.cut(piece.bytes()) > 0;
    piece.took(clock.getAsLong() - start);
    use = file.use();
    return cut;
  }

  /** How long nothing needs to be done, if there is no load; {@link Long#MAX_VALUE} is for ever. */
  public long patienceMillis() {
    long until;
    if (rule.next(use, begun) != Step.REST && !patience.isLost()) {
      until = load.isQuiet() ? restUntil : load.quietNanos();
    } else if (mayBeStale()) {
      until = committedNanos + STALE_NANOS;
    } else {
      return Long.MAX_VALUE;
    }
    return Math.max(1, (until - clock.getAsLong()) / NANOS_PER_MILLI + 1);
  }

  /** How many chunks stay where they are because one of their pages cannot be read. */
  public int damagedChunks() {
    return victims.excluded().size();
  }

  /** How long the steps took since this was last asked. */
  public long takeStepNanos() {
    long nanos = stepNanos;
    stepNanos = 0;
    return nanos;
  }

  /** How the file is used, and what was written. */
  public StoreStatistics statistics() {
    return new StoreStatistics(use.file(), use.live(), use.free(), load.written(), cleaned, idle);
  }
}

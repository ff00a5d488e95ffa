package io.fanfare.store.mv;

import io.fanfare.store.mv.cleaning.Cleaning;
import io.fanfare.store.mv.cleaning.CleaningRule;
import io.fanfare.store.mv.cleaning.Reclaiming;
import io.fanfare.store.mv.file.BarrierFileStore;
import io.fanfare.store.mv.file.EngineFiles;
import io.fanfare.store.mv.file.OpenedFile;
import java.util.List;
import java.util.function.LongSupplier;
import org.h2.mvstore.MVStore;

/**
 * The way of what is committed: at once into the log, and what is left of it into the data file,
 * when enough has gathered or the file is to be cleaned.
 *
 * <p>A checkpoint is made beside the commits: what was changed is frozen, the log begins its next
 * generation, and another thread merges what is frozen and writes the data file. Of the file and
 * its MVStore this class is the only user, and lets only one thread at a time have them.
 */
final class Checkpoints {

  /** So many changes may gather for each KiB of pages that the heap has for them. */
  private static final int BYTES_A_CHANGE = 1 << 10;

  /** A change to be merged may write a page that no other does. */
  private static final int MOST_BYTES_A_CHANGE = 16 << 10;

  /** Less than this part of the log is no room for a group. */
  private static final int LEAST_ROOM_SHARE = 8;

  private final MVStore store;
  private final BarrierFileStore file;
  private final Tables tables;
  private final Log log;
  private final EngineFiles.Limits limits;
  private final LongSupplier clock;
  private final Cleaning cleaning;
  private final Reclaiming reclaiming;
  private final FileWork work;
  private Generation inFile;
  private Generation inLog;
  private boolean frozen;
  private boolean through;
  private boolean cleansNext;
  private long commits;
  private long nanos;
  private int reliefs;
  private int pendingLimit = Integer.MAX_VALUE;

  /**
   * @param recovered where the log that was there before has ended
   */
  Checkpoints(
      OpenedFile opened, Tables tables, Log log, Recovery recovered, CommitEngine.Setting setting) {
    store = opened.store();
    file = opened.file();
    limits = setting.files().limits();
    clock = setting.clock();
    this.tables = tables;
    this.log = log;
    work = new FileWork(setting.beside());
    inFile = recovered.generation();
    inLog = recovered.last();
    commits = recovered.commits();
    cleaning = new Cleaning(opened, limits, this::save, clock);
    reclaiming = new Reclaiming(opened, cleaning, this::make);
  }

  /** From now on {@code ended} is run when work beside the commits has ended; any thread may. */
  void onEnd(Runnable ended) {
    work.onEnd(ended);
  }

  /**
   * Writes everything that was committed to the data file, and where the log begins in the same
   * commit of it, and only then lets the log begin there. The log must have all of it.
   */
  void make() {
    await();
    make(this::relieve);
  }

  private void make(Runnable pressure) {
    Generation next = inLog.next(commits);
    write(tables.freeze(), pressure, next);
    tables.thaw();
    inLog = next;
    log.begin(next);
  }

  /** Does the same beside the commits that follow. */
  private void begin() {
    List<Rows.Part> parts = tables.freeze();
    frozen = true;
    Generation next = inLog.next(commits);
    inLog = next;
    log.turn(next);
    work.start(() -> write(parts, this::relieve, next));
  }

  private void write(List<Rows.Part> parts, Runnable pressure, Generation next) {
    long start = clock.getAsLong();
    merge(parts, pressure);
    write(next);
    cleaning.committed();
    nanos += clock.getAsLong() - start;
  }

  private static void merge(List<Rows.Part> parts, Runnable pressure) {
    parts.forEach(part -> part.merge(pressure));
  }

  /**
   * Saves what has come to the maps if that is much. The log is needed from where it was: it has
   * the changes once more, and they are absolute.
   */
  private void relieve() {
    if (store.getUnsavedMemory() >= limits.dirtyBytes() / 2) {
      save();
      reliefs++;
    }
  }

  /** Makes a version of the data file of what is in the maps; all of the log is still needed. */
  private void save() {
    write(inFile);
    cleaning.saved();
  }

  private void write(Generation begin) {
    tables.setGeneration(begin);
    if (store.getStoreVersion() != OpenedFile.FORMAT) {
      store.setStoreVersion(OpenedFile.FORMAT);
    }
    store.commit();
    file.sync();
    inFile = begin;
  }

  /**
   * Concludes what was done beside the commits.
   *
   * @return whether nothing is under way; if so much gathers meanwhile that the heap should not
   *     take more, it is waited for
   */
  boolean settle() {
    if (work.isRunning() && !isCrowded()) {
      return false;
    }
    await();
    return true;
  }

  /** Whether something is under way, as far as was concluded. */
  boolean isBusy() {
    return work.isRunning() || frozen;
  }

  private void await() {
    work.await();
    if (frozen) {
      frozen = false;
      tables.thaw();
      log.release();
      // No commit waited for these flushes.
      file.takeSyncNanos();
    }
  }

  /** How often a checkpoint was saved in its middle. */
  int reliefs() {
    return reliefs;
  }

  /**
   * Makes room in the log for a batch of so many bytes, before any of it is applied: behind that
   * only a whole group could be written to the data file.
   */
  void makeRoom(long bytes) {
    long wanted = Math.max(2 * bytes, limits.journalBytes() / LEAST_ROOM_SHARE);
    if (log.room() < wanted) {
      await();
      if (log.room() < wanted && isBehind()) {
        make();
      }
    }
  }

  /** Makes the group durable. */
  void commit() {
    commits++;
    if (log.append()) {
      return;
    }
    // What is under way may free some of the log.
    await();
    if (!log.append()) {
      // The log has no part of the group, so the data file gets all of it or nothing.
      make(() -> {});
    }
  }

  /** As {@link CommitEngine#writeThrough}; nothing is under way. */
  void writeThrough(boolean atOnce) {
    if (atOnce && !through) {
      merge(tables.freeze(), this::relieve);
      tables.thaw();
    }
    through = atOnce;
    tables.writeThrough(atOnce);
  }

  /** As {@link CommitEngine#housekeeping}. */
  void housekeeping(int pendingLimit, boolean scarce) {
    if (!settle()) {
      return;
    }
    this.pendingLimit = pendingLimit;
    cleaning.look(log.written(), log.position());
    boolean due = isBehind() && (isDue() || (!scarce && cleaning.wantsCheckpoint()));
    if (through) {
      workHere(due, scarce);
    } else {
      workBeside(due, scarce);
    }
  }

  private void workHere(boolean due, boolean scarce) {
    if (due) {
      make();
      cleaning.look(log.written(), 0);
    }
    CleaningRule.Step step = cleaning.next(scarce);
    if (step != CleaningRule.Step.REST) {
      cleaning.carryOut(step);
    }
    // No commit waited for these flushes.
    takeSyncNanos();
  }

  /** When one checkpoint follows the other, cleaning has its turn in between. */
  private void workBeside(boolean due, boolean scarce) {
    boolean cleans = cleansNext || !due;
    CleaningRule.Step step = cleans ? cleaning.next(scarce) : CleaningRule.Step.REST;
    cleansNext = step == CleaningRule.Step.REST;
    if (step != CleaningRule.Step.REST) {
      work.start(() -> cleaning.carryOut(step));
    } else if (due) {
      begin();
    }
  }

  private boolean isDue() {
    return log.position() >= limits.checkpointBytes()
        || tables.delta().bytes() >= limits.dirtyBytes() / 4
        || tables.delta().changes() >= limits.dirtyBytes() / BYTES_A_CHANGE
        || store.getUnsavedMemory() >= limits.dirtyBytes()
        || Math.max(pendingBytes(), pageBytes()) >= pendingLimit;
  }

  /** How many bytes the pages have at most that the changes will touch. */
  private long pageBytes() {
    return (long) tables.delta().changes() * MOST_BYTES_A_CHANGE;
  }

  /** Whether what gathers beside a checkpoint is as much as the heap or the disk should take. */
  private boolean isCrowded() {
    return pageBytes() / 2 >= pendingLimit
        || tables.delta().bytes() >= limits.dirtyBytes() / 2
        || tables.delta().changes() >= 2 * limits.dirtyBytes() / BYTES_A_CHANGE;
  }

  /** Whether the log has something that the data file has not, nor what is under way. */
  boolean isBehind() {
    return log.position() > 0;
  }

  /** How much this checkpoint and the next may add to the file, in bytes. */
  long pendingBytes() {
    return Math.max(
        log.position() + (frozen ? limits.checkpointBytes() : 0), store.getUnsavedMemory());
  }

  /** How many commits there were since the store was made; never less after a restart. */
  long commits() {
    return commits;
  }

  /** What makes the data file follow its content. */
  Cleaning cleaning() {
    return cleaning;
  }

  /** What makes space usable when the disk has none. */
  Reclaiming reclaiming() {
    return reclaiming;
  }

  /**
   * Makes everything durable, whatever the durability. While work is under way, that is so only if
   * commits are durable anyhow.
   */
  void flush() {
    if (!isBusy()) {
      file.flush();
    }
    log.force();
  }

  /** How long commits waited for flushing since this was last asked, in nanoseconds. */
  long takeSyncNanos() {
    return log.takeForceNanos() + (isBusy() ? 0 : file.takeSyncNanos());
  }

  /** How long writing checkpoints took since this was last asked; nothing is under way. */
  long takeNanos() {
    long taken = nanos;
    nanos = 0;
    return taken;
  }

  /** How long nothing needs to be done, in milliseconds, if nothing is committed. */
  long patienceMillis() {
    return work.isRunning() ? Long.MAX_VALUE : cleaning.patienceMillis();
  }

  /** Waits for what is under way, and lets the data file have all. */
  void conclude() {
    await();
    if (isBehind()) {
      make();
    }
  }

  /** Lets the log and the file be closed, and nothing more be written. */
  void abandon() {
    log.close();
    file.abandon();
  }
}

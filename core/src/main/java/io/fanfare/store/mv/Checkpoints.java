package io.fanfare.store.mv;

import io.fanfare.store.mv.cleaning.Cleaning;
import io.fanfare.store.mv.cleaning.Reclaiming;
import io.fanfare.store.mv.file.BarrierFileStore;
import io.fanfare.store.mv.file.EngineFiles;
import io.fanfare.store.mv.file.OpenedFile;
import java.util.function.LongSupplier;
import org.h2.mvstore.MVStore;

/**
 * The way of what is committed: at once into the log, and what is left of it into the data file,
 * when enough has gathered or the file is to be cleaned.
 */
final class Checkpoints {

  /** A change to be merged may write a page that no other does: so many bytes at the least. */
  private static final int BYTES_A_CHANGE = 1 << 10;

  private final MVStore store;
  private final BarrierFileStore file;
  private final Tables tables;
  private final Log log;
  private final EngineFiles.Limits limits;
  private final Cleaning cleaning;
  private final Reclaiming reclaiming;
  private Generation generation;
  private long commits;

  /**
   * @param recovered where the log that was there before has ended
   * @param clock tells the time in nanoseconds
   */
  Checkpoints(
      OpenedFile opened,
      EngineFiles.Limits limits,
      Tables tables,
      Log log,
      Recovery recovered,
      LongSupplier clock) {
    store = opened.store();
    file = opened.file();
    this.limits = limits;
    this.tables = tables;
    this.log = log;
    generation = recovered.generation();
    commits = recovered.commits();
    cleaning = new Cleaning(opened, limits, this::make, this::save, clock);
    reclaiming = new Reclaiming(opened, cleaning, this::make);
  }

  /**
   * Writes everything that was committed to the data file, and where the log begins in the same
   * commit of it, and only then lets the log begin there. The log must have all of it.
   */
  void make() {
    tables.merge(this::relieve);
    write();
  }

  private void write() {
    generation = generation.next(commits);
    write(generation);
    log.begin(generation);
    cleaning.committed();
  }

  /**
   * Saves what has come to the maps if that is much. The log begins where it began: it has the
   * changes once more, and they are absolute.
   */
  private void relieve() {
    if (store.getUnsavedMemory() >= limits.dirtyBytes()) {
      save();
    }
  }

  /** Makes a version of the data file of what is in the maps; the log goes on. */
  private void save() {
    write(generation);
    cleaning.saved();
  }

  private void write(Generation begin) {
    tables.setGeneration(begin);
    if (store.getStoreVersion() != OpenedFile.FORMAT) {
      store.setStoreVersion(OpenedFile.FORMAT);
    }
    store.commit();
    file.sync();
  }

  /** Makes the group durable. */
  void commit() {
    commits++;
    if (!log.append()) {
      // The log has no part of the group, so the data file gets all of it or nothing.
      tables.merge(() -> {});
      write();
    }
  }

  /** As {@link Tables#writeThrough}. */
  void writeThrough(boolean atOnce) {
    if (atOnce) {
      tables.merge(this::relieve);
    }
    tables.writeThrough(atOnce);
  }

  /** As {@link CommitEngine#housekeeping}. */
  void housekeeping(int pendingLimit, boolean scarce) {
    cleaning.look(log.written(), log.position());
    if (isBehind() && (isDue(pendingLimit) || (!scarce && cleaning.wantsCheckpoint()))) {
      make();
      cleaning.look(log.written(), 0);
    }
    cleaning.clean(scarce);
    // No commit waited for these flushes.
    takeSyncNanos();
  }

  private boolean isDue(int pendingLimit) {
    return log.position() >= limits.checkpointBytes()
        || tables.delta().bytes() >= limits.dirtyBytes() / 2
        || tables.delta().changes() >= limits.dirtyBytes() / BYTES_A_CHANGE
        || store.getUnsavedMemory() >= limits.dirtyBytes()
        || pendingBytes() >= pendingLimit;
  }

  /** Whether the log has something that the data file has not. */
  boolean isBehind() {
    return log.position() > 0;
  }

  /** How much the next checkpoint may add to the file, in bytes. */
  long pendingBytes() {
    return Math.max(log.position(), store.getUnsavedMemory());
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

  /** Makes everything durable, whatever the durability. */
  void flush() {
    file.flush();
    log.force();
  }

  /** How long flushing took since this was last asked, in nanoseconds. */
  long takeSyncNanos() {
    return file.takeSyncNanos() + log.takeForceNanos();
  }

  /** Lets the log and the file be closed, and nothing more be written. */
  void abandon() {
    log.close();
    file.abandon();
  }
}

package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Table;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.mv.cleaning.Cleaning;
import io.fanfare.store.mv.cleaning.Reclaiming;
import io.fanfare.store.mv.file.EngineFiles;
import io.fanfare.store.mv.file.OpenedFile;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which rows become durable, without a thread: whoever drives it applies changes to
 * the {@link Tables}, then commits them to the {@link Log}, then may acknowledge, always from one
 * thread. The data file has a commit from the next of the {@link Checkpoints} on. The first
 * exception of any method that writes is final; after it only {@link #abort} may be called.
 */
final class CommitEngine {

  /**
   * What an engine with files works with.
   *
   * @param files where its rows are
   * @param clock tells the time in nanoseconds
   * @param beside does the work on the data file that no commit waits for, one piece at a time
   */
  record Setting(EngineFiles files, LongSupplier clock, Executor beside) {}

  private final MVStore store;
  private final Tables tables;
  private final @Nullable Disk disk;
  private long commitsInHeap;

  /** What an engine whose rows are in files has beyond one in the heap. */
  private record Disk(Log log, Checkpoints checkpoints) {}

  private CommitEngine(MVStore store, Tables tables, @Nullable Disk disk) {
    this.store = store;
    this.tables = tables;
    this.disk = disk;
  }

  /** An engine whose rows are in the heap only. */
  static CommitEngine inMemory() {
    MVStore store = new MVStore.Builder().keysPerPage(OpenedFile.KEYS_PER_PAGE).open();
    store.setVersionsToKeep(0);
    Tables tables = new Tables(store);
    tables.writeThrough(true);
    return new CommitEngine(store, tables, null);
  }

  /**
   * An engine whose rows are in these files, which are made if there are none.
   *
   * @throws StoreOpenException if they are not a store that this program can go on with; they are
   *     left as they were
   */
  static CommitEngine open(EngineFiles files) {
    return open(new Setting(files, System::nanoTime, Runnable::run));
  }

  /** As the other, which does all work at once. */
  static CommitEngine open(Setting setting) {
    OpenedFile opened = OpenedFile.open(setting.files);
    try {
      Tables tables = new Tables(opened.store());
      return new CommitEngine(opened.store(), tables, start(setting, opened, tables));
    } catch (IOException | RuntimeException | Error e) {
      opened.abandon();
      throw OpenedFile.refused(setting.files, e);
    }
  }

  /**
   * Takes over what the journal has, then makes a checkpoint, so that the journal never goes on
   * behind a record that may be torn.
   */
  private static Disk start(Setting setting, OpenedFile opened, Tables tables) throws IOException {
    EngineFiles files = setting.files;
    Recovery recovery = Recovery.of(files, opened, tables);
    Journal.make(files);
    Journal journal = Journal.open(files, recovery.generation());
    try {
      tables.logTo(journal);
      Checkpoints checkpoints = new Checkpoints(opened, tables, journal, recovery, setting);
      checkpoints.make();
      // What is cut off was needed until this checkpoint.
      opened.file().flush();
      journal.trim();
      return new Disk(journal, checkpoints);
    } catch (IOException | RuntimeException | Error e) {
      journal.close();
      throw e;
    }
  }

  /** From now on {@code ended} is run, on any thread, when work beside the commits has ended. */
  void onEnd(Runnable ended) {
    if (disk != null) {
      disk.checkpoints.onEnd(ended);
    }
  }

  /**
   * Concludes work that has ended beside the commits. A fault of it is one of the store.
   *
   * @return whether none is under way
   */
  boolean settle() {
    return disk == null || disk.checkpoints.settle();
  }

  /** Whether work is under way, as far as was concluded. */
  boolean isBusy() {
    return disk != null && disk.checkpoints.isBusy();
  }

  /** The rows of {@code table}; to be changed through {@link #apply} only. */
  Rows rows(Table table) {
    return tables.rows(table);
  }

  /** Applies one change; it is durable after the next {@link #commit}. */
  void apply(Change change) {
    tables.apply(change);
  }

  /** The number below which every sequence handed out so far is. */
  long sequenceCeiling() {
    return tables.sequenceCeiling();
  }

  /** Raises the ceiling of the sequence; it is durable after the next {@link #commit}. */
  void setSequenceCeiling(long ceiling) {
    tables.setSequenceCeiling(ceiling);
  }

  /** Makes room for a batch of so many bytes of values; to be called before a group is applied. */
  void makeRoom(long bytes) {
    if (disk != null) {
      disk.checkpoints.makeRoom(bytes);
    }
  }

  /** How many bytes of the log the largest group takes that there is room for. */
  int room() {
    return disk == null ? Integer.MAX_VALUE : disk.log.room();
  }

  /** How often a checkpoint was saved in its middle, because it was large. */
  int reliefs() {
    return disk == null ? 0 : disk.checkpoints.reliefs();
  }

  /** How much of the log the next {@link #commit} takes, in bytes. */
  int groupBytes() {
    return disk == null ? 0 : disk.log.groupBytes();
  }

  /**
   * Whether the pages that a change touches are known as soon as it is applied, and with them how
   * much the next checkpoint adds to the data file: while there is little space for it. Otherwise
   * what is gone again by then touches none. To be called behind {@link #commit}, when no work is
   * under way.
   */
  void writeThrough(boolean atOnce) {
    if (disk != null) {
      disk.checkpoints.writeThrough(atOnce);
    }
  }

  /** Makes durable what was applied. When it returns, that may be acknowledged. */
  void commit() {
    if (!tables.takeChanged()) {
      return;
    }
    if (disk == null) {
      commitsInHeap++;
      store.commit();
    } else {
      disk.checkpoints.commit();
    }
  }

  /**
   * Keeps the files small, beside the commits that follow; to be called after commits were
   * acknowledged, whenever {@link #patienceMillis} have passed, and when work has ended.
   *
   * @param pendingLimit from how much on that a checkpoint would write one is due in any case
   * @param scarce whether the disk has so little space that nothing is written to clean the file
   */
  void housekeeping(int pendingLimit, boolean scarce) {
    if (disk != null) {
      disk.checkpoints.housekeeping(pendingLimit, scarce);
    }
  }

  /**
   * How long {@link #housekeeping} can wait if nothing is committed, in milliseconds; {@link
   * Long#MAX_VALUE} if there is nothing to do.
   */
  long patienceMillis() {
    return disk == null ? Long.MAX_VALUE : disk.checkpoints.patienceMillis();
  }

  /** Writes everything that was committed to the data file. */
  void checkpoint() {
    if (disk != null) {
      disk.checkpoints.make();
    }
  }

  /** What makes the data file follow its content; an engine in the heap has nothing to clean. */
  Optional<Cleaning> cleaning() {
    return Optional.ofNullable(disk).map(files -> files.checkpoints.cleaning());
  }

  /** Makes everything durable, whatever the durability, and remembers that nothing was refused. */
  void flush() {
    if (disk != null) {
      disk.checkpoints.flush();
    }
  }

  /** How many commits there were since the store was made; never less after a restart. */
  long version() {
    return disk == null ? commitsInHeap : disk.checkpoints.commits();
  }

  /** How much the next checkpoint may add to the file, in bytes. */
  long pendingBytes() {
    return disk == null ? 0 : disk.checkpoints.pendingBytes();
  }

  /** What makes space usable when the disk has none; an engine in the heap has nothing of it. */
  Optional<Reclaiming> reclaiming() {
    return Optional.ofNullable(disk).map(files -> files.checkpoints.reclaiming());
  }

  /** How long flushing took since this was last asked, in nanoseconds. */
  long takeSyncNanos() {
    return disk == null ? 0 : disk.checkpoints.takeSyncNanos();
  }

  /**
   * How long writing checkpoints took since this was last asked, in nanoseconds; to be asked when
   * no work is under way.
   */
  long takeCheckpointNanos() {
    return disk == null ? 0 : disk.checkpoints.takeNanos();
  }

  /** All rows as they are now; to be read until what is retained for it is released. */
  Snapshot snapshot() {
    return Snapshot.of(tables, version());
  }

  /** About how many bytes the rows have, as files hold them. */
  long contentBytes() {
    return pendingBytes() + cleaning().map(known -> known.statistics().content()).orElse(0L);
  }

  /** Keeps what a reader of the present state needs, until {@link #release}. */
  MVStore.TxCounter retain() {
    return tables.retain();
  }

  void release(MVStore.TxCounter usage) {
    tables.release(usage);
  }

  /** Commits and closes. */
  void close() {
    commit();
    if (disk != null) {
      disk.checkpoints.conclude();
    }
    // A reader that lets go during a commit leaves its version behind; this one takes it along.
    release(retain());
    store.close();
    if (disk != null) {
      disk.log.close();
    }
  }

  /** Closes and writes nothing more. */
  void abort() {
    if (disk != null) {
      disk.checkpoints.abandon();
    }
    store.closeImmediately();
  }
}

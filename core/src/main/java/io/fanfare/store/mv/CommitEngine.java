package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.mv.cleaning.Cleaning;
import io.fanfare.store.mv.cleaning.Reclaiming;
import io.fanfare.store.mv.file.BarrierFileStore;
import io.fanfare.store.mv.file.Cell;
import io.fanfare.store.mv.file.CellType;
import io.fanfare.store.mv.file.EngineFiles;
import io.fanfare.store.mv.file.KeyType;
import io.fanfare.store.mv.file.OpenedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which rows become durable, without a thread: whoever drives it applies changes, then
 * commits, then may acknowledge, always from one thread. A commit is one record in the journal; the
 * data file has it from the next checkpoint on. The first exception of any method that writes is
 * final; after it only {@link #abort} may be called.
 */
final class CommitEngine {

  /** The table of the store's own rows. Others' tables must not be named so. */
  private static final String OWN_TABLE = "fanfare";

  private static final Key SEQUENCE_CEILING = Key.of(1);

  private final MVStore store;
  private final Map<String, Rows> tables = new HashMap<>();
  private final Rows own;
  private Generation generation = Generation.before(0);
  private @Nullable Disk disk;
  private boolean changed;
  private long commits;

  /** A table's rows and its name as the journal has it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Rows(MVMap<Key, Cell> map, byte[] name) {}

  /** What an engine whose rows are in files has beyond one in the heap. */
  private record Disk(
      BarrierFileStore file,
      Journal journal,
      Cleaning cleaning,
      Reclaiming reclaiming,
      EngineFiles.Limits limits) {}

  private CommitEngine(MVStore store) {
    this.store = store;
    own = openRows(OWN_TABLE);
    store.getMapNames().stream().filter(name -> !name.equals(OWN_TABLE)).forEach(this::rows);
  }

  /** An engine whose rows are in the heap only. */
  static CommitEngine inMemory() {
    MVStore store = new MVStore.Builder().keysPerPage(OpenedFile.KEYS_PER_PAGE).open();
    store.setVersionsToKeep(0);
    return new CommitEngine(store);
  }

  /**
   * An engine whose rows are in these files, which are made if there are none.
   *
   * @throws StoreOpenException if they are not a store that this program can go on with; they are
   *     left as they were
   */
  static CommitEngine open(EngineFiles files) {
    return open(files, System::nanoTime);
  }

  /** As the other; {@code clock} tells the time in nanoseconds. */
  static CommitEngine open(EngineFiles files, LongSupplier clock) {
    OpenedFile opened = OpenedFile.open(files);
    try {
      CommitEngine engine = new CommitEngine(opened.store());
      engine.start(files, opened, clock);
      return engine;
    } catch (IOException | RuntimeException | Error e) {
      opened.abandon();
      throw OpenedFile.refused(files, e);
    }
  }

  /**
   * Takes over what the journal has, then makes a checkpoint, so that the journal never goes on
   * behind a record that may be torn.
   */
  private void start(EngineFiles files, OpenedFile opened, LongSupplier clock) throws IOException {
    Recovery recovery = Recovery.of(files, opened, own.map, this::replay);
    commits = recovery.commits();
    generation = recovery.generation();
    Journal.make(files);
    Journal journal = Journal.open(files, generation);
    try {
      Cleaning cleaning = new Cleaning(opened, files.limits(), this::checkpoint, clock);
      Reclaiming reclaiming = new Reclaiming(opened, cleaning, this::checkpoint);
      disk = new Disk(opened.file(), journal, cleaning, reclaiming, files.limits());
      checkpoint();
      // What is cut off was needed until this checkpoint.
      opened.file().flush();
      journal.trim();
    } catch (IOException | RuntimeException | Error e) {
      journal.close();
      throw e;
    }
  }

  private void replay(String table, Key key, @Nullable Cell cell) {
    MVMap<Key, Cell> map = table.equals(OWN_TABLE) ? own.map : rows(table).map;
    if (cell == null) {
      map.remove(key);
    } else {
      map.put(key, cell);
    }
  }

  /** The rows of {@code table}; to be changed through {@link #apply} only. */
  MVMap<Key, Cell> map(Table table) {
    return rows(table.name()).map;
  }

  private Rows rows(String name) {
    if (name.equals(OWN_TABLE)) {
      throw new IllegalArgumentException(name + " is the store's own table");
    }
    Rows rows = tables.get(name);
    if (rows == null) {
      rows = openRows(name);
      tables.put(name, rows);
    }
    return rows;
  }

  private Rows openRows(String name) {
    MVMap<Key, Cell> map =
        store.openMap(
            name,
            new MVMap.Builder<Key, Cell>().keyType(KeyType.INSTANCE).valueType(CellType.INSTANCE));
    return new Rows(map, name.getBytes(StandardCharsets.UTF_8));
  }

  /** Applies one change; it is durable after the next {@link #commit}. */
  void apply(Change change) {
    if (change instanceof Change.Put put) {
      put(rows(put.table().name()), put.key(), Cell.of(put.key(), put.value()));
    } else if (change instanceof Change.Remove remove) {
      remove(rows(remove.table().name()), remove.key());
    } else {
      // What is journalled is absolute, so that replaying it twice is replaying it once.
      Holders.resolve(change, map(Holders.of(change.table()))).forEach(this::apply);
    }
  }

  private void remove(Rows rows, Key key) {
    changed = true;
    rows.map.remove(key);
    if (disk != null) {
      disk.journal.record().remove(rows.name, key);
    }
  }

  private void put(Rows rows, Key key, Cell cell) {
    changed = true;
    rows.map.put(key, cell);
    if (disk != null) {
      disk.journal.record().put(rows.name, key, cell);
    }
  }

  /** The number below which every sequence handed out so far is. */
  long sequenceCeiling() {
    Cell cell = own.map.get(SEQUENCE_CEILING);
    if (cell == null) {
      return 1;
    }
    if (!cell.isIntact(SEQUENCE_CEILING)) {
      throw new IllegalStateException("The ceiling of the sequence is damaged");
    }
    return ByteBuffer.wrap(cell.bytes()).getLong();
  }

  /** Raises the ceiling of the sequence; it is durable after the next {@link #commit}. */
  void setSequenceCeiling(long ceiling) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(ceiling).array();
    put(own, SEQUENCE_CEILING, Cell.of(SEQUENCE_CEILING, bytes));
  }

  /** How much of the journal the next {@link #commit} takes, in bytes. */
  int groupBytes() {
    return disk == null ? 0 : disk.journal.record().bytes();
  }

  /** Makes durable what was applied. When it returns, that may be acknowledged. */
  void commit() {
    if (!changed) {
      return;
    }
    changed = false;
    commits++;
    if (disk == null) {
      store.commit();
    } else if (!disk.journal.append()) {
      checkpoint();
    }
  }

  /**
   * Keeps the files small; to be called after commits were acknowledged, and whenever {@link
   * #patienceMillis} have passed.
   *
   * @param pendingLimit from how much on that a checkpoint would write one is due in any case
   * @param scarce whether the disk has so little space that nothing is written to clean the file
   */
  void keepHouse(int pendingLimit, boolean scarce) {
    if (disk == null) {
      return;
    }
    Cleaning cleaning = disk.cleaning;
    cleaning.look(disk.journal.written(), disk.journal.position());
    if (disk.journal.position() > 0
        && (isDue(pendingLimit) || (!scarce && cleaning.wantsCheckpoint()))) {
      checkpoint();
      cleaning.look(disk.journal.written(), 0);
    }
    cleaning.clean(scarce);
    // No commit waited for these flushes.
    takeSyncNanos();
  }

  private boolean isDue(int pendingLimit) {
    EngineFiles.Limits limits = Objects.requireNonNull(disk).limits;
    return disk.journal.position() >= limits.checkpointBytes()
        || store.getUnsavedMemory() >= limits.dirtyBytes()
        || pendingBytes() >= pendingLimit;
  }

  /**
   * How long {@link #keepHouse} can wait if nothing is committed, in milliseconds; {@link
   * Long#MAX_VALUE} if there is nothing to do.
   */
  long patienceMillis() {
    return disk == null ? Long.MAX_VALUE : disk.cleaning.patienceMillis();
  }

  /**
   * Writes everything that was committed to the data file, and where the journal begins in the same
   * commit of it, and only then lets the journal begin there.
   */
  void checkpoint() {
    if (disk == null) {
      return;
    }
    generation = generation.next(commits);
    own.map.put(Generation.KEY, generation.cell());
    if (store.getStoreVersion() != OpenedFile.FORMAT) {
      store.setStoreVersion(OpenedFile.FORMAT);
    }
    store.commit();
    disk.file.sync();
    disk.journal.begin(generation);
    disk.cleaning.committed();
  }

  /** What makes the data file follow its content; an engine in the heap has nothing to clean. */
  Optional<Cleaning> cleaning() {
    return Optional.ofNullable(disk).map(Disk::cleaning);
  }

  /** Makes everything durable, whatever the durability, and remembers that nothing was refused. */
  void flush() {
    if (disk != null) {
      disk.file.flush();
      disk.journal.force();
    }
  }

  /** How many commits there were since the store was made; never less after a restart. */
  long version() {
    return commits;
  }

  /** How much the next checkpoint may add to the file, in bytes. */
  long pendingBytes() {
    return disk == null ? 0 : Math.max(disk.journal.position(), store.getUnsavedMemory());
  }

  /** What makes space usable when the disk has none; an engine in the heap has nothing of it. */
  Optional<Reclaiming> reclaiming() {
    return Optional.ofNullable(disk).map(Disk::reclaiming);
  }

  /** How long flushing took since this was last asked. */
  long takeSyncNanos() {
    return disk == null ? 0 : disk.file.takeSyncNanos() + disk.journal.takeForceNanos();
  }

  /** Keeps what a reader of the present state needs, until {@link #release}. */
  MVStore.TxCounter retain() {
    return store.registerVersionUsage();
  }

  void release(MVStore.TxCounter usage) {
    store.deregisterVersionUsage(usage);
  }

  /** Commits and closes. */
  void close() {
    commit();
    if (disk != null && disk.journal.position() > 0) {
      checkpoint();
    }
    // A reader that lets go during a commit leaves its version behind; this one takes it along.
    release(retain());
    store.close();
    if (disk != null) {
      disk.journal.close();
    }
  }

  /** Closes and writes nothing more. */
  void abort() {
    if (disk != null) {
      disk.journal.close();
      disk.file.abandon();
    }
    store.closeImmediately();
  }
}

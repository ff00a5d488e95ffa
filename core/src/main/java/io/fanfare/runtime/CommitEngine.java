package io.fanfare.runtime;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

  /** The format of the store: which rows there are for its own use and how rows are written. */
  static final int FORMAT = 2;

  /** The format of stores that have no journal yet; the first checkpoint makes them of this one. */
  private static final int FORMAT_WITHOUT_JOURNAL = 1;

  /** The table of the store's own rows. Others' tables must not be named so. */
  private static final String OWN_TABLE = "fanfare";

  private static final Key SEQUENCE_CEILING = Key.of(1);

  private static final int VERSIONS_KEPT = 5;
  private static final int CHECKPOINTS_PER_COMPACTION = 2;
  private static final int FILL_PERCENT = 70;
  private static final int COMPACTION_BYTES = 4 << 20;

  private static final int CACHE_MEGABYTES = 16;
  private static final int PAGE_BYTES = 16 << 10;
  private static final int KEYS_PER_PAGE = 48;

  private final MVStore store;
  private final @Nullable BarrierFileStore file;
  private final Map<String, Rows> tables = new HashMap<>();
  private final Rows own;
  private EngineFiles.Limits limits = EngineFiles.Limits.USUAL;
  private Generation generation = Generation.before(0);
  private @Nullable Journal journal;
  private final @Nullable Reclaiming reclaiming;
  private boolean changed;
  private long commits;
  private int checkpoints;

  /** A table's rows and its name as the journal has it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Rows(MVMap<Key, Cell> map, byte[] name) {}

  private CommitEngine(MVStore store, @Nullable BarrierFileStore file) {
    this.store = store;
    this.file = file;
    reclaiming = file == null ? null : new Reclaiming(store, file, this::checkpoint);
    own = openRows(OWN_TABLE);
    store.getMapNames().stream().filter(name -> !name.equals(OWN_TABLE)).forEach(this::rows);
  }

  /** An engine whose rows are in the heap only. */
  static CommitEngine inMemory() {
    MVStore store = new MVStore.Builder().keysPerPage(KEYS_PER_PAGE).open();
    store.setVersionsToKeep(0);
    return new CommitEngine(store, null);
  }

  /**
   * An engine whose rows are in these files, which are made if there are none.
   *
   * @throws StoreOpenException if they are not a store that this program can go on with; they are
   *     left as they were
   */
  static CommitEngine open(EngineFiles files) {
    BarrierFileStore file =
        new BarrierFileStore(
            new HashMap<>(Map.of("cacheSize", CACHE_MEGABYTES, "pageSplitSize", PAGE_BYTES)),
            files.durable(),
            files.disk());
    MVStore store = null;
    try {
      file.open(files.store(), false, (char[]) null);
      boolean fresh = file.size() == 0;
      long headerVersion = fresh ? 0 : StoreHeader.version(file);
      store =
          new MVStore.Builder()
              .adoptFileStore(file)
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .keysPerPage(KEYS_PER_PAGE)
              .open();
      store.setRetentionTime(files.limits().retentionMillis());
      store.setVersionsToKeep(VERSIONS_KEPT);
      if (!fresh) {
        verify(files.store(), store, file, headerVersion);
      }
      CommitEngine engine = new CommitEngine(store, file);
      engine.start(files, fresh);
      return engine;
    } catch (StoreOpenException e) {
      closeAbandoned(store, file);
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      closeAbandoned(store, file);
      throw new StoreOpenException(files.store() + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static void verify(
      String fileName, MVStore store, BarrierFileStore file, long headerVersion) {
    int format = store.getStoreVersion();
    if (format == 0 || format > FORMAT) {
      throw new StoreOpenException(
          format == 0
              ? fileName + " was not written by Fanfare"
              : fileName + " has format " + format + ", newer than " + FORMAT);
    }
    file.verifyNewestChunk();
    if (store.getCurrentVersion() < headerVersion) {
      throw new StoreOpenException(
          "%s lost its last commits: %d of %d are there"
              .formatted(fileName, store.getCurrentVersion(), headerVersion));
    }
  }

  /**
   * Takes over what the journal has, then makes a checkpoint, so that the journal never goes on
   * behind a record that may be torn.
   */
  private void start(EngineFiles files, boolean fresh) throws IOException {
    limits = files.limits();
    if (store.getStoreVersion() == FORMAT) {
      replay(files);
    } else if (!fresh) {
      refuseUnlessWithoutJournal(files);
      commits = store.getCurrentVersion();
      generation = Generation.before(commits);
    }
    Journal.make(files);
    journal = Journal.open(files, generation);
    try {
      checkpoint();
    } catch (RuntimeException | Error e) {
      journal.close();
      throw e;
    }
  }

  private void replay(EngineFiles files) throws IOException {
    generation = Generation.of(files.store(), own.map.get(Generation.KEY));
    if (!Journal.exists(files.journal())) {
      throw new StoreOpenException(
          "%s, without which %s is not whole, is missing"
              .formatted(files.journal(), files.store()));
    }
    JournalReplay replay = new JournalReplay(files, generation, Journal.read(files.journal()));
    commits = replay.commits();
    replay.replay(
        (table, key, cell) -> {
          MVMap<Key, Cell> map = table.equals(OWN_TABLE) ? own.map : rows(table).map;
          if (cell == null) {
            map.remove(key);
          } else {
            map.put(key, cell);
          }
        });
  }

  private void refuseUnlessWithoutJournal(EngineFiles files) throws IOException {
    long version = store.getCurrentVersion();
    if (store.getStoreVersion() != FORMAT_WITHOUT_JOURNAL
        || version < files.vouched()
        || (Journal.exists(files.journal()) && !Journal.isBlank(files.journal()))) {
      throw new StoreOpenException(
          "%s lost its last commits: %d of at least %d are there, and none that go with %s"
              .formatted(files.store(), version, files.vouched(), files.journal()));
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
    if (journal != null) {
      journal.record().remove(rows.name, key);
    }
  }

  private void put(Rows rows, Key key, Cell cell) {
    changed = true;
    rows.map.put(key, cell);
    if (journal != null) {
      journal.record().put(rows.name, key, cell);
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

  /** Makes durable what was applied. When it returns, that may be acknowledged. */
  void commit() {
    if (!changed) {
      return;
    }
    changed = false;
    commits++;
    if (journal == null) {
      store.commit();
    } else if (!journal.append()) {
      checkpoint();
    }
  }

  /**
   * Keeps the files small; to be called after commits were acknowledged.
   *
   * @param pendingLimit from how much on that a checkpoint would write one is due in any case
   * @param scarce whether the disk has little space, so that nothing is copied but to make room
   */
  void keepHouse(int pendingLimit, boolean scarce) {
    if (journal != null
        && journal.position() > 0
        && (journal.position() >= limits.checkpointBytes()
            || store.getUnsavedMemory() >= limits.dirtyBytes()
            || pendingBytes() >= pendingLimit)) {
      checkpoint();
      if (checkpoints >= CHECKPOINTS_PER_COMPACTION && !scarce) {
        checkpoints = 0;
        compact();
      }
      // No commit waited for these flushes.
      takeSyncNanos();
    }
  }

  /**
   * Writes everything that was committed to the data file, and where the journal begins in the same
   * commit of it, and only then lets the journal begin there.
   */
  void checkpoint() {
    if (file == null || journal == null) {
      return;
    }
    generation = generation.next(commits);
    own.map.put(Generation.KEY, generation.cell());
    if (store.getStoreVersion() != FORMAT) {
      store.setStoreVersion(FORMAT);
    }
    store.commit();
    file.sync();
    journal.begin(generation);
    checkpoints++;
  }

  /**
   * Writes anew what is left in sparse chunks; to be called after a checkpoint. What MVStore offers
   * beyond this (moving chunks, shrinking the file) overwrites what a crash would still need.
   */
  void compact() {
    if (file != null && store.compact(FILL_PERCENT, COMPACTION_BYTES)) {
      store.commit();
      file.sync();
    }
  }

  /** Makes everything durable, whatever the durability, and remembers that nothing was refused. */
  void flush() {
    if (file != null && journal != null) {
      file.flush();
      journal.force();
    }
  }

  /** How many commits there were since the store was made; never less after a restart. */
  long version() {
    return commits;
  }

  /** How much the next checkpoint may add to the file, in bytes. */
  long pendingBytes() {
    return journal == null ? 0 : Math.max(journal.position(), store.getUnsavedMemory());
  }

  /** What makes space usable when the disk has none; an engine in the heap has nothing of it. */
  Optional<Reclaiming> reclaiming() {
    return Optional.ofNullable(reclaiming);
  }

  /** How long flushing took since this was last asked. */
  long takeSyncNanos() {
    return file == null || journal == null ? 0 : file.takeSyncNanos() + journal.takeForceNanos();
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
    if (journal != null && journal.position() > 0) {
      checkpoint();
    }
    // A reader that lets go during a commit leaves its version behind; this one takes it along.
    release(retain());
    store.close();
    closeJournal();
  }

  /** Closes and writes nothing more. */
  void abort() {
    closeJournal();
    closeAbandoned(store, file);
  }

  private void closeJournal() {
    if (journal != null) {
      journal.close();
    }
  }

  private static void closeAbandoned(@Nullable MVStore store, @Nullable BarrierFileStore file) {
    if (file != null) {
      file.abandon();
    }
    if (store != null) {
      store.closeImmediately();
    } else if (file != null) {
      try {
        file.close();
      } catch (RuntimeException e) {
        System.getLogger(CommitEngine.class.getName())
            .log(System.Logger.Level.DEBUG, "Closing a file that did not open", e);
      }
    }
  }
}

package io.fanfare.runtime;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which rows become durable, without a thread: whoever drives it applies changes, then
 * commits, then may acknowledge, always from one thread. The first exception of any method that
 * writes is final; after it only {@link #abort} may be called.
 */
final class CommitEngine {

  /** The format of the store: which tables there are for its own use and how rows are written. */
  static final int FORMAT = 1;

  /** The table of the store's own rows. Others' tables must not be named so. */
  private static final String OWN_TABLE = "fanfare";

  private static final Key SEQUENCE_CEILING = Key.of(1);

  private static final int RETENTION_MILLIS = 1_000;
  private static final int VERSIONS_KEPT = 5;
  private static final int COMMITS_PER_COMPACTION = 200;
  private static final int FILL_PERCENT = 70;
  private static final int COMPACTION_BYTES = 4 << 20;

  private static final int CACHE_MEGABYTES = 16;
  private static final int PAGE_BYTES = 16 << 10;
  private static final int KEYS_PER_PAGE = 48;

  private final MVStore store;
  private final @Nullable BarrierFileStore file;
  private final Map<String, MVMap<Key, Cell>> maps = new HashMap<>();
  private final MVMap<Key, Cell> own;
  private boolean changed;
  private int commits;

  private CommitEngine(MVStore store, @Nullable BarrierFileStore file) {
    this.store = store;
    this.file = file;
    own = openMap(OWN_TABLE);
    store.getMapNames().stream().filter(name -> !name.equals(OWN_TABLE)).forEach(this::map);
  }

  /** An engine whose rows are in the heap only. */
  static CommitEngine inMemory() {
    MVStore store = new MVStore.Builder().keysPerPage(KEYS_PER_PAGE).open();
    store.setVersionsToKeep(0);
    return new CommitEngine(store, null);
  }

  /**
   * An engine whose rows are in the file of that name, which is made if there is none.
   *
   * @throws StoreOpenException if the file is not a store that this program can go on with; the
   *     file is left as it was
   */
  static CommitEngine open(String fileName, boolean durable) {
    return open(fileName, durable, RETENTION_MILLIS);
  }

  /** As the other; space is used again after that many milliseconds at the earliest. */
  static CommitEngine open(String fileName, boolean durable, int retentionMillis) {
    BarrierFileStore file =
        new BarrierFileStore(
            new HashMap<>(Map.of("cacheSize", CACHE_MEGABYTES, "pageSplitSize", PAGE_BYTES)),
            durable);
    MVStore store = null;
    try {
      file.open(fileName, false, (char[]) null);
      boolean fresh = file.size() == 0;
      long headerVersion = fresh ? 0 : StoreHeader.version(file);
      store =
          new MVStore.Builder()
              .adoptFileStore(file)
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .keysPerPage(KEYS_PER_PAGE)
              .open();
      store.setRetentionTime(retentionMillis);
      store.setVersionsToKeep(VERSIONS_KEPT);
      if (!fresh) {
        verify(fileName, store, file, headerVersion);
      }
      return started(store, file, fresh);
    } catch (StoreOpenException e) {
      closeAbandoned(store, file);
      throw e;
    } catch (RuntimeException | Error e) {
      closeAbandoned(store, file);
      throw new StoreOpenException(fileName + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static CommitEngine started(MVStore store, BarrierFileStore file, boolean fresh) {
    CommitEngine engine = new CommitEngine(store, file);
    if (fresh) {
      store.setStoreVersion(FORMAT);
      engine.changed = true;
      engine.commit();
    }
    return engine;
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

  /** The rows of {@code table}; to be changed through {@link #apply} only. */
  MVMap<Key, Cell> map(Table table) {
    return map(table.name());
  }

  private MVMap<Key, Cell> map(String name) {
    if (name.equals(OWN_TABLE)) {
      throw new IllegalArgumentException(name + " is the store's own table");
    }
    MVMap<Key, Cell> map = maps.get(name);
    if (map == null) {
      map = openMap(name);
      maps.put(name, map);
    }
    return map;
  }

  private MVMap<Key, Cell> openMap(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<Key, Cell>().keyType(KeyType.INSTANCE).valueType(CellType.INSTANCE));
  }

  /** Applies one change; it is durable after the next {@link #commit}. */
  void apply(Change change) {
    changed = true;
    MVMap<Key, Cell> map = map(change.table());
    if (change instanceof Change.Put put) {
      map.put(put.key(), Cell.of(put.key(), put.value()));
    } else {
      map.remove(change.key());
    }
  }

  /** The number below which every sequence handed out so far is. */
  long sequenceCeiling() {
    Cell cell = own.get(SEQUENCE_CEILING);
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
    changed = true;
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(ceiling).array();
    own.put(SEQUENCE_CEILING, Cell.of(SEQUENCE_CEILING, bytes));
  }

  /** Makes durable what was applied. When it returns, that may be acknowledged. */
  void commit() {
    if (!changed) {
      return;
    }
    changed = false;
    store.commit();
    if (file != null) {
      file.sync();
      commits++;
    }
  }

  /** Keeps the file small; to be called after commits were acknowledged. */
  void keepHouse() {
    if (commits >= COMMITS_PER_COMPACTION) {
      commits = 0;
      compact();
    }
  }

  /**
   * Writes anew what is left in sparse chunks. The copies go to the end of the file and are durable
   * before any space is used again: what MVStore offers beyond this (moving chunks, shrinking the
   * file by compaction) overwrites what a crash would still need.
   */
  void compact() {
    if (file != null && store.compact(FILL_PERCENT, COMPACTION_BYTES)) {
      store.setReuseSpace(false);
      store.commit();
      file.sync();
      store.setReuseSpace(true);
    }
  }

  /** Makes everything durable, whatever the durability, and remembers that nothing was refused. */
  void flush() {
    if (file != null) {
      file.flush();
    }
  }

  /** How many commits there were since the store was made; never less after a restart. */
  long version() {
    return store.getCurrentVersion();
  }

  /** How much of the file holds nothing, in bytes. */
  long freeBytes() {
    return file == null ? 0 : file.size() / 100 * (100 - file.getFillRate());
  }

  long takeSyncNanos() {
    return file == null ? 0 : file.takeSyncNanos();
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
    // A reader that lets go during a commit leaves its version behind; this one takes it along.
    release(retain());
    store.close();
  }

  /** Closes and writes nothing more. */
  void abort() {
    closeAbandoned(store, file);
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

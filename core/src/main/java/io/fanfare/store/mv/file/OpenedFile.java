package io.fanfare.store.mv.file;

import io.fanfare.store.StoreOpenException;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A data file that was opened and looked at, and the MVStore over it.
 *
 * @param store what reads and writes rows
 * @param file what it reads from and writes to
 * @param fresh whether the file was empty before
 */
public record OpenedFile(MVStore store, BarrierFileStore file, boolean fresh) {

  /** The format of the store: which rows there are for its own use and how rows are written. */
  public static final int FORMAT = 3;

  /** How many rows a page holds at most. */
  public static final int KEYS_PER_PAGE = 48;

  /** What a crash may still need; fewer would let chunks be overwritten that it leads back to. */
  private static final int VERSIONS_KEPT = 5;

  private static final int PAGE_BYTES = 16 << 10;

  /**
   * Opens the data file of {@code files}, which is made if there is none.
   *
   * @throws StoreOpenException if it is not a store that this program can go on with; it is left as
   *     it was
   */
  public static OpenedFile open(EngineFiles files) {
    return open(files, false);
  }

  /**
   * The same to be read only: it must be there, and is left as it is.
   *
   * @throws StoreOpenException if it is not a store that this program can read
   */
  public static OpenedFile read(EngineFiles files) {
    return open(files, true);
  }

  private static OpenedFile open(EngineFiles files, boolean readOnly) {
    BarrierFileStore file =
        new BarrierFileStore(
            new HashMap<>(
                Map.of(
                    "cacheSize",
                    StoreHeap.OF_PROCESS.cacheMegabytes(),
                    "pageSplitSize",
                    PAGE_BYTES)),
            files.durable(),
            files.disk());
    MVStore store = null;
    try {
      file.open(files.store(), readOnly, (char[]) null);
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
      return new OpenedFile(store, file, fresh);
    } catch (RuntimeException | Error e) {
      abandon(store, file);
      throw refused(files, e);
    }
  }

  /** What is thrown when {@code files} do not open because of {@code cause}. */
  public static StoreOpenException refused(EngineFiles files, Throwable cause) {
    return cause instanceof StoreOpenException refusal
        ? refusal
        : new StoreOpenException(files.store() + " cannot be opened: " + cause.getMessage(), cause);
  }

  /** What {@code fault} says, without the version and the number that MVStore ends it with. */
  static String plain(Throwable fault) {
    return String.valueOf(fault.getMessage()).replaceFirst(" \\[[0-9./]+]$", "");
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

  /** Closes and writes nothing more. */
  public void abandon() {
    abandon(store, file);
  }

  private static void abandon(@Nullable MVStore store, BarrierFileStore file) {
    file.abandon();
    if (store != null) {
      store.closeImmediately();
      return;
    }
    try {
      file.close();
    } catch (RuntimeException e) {
      System.getLogger(OpenedFile.class.getName())
          .log(System.Logger.Level.DEBUG, "Closing a file that did not open", e);
    }
  }
}

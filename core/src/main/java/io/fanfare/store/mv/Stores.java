package io.fanfare.store.mv;

import io.fanfare.store.Backup;
import io.fanfare.store.BackupException;
import io.fanfare.store.CheckReport;
import io.fanfare.store.RowCheck;
import io.fanfare.store.Store;
import io.fanfare.store.StoreListener;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Opens stores. */
public final class Stores {

  private Stores() {}

  /**
   * Opens the store that {@code options} describe: in a data directory, or in the heap. The future
   * fails with a {@link StoreOpenException} when there is a reason not to open it, and has then
   * changed nothing.
   *
   * @param onFailure told once, on a thread of the store, of the first fault; from then on nothing
   *     is acknowledged and the file is closed, so that all its owner can do is end the process
   */
  public static Future<Store> open(
      Vertx vertx, StoreOptions options, Consumer<Throwable> onFailure) {
    return open(vertx, options, StoreListener.NONE, onFailure);
  }

  /** As the other, and lets {@code listener} hear how the store works. */
  public static Future<Store> open(
      Vertx vertx, StoreOptions options, StoreListener listener, Consumer<Throwable> onFailure) {
    StoreSettings settings = new StoreSettings(options, listener, onFailure);
    return vertx.executeBlocking(() -> MvStore.open(vertx, settings), false);
  }

  /**
   * Looks at all of the data directory at {@code directory}, which it leaves as it is. Blocks.
   *
   * @param floors know what the rows say
   * @throws StoreOpenException if it is in use, or is none that this program can read
   */
  public static CheckReport check(Path directory, List<RowCheck> floors) {
    return DirectoryCheck.check(directory, floors);
  }

  /**
   * Copies all rows of the data directory {@code data}, which no broker uses, into {@code target},
   * which is empty or not there. Blocks.
   *
   * @throws BackupException if no backup can be made
   * @throws StoreOpenException if the directory is in use, or cannot be read
   */
  public static Backup backup(Path data, Path target) {
    return UnusedDirectory.backup(data, target);
  }

  /**
   * Makes the data directory {@code directory}, which is empty or not there, of {@code backup},
   * which is looked at before and stays as it is. Blocks.
   *
   * @param floors know what the rows say
   * @return what was seen of the backup
   * @throws BackupException if it is not finished or not sound, or cannot be copied
   * @throws StoreOpenException if it is in use, or cannot be read
   */
  public static CheckReport restore(Path backup, Path directory, List<RowCheck> floors) {
    return BackupRestore.restore(backup, directory, floors);
  }
}

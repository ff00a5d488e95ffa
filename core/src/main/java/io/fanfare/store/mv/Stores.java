package io.fanfare.store.mv;

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
}

package io.fanfare.store.mv;

import io.fanfare.store.Store;
import io.fanfare.store.StoreListener;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
}

package io.fanfare.queues;

import io.fanfare.core.Key;
import io.fanfare.queues.engine.QueueTables;
import io.fanfare.runtime.Store;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The contents of messages, read from the store. */
final class Bodies {

  private static final System.Logger LOG = System.getLogger(Bodies.class.getName());

  private Bodies() {}

  /**
   * The contents at {@code keys}, in that order; none where there is none, or where it cannot be
   * read: a damaged message keeps no other from being seen.
   */
  static Future<List<Optional<byte[]>>> read(Store store, List<Key> keys) {
    return store.get(QueueTables.BODIES, keys).recover(fault -> readSingly(store, keys));
  }

  private static Future<List<Optional<byte[]>>> readSingly(Store store, List<Key> keys) {
    Future<List<Optional<byte[]>>> all = Future.succeededFuture(new ArrayList<>());
    for (Key key : keys) {
      all =
          all.compose(
              rows ->
                  store
                      .get(QueueTables.BODIES, List.of(key))
                      .onFailure(
                          fault ->
                              LOG.log(
                                  System.Logger.Level.ERROR,
                                  "The message at " + key + " cannot be read",
                                  fault))
                      .otherwise(List.of(Optional.empty()))
                      .map(
                          found -> {
                            rows.addAll(found);
                            return rows;
                          }));
    }
    return all;
  }
}

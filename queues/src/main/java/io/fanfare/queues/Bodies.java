package io.fanfare.queues;

import static java.util.stream.Collectors.groupingBy;

import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.queues.engine.Received;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The contents of messages, read from the store. */
final class Bodies {

  private static final System.Logger LOG = System.getLogger(Bodies.class.getName());

  private Bodies() {}

  /**
   * What {@code form} makes of each of {@code messages} and its content, in their order and without
   * those whose content cannot be read.
   *
   * @param why what the log says of who reads
   */
  static <T> Future<List<T>> read(
      Store store, List<Received> messages, String why, BiFunction<Received, Content, T> form) {
    if (messages.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return read(store, messages.stream().map(Received::content).toList(), why)
        .map(
            rows -> {
              List<T> formed = new ArrayList<>(messages.size());
              for (int i = 0; i < messages.size(); i++) {
                Received message = messages.get(i);
                rows.get(i)
                    .map(row -> Content.decode(row, message.content()))
                    .ifPresent(content -> formed.add(form.apply(message, content)));
              }
              return formed;
            });
  }

  /**
   * The contents at {@code references}, in that order; none where there is none, or where it cannot
   * be read: a damaged message keeps no other from being seen.
   *
   * @param why what the log says of who reads
   */
  static Future<List<Optional<byte[]>>> read(Store store, List<ContentRef> references, String why) {
    Map<Table, List<ContentRef>> byTable =
        references.stream().collect(groupingBy(ContentRef::table));
    Map<ContentRef, Optional<byte[]>> found = new HashMap<>();
    Future<Void> read = Future.succeededFuture();
    for (Map.Entry<Table, List<ContentRef>> some : byTable.entrySet()) {
      List<Key> keys = some.getValue().stream().map(ContentRef::key).toList();
      read =
          read.compose(before -> read(store, some.getKey(), keys, why))
              .map(
                  contents -> {
                    for (int i = 0; i < contents.size(); i++) {
                      found.put(some.getValue().get(i), contents.get(i));
                    }
                    return null;
                  });
    }
    return read.map(
        all ->
            references.stream()
                .map(reference -> found.getOrDefault(reference, Optional.empty()))
                .toList());
  }

  private static Future<List<Optional<byte[]>>> read(
      Store store, Table table, List<Key> keys, String why) {
    return store.get(table, keys).recover(fault -> readSingly(store, table, keys, why));
  }

  private static Future<List<Optional<byte[]>>> readSingly(
      Store store, Table table, List<Key> keys, String why) {
    Future<List<Optional<byte[]>>> all = Future.succeededFuture(new ArrayList<>());
    for (Key key : keys) {
      all =
          all.compose(
              rows ->
                  store
                      .get(table, List.of(key))
                      .onFailure(
                          fault ->
                              LOG.log(
                                  System.Logger.Level.ERROR,
                                  "The message at " + key + " cannot be read" + why,
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

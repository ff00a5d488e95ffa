package io.fanfare.queues;

import static java.util.stream.Collectors.groupingBy;

import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.queues.engine.Received;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.seal.KeyTroubleException;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The contents of messages of one queue, read from the store for somebody. */
final class Bodies {

  private static final System.Logger LOG = System.getLogger(Bodies.class.getName());

  private final Store store;
  private final ContentSeals seals;
  private final long queue;
  private final String why;

  /**
   * The contents of messages of the queue with the id {@code queue}.
   *
   * @param why what the log says of who reads
   */
  Bodies(Store store, ContentSeals seals, long queue, String why) {
    this.store = store;
    this.seals = seals;
    this.queue = queue;
    this.why = why;
  }

  /**
   * Messages that were read.
   *
   * @param formed what became of each that can be read, in their order
   * @param locked those that are sealed by a master key that may not be used
   * @param trouble with such a key, if there are any
   */
  record Read<T>(List<T> formed, List<Received> locked, @Nullable KeyTroubleException trouble) {}

  /**
   * What {@code form} makes of each of {@code messages} and its content, in their order and without
   * those whose content cannot be read.
   */
  <T> Future<Read<T>> read(List<Received> messages, BiFunction<Received, Content, T> form) {
    if (messages.isEmpty()) {
      return Future.succeededFuture(new Read<>(List.of(), List.of(), null));
    }
    return rows(messages.stream().map(Received::content).toList())
        .map(rows -> formed(messages, rows, form));
  }

  private <T> Read<T> formed(
      List<Received> messages, List<Optional<byte[]>> rows, BiFunction<Received, Content, T> form) {
    List<T> formed = new ArrayList<>(messages.size());
    List<Received> locked = new ArrayList<>(0);
    KeyTroubleException last = null;
    for (int i = 0; i < messages.size(); i++) {
      Received message = messages.get(i);
      try {
        rows.get(i)
            .flatMap(row -> opened(row, message.content()))
            .ifPresent(content -> formed.add(form.apply(message, content)));
      } catch (KeyTroubleException trouble) {
        tell(message.content(), trouble);
        locked.add(message);
        last = trouble;
      }
    }
    return new Read<>(formed, locked, last);
  }

  /**
   * The contents at {@code references}, in that order; none where there is none, or where it cannot
   * be read: a damaged message keeps no other from being seen. {@code locked} hears of each that is
   * sealed by a master key that may not be used.
   */
  Future<List<Optional<Content>>> read(
      List<ContentRef> references, Consumer<KeyTroubleException> locked) {
    return rows(references)
        .map(
            rows -> {
              List<Optional<Content>> opened = new ArrayList<>(rows.size());
              for (int i = 0; i < rows.size(); i++) {
                ContentRef reference = references.get(i);
                opened.add(rows.get(i).flatMap(row -> openedOrNone(row, reference, locked)));
              }
              return opened;
            });
  }

  private Optional<Content> openedOrNone(
      byte[] row, ContentRef reference, Consumer<KeyTroubleException> locked) {
    try {
      return opened(row, reference);
    } catch (KeyTroubleException trouble) {
      tell(reference, trouble);
      locked.accept(trouble);
      return Optional.empty();
    }
  }

  /** What {@code row} has; nothing if it was changed or moved, which the log tells once. */
  private Optional<Content> opened(byte[] row, ContentRef reference) {
    try {
      return Optional.of(Content.decode(seals.open(row, queue, reference), reference));
    } catch (KeyTroubleException trouble) {
      throw trouble;
    } catch (RuntimeException broken) {
      tell(reference, broken);
      return Optional.empty();
    }
  }

  private void tell(ContentRef reference, RuntimeException fault) {
    if (seals.tell(reference)) {
      LOG.log(
          System.Logger.Level.ERROR,
          "The message at " + reference.key() + " cannot be opened" + why + ": " + fault);
    }
  }

  private Future<List<Optional<byte[]>>> rows(List<ContentRef> references) {
    Map<Table, List<ContentRef>> byTable =
        references.stream().collect(groupingBy(ContentRef::table));
    Map<ContentRef, Optional<byte[]>> found = new HashMap<>();
    Future<Void> read = Future.succeededFuture();
    for (Map.Entry<Table, List<ContentRef>> some : byTable.entrySet()) {
      List<Key> keys = some.getValue().stream().map(ContentRef::key).toList();
      read =
          read.compose(before -> rows(some.getKey(), keys))
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

  private Future<List<Optional<byte[]>>> rows(Table table, List<Key> keys) {
    return store.get(table, keys).recover(fault -> readSingly(table, keys));
  }

  private Future<List<Optional<byte[]>>> readSingly(Table table, List<Key> keys) {
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

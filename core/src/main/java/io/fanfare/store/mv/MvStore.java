package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.Backup;
import io.fanfare.store.DiskState;
import io.fanfare.store.Durability;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store over an H2 MVStore, in a file or in the heap: what is asked of it is put in one order,
 * written by one thread, and read by another from the state that was there when it was asked.
 */
final class MvStore implements Store {

  private final Vertx vertx;
  private final StoreWriter writer;
  private final StoreReader reader;
  private final Housekeeping housekeeping;
  private final Sequence sequence;
  private final RecentValues recent;
  private final StoreCopier copier = new StoreCopier(() -> room() == DiskState.Room.ENOUGH);

  private MvStore(
      Vertx vertx, CommitEngine engine, @Nullable DataDirectory directory, StoreSettings settings) {
    this.vertx = vertx;
    reader = new StoreReader();
    sequence = new Sequence(engine.sequenceCeiling());
    recent = new RecentValues(directory == null ? 0 : settings.options().getYoungBytes());
    boolean isDurable = settings.options().getDurability() == Durability.SYNC;
    housekeeping = new Housekeeping(sequence, recent, this::endReads, directory, isDurable);
    writer = new StoreWriter(engine, housekeeping, settings.listener(), settings.onFailure());
  }

  /**
   * Opens the store that {@code settings} describe. Blocks.
   *
   * @throws StoreOpenException if it cannot be opened
   */
  static MvStore open(Vertx vertx, StoreSettings settings) {
    StoreOptions options = settings.options();
    if (options.isMemory()) {
      return started(vertx, CommitEngine.inMemory(), null, settings);
    }
    DataDirectory directory =
        DataDirectory.open(Path.of(options.getPath()), options.getBallastBytes());
    try {
      CommitEngine engine =
          directory.openEngine(
              options.getDurability() == Durability.SYNC, options.getJournalBytes());
      return started(vertx, engine, directory, settings);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** A store over {@code engine}, at work. */
  static MvStore started(
      Vertx vertx, CommitEngine engine, @Nullable DataDirectory directory, StoreSettings settings) {
    MvStore store = new MvStore(vertx, engine, directory, settings);
    store.sequence.beforeCommit(engine);
    engine.commit();
    store.sequence.afterCommit();
    store.writer.start();
    return store;
  }

  @Override
  public Future<Void> write(List<Change> changes) {
    ContextInternal context = context();
    PromiseInternal<Void> promise = context.promise();
    recent.note(changes);
    writer.submit(new StoreTask.Write(changes, bytes(changes), context, promise));
    return promise.future();
  }

  @Override
  public Future<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
    ContextInternal context = context();
    Throwable refusal = writer.refusal();
    if (refusal != null) {
      return context.failedFuture(refusal);
    }
    List<Optional<byte[]>> values = new ArrayList<>(keys.size());
    for (Key key : keys) {
      byte[] value = recent.get(table, key);
      if (value == null) {
        return submit(context, reader.get(table, keys));
      }
      values.add(Optional.of(value));
    }
    return context.succeededFuture(values);
  }

  @Override
  public Future<List<Row>> scan(Table table, Key from, Key to, int limit, long bytes) {
    return submit(context(), reader.scan(table, from, to, limit, bytes));
  }

  @Override
  public Future<Long> count(Table table, Key from, Key to) {
    return submit(context(), reader.count(table, from, to));
  }

  @Override
  public long nextSequence() {
    long number = sequence.take();
    if (sequence.isHalfway(number)) {
      writer.wake();
    }
    return number;
  }

  @Override
  public boolean hasRoom() {
    return housekeeping.hasRoom();
  }

  @Override
  public DiskState.Room room() {
    return housekeeping.room();
  }

  @Override
  public Optional<DiskState> disk() {
    return housekeeping.disk();
  }

  @Override
  public Future<Backup> backup(Path directory) {
    ContextInternal context = context();
    PromiseInternal<Backup> promise = context.promise();
    writer.submit(copier.task(directory, context, promise));
    return promise.future();
  }

  private void endReads() {
    copier.close();
    reader.close();
  }

  @Override
  public Future<Void> close() {
    return Future.fromCompletionStage(writer.close(), context());
  }

  private <T> Future<T> submit(ContextInternal context, StoreReader.Query<T> query) {
    PromiseInternal<T> promise = context.promise();
    writer.submit(reader.task(query, context, promise, writer::refusal));
    return promise.future();
  }

  private ContextInternal context() {
    return (ContextInternal) vertx.getOrCreateContext();
  }

  private static long bytes(List<Change> changes) {
    long bytes = 0;
    for (Change change : changes) {
      if (change instanceof Change.Put put) {
        bytes += put.value().length;
      }
    }
    return bytes;
  }
}

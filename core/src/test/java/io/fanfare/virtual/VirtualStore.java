package io.fanfare.virtual;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.DiskState;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory. What is written is seen at once and durable with a later task, in the order of
 * the calls; what is read is what was written before, and comes with a later task too. It counts an
 * owner's rows at no cost.
 */
public final class VirtualStore implements Store {

  private static final int FAILS_ONE_IN = 8;

  private final Executor tasks;
  private final Map<Table, NavigableMap<Key, byte[]>> tables = new HashMap<>();
  private final Map<Owned, Integer> counts = new HashMap<>();
  private final Map<Key, Integer> retained = new HashMap<>();
  private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
  private final List<Consumer<Boolean>> late = new ArrayList<>();
  private Consumer<Change> witness = change -> {};
  private @Nullable Random lateness;
  private @Nullable Throwable fault;
  private boolean held;
  private long written;
  private long durable;
  private long asked;
  private long sequence;

  /** The rows of one owner in one table. */
  private record Owned(Table table, long owner) {}

  VirtualStore(Executor tasks) {
    this.tasks = tasks;
  }

  /** Tells {@code each} of every change of a row from now on. */
  public void witness(Consumer<Change> each) {
    witness = each;
  }

  /** From now on nothing that is written becomes durable. */
  public void hold() {
    held = true;
  }

  /** Lets what is written become durable again, with what waits for that. */
  public void release() {
    held = false;
    waiting.forEach(write -> tasks.execute(this::commit));
  }

  /** Lets what is not durable never be; from now on nothing can be written or read. */
  public void fail(Throwable cause) {
    fault = cause;
    while (!waiting.isEmpty()) {
      Promise<Void> write = waiting.remove();
      tasks.execute(() -> write.fail(cause));
    }
  }

  /** From now on some ranges, by {@code chance}, come only when they {@link #arrive}; or none. */
  public void readLate(@Nullable Random chance) {
    lateness = chance;
  }

  /** Lets ranges come that are late; while some are, by chance, a few fail to. */
  public void arrive() {
    Random chance = lateness;
    List<Consumer<Boolean>> arriving = List.copyOf(late);
    late.clear();
    arriving.forEach(read -> read.accept(chance == null || chance.nextInt(FAILS_ONE_IN) != 0));
  }

  /** Lets no range come that is late, as when the process ends. */
  public void forgetLate() {
    late.clear();
  }

  /** How many batches were written. */
  public long written() {
    return written;
  }

  /** How many of them are durable, the first ones. */
  public long durable() {
    return durable;
  }

  /** How many rows of ranges were asked for, at the most. */
  public long asked() {
    return asked;
  }

  /** How many rows {@code owner} has. */
  public int count(Table table, long owner) {
    return counts.getOrDefault(new Owned(table, owner), 0);
  }

  /** How many rows there are. */
  public int size(Table table) {
    return table(table).size();
  }

  /** What stands at {@code key}. */
  public Optional<byte[]> get(Table table, Key key) {
    return Optional.ofNullable(table(table).get(key));
  }

  /** The rows from {@code from} on and before {@code to}, at most {@code limit}. */
  public List<Row> rows(Table table, Key from, Key to, int limit) {
    return table(table).subMap(from, to).entrySet().stream()
        .limit(limit)
        .map(entry -> new Row(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** All rows of {@code owner}. */
  public List<Row> rows(Table table, long owner) {
    return rows(table, Key.first(owner), Key.afterAll(owner), Integer.MAX_VALUE);
  }

  @Override
  public Future<Void> write(List<Change> changes) {
    if (fault != null) {
      return Future.failedFuture(fault);
    }
    changes.forEach(this::apply);
    written++;
    Promise<Void> promise = Promise.promise();
    waiting.add(promise);
    if (!held) {
      tasks.execute(this::commit);
    }
    return promise.future();
  }

  private void commit() {
    if (!held && !waiting.isEmpty()) {
      durable++;
      waiting.remove().complete();
    }
  }

  private void apply(Change change) {
    if ((change instanceof Change.Retain row && retain(change, row.times()) > row.times())
        || (change instanceof Change.Release && retain(change, -1) > 0)) {
      return;
    }
    Owned owned = new Owned(change.table(), change.key().owner());
    byte[] value = value(change);
    if (value != null) {
      if (table(change.table()).put(change.key(), value) == null) {
        counts.merge(owned, 1, Integer::sum);
      }
    } else if (table(change.table()).remove(change.key()) != null) {
      counts.merge(owned, -1, Integer::sum);
    }
    witness.accept(change);
  }

  private int retain(Change change, int more) {
    return retained.merge(change.key(), more, Integer::sum);
  }

  private static byte @Nullable [] value(Change change) {
    if (change instanceof Change.Retain retain) {
      return retain.value();
    }
    return change instanceof Change.Put put ? put.value() : null;
  }

  @Override
  public Future<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
    return later(keys.stream().map(key -> get(table, key)).toList());
  }

  @Override
  public Future<List<Row>> scan(Table table, Key from, Key to, int limit, long bytes) {
    asked += limit;
    List<Row> rows = rows(table, from, to, limit);
    if (fault != null || lateness == null || !lateness.nextBoolean()) {
      return later(rows);
    }
    Promise<List<Row>> promise = Promise.promise();
    late.add(comes -> end(promise, rows, comes));
    return promise.future();
  }

  private static void end(Promise<List<Row>> promise, List<Row> rows, boolean comes) {
    if (comes) {
      promise.complete(rows);
    } else {
      promise.fail(new IllegalStateException("Rows that do not come"));
    }
  }

  @Override
  public Future<Long> count(Table table, Key from, Key to) {
    return later((long) table(table).subMap(from, to).size());
  }

  private <T> Future<T> later(T result) {
    Throwable cause = fault;
    Promise<T> promise = Promise.promise();
    tasks.execute(
        () ->
            promise.handle(
                cause == null ? Future.succeededFuture(result) : Future.failedFuture(cause)));
    return promise.future();
  }

  @Override
  public long nextSequence() {
    return ++sequence;
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public DiskState.Room room() {
    return DiskState.Room.ENOUGH;
  }

  @Override
  public Optional<DiskState> disk() {
    return Optional.empty();
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private NavigableMap<Key, byte[]> table(Table table) {
    return tables.computeIfAbsent(table, name -> new TreeMap<>());
  }
}

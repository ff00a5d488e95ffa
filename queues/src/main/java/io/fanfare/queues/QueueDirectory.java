package io.fanfare.queues;

import io.fanfare.core.Arn;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.queues.engine.MoveTasks;
import io.fanfare.queues.engine.Queue;
import io.fanfare.queues.engine.Regions;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.LeasedRows;
import io.fanfare.queues.rows.MoveTask;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.runtime.RowSweeper;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All queues of the broker by name, and how each comes to work on its event loop. */
final class QueueDirectory implements QueueHost.Neighbours {

  private static final int REMEMBERED_AT_ONCE = 5_000;

  private final ConcurrentMap<QueueName, QueueRef> queues = new ConcurrentHashMap<>();
  private final ConcurrentMap<QueueName, QueueRef> ofSubscriptions = new ConcurrentHashMap<>();
  private final ActiveMoveTasks activeMoveTasks = new ActiveMoveTasks();
  private final RowSweeper sweeper;
  private final boolean countsTenants;
  private final MoveRights moveRights;
  private volatile boolean closing;

  /**
   * No queues yet.
   *
   * @param countsTenants whether each message group is counted
   * @param moveRights whereto messages may go back
   */
  QueueDirectory(RowSweeper sweeper, boolean countsTenants, MoveRights moveRights) {
    this.moveRights = moveRights;
    this.sweeper = sweeper;
    this.countsTenants = countsTenants;
  }

  /** The queues of users, which are all that is seen from outside. */
  ConcurrentMap<QueueName, QueueRef> byName() {
    return queues;
  }

  /** The queues of a kind. */
  ConcurrentMap<QueueName, QueueRef> byName(QueueKind kind) {
    return kind == QueueKind.USER ? queues : ofSubscriptions;
  }

  /** The queues of every kind. */
  List<QueueRef> all() {
    return Stream.of(queues, ofSubscriptions).flatMap(some -> some.values().stream()).toList();
  }

  @Override
  public RowSweeper sweeper() {
    return sweeper;
  }

  @Override
  public boolean countsTenants() {
    return countsTenants;
  }

  @Override
  public ActiveMoveTasks activeMoveTasks() {
    return activeMoveTasks;
  }

  @Override
  public Predicate<Arn> sources(QueueName deadLetters, MoveTask task) {
    return moveRights.sources(deadLetters, task);
  }

  /** From now on nobody waits for a message. */
  void close() {
    closing = true;
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  Optional<QueueRef> find(QueueName name) {
    return Optional.ofNullable(queues.get(name));
  }

  /**
   * Brings {@code ref} to work; call on its event loop. Reads its messages in flight, no others.
   */
  Future<QueueHost> open(QueueRef ref) {
    Store store = ref.verticle().loop().store();
    long generation = ref.queue().generation();
    Key from = Key.first(generation);
    Key to = Key.afterAll(generation);
    Future<Long> ready = store.count(QueueTables.READY, from, to);
    Future<Long> delayed = store.count(QueueTables.DELAYED, from, to);
    Future<Long> returned = store.count(QueueTables.RETURNED, from, to);
    Future<List<Row>> leased = store.scan(QueueTables.LEASED, from, to, Integer.MAX_VALUE);
    long id = ref.queue().id();
    Future<List<Row>> tasks =
        store.scan(QueueTables.MOVE_TASKS, Key.first(id), Key.afterAll(id), Integer.MAX_VALUE);
    return Future.all(ready, delayed, returned, leased, tasks)
        .map(read -> new Regions.Sizes(ready.result(), delayed.result(), returned.result()))
        .map(sizes -> queue(ref, sizes, leased.result()))
        .compose(queue -> remember(ref, queue, store).map(queue))
        .map(
            queue -> {
              ref.goesToWork();
              return new QueueHost(ref, queue, new MoveTasks(id, tasks.result()), this);
            });
  }

  /** Tells a FIFO queue what it took in lately, a slice at a time. */
  private static Future<Void> remember(QueueRef ref, Queue queue, Store store) {
    if (!ref.settings().isFifo()) {
      return Future.succeededFuture();
    }
    long generation = ref.queue().generation();
    return store.scanAll(
        QueueTables.DEDUPLICATION,
        Key.first(generation),
        Key.afterAll(generation),
        REMEMBERED_AT_ONCE,
        queue::remember);
  }

  @Override
  public Future<Integer> deliver(Arn target, Function<QueueHost, Future<Integer>> delivery) {
    QueueRef ref = queues.get(QueueName.of(target));
    if (ref == null) {
      return Future.failedFuture(QueueRef.unknown());
    }
    return ref.verticle().loop().call(() -> ref.host().compose(delivery));
  }

  private Queue queue(QueueRef ref, Regions.Sizes sizes, List<Row> leased) {
    // Opened anew, as after a fault, it may meet consumers that still hold what they held.
    LeasedRows held = new LeasedRows(leased, !ref.wasAtWork());
    Regions regions =
        new Regions(ref.queue().generation(), ref.settings(), sizes, held, ref.verticle().budget());
    return new Queue(ref.queue().id(), regions, arn -> queues.containsKey(QueueName.of(arn)));
  }
}

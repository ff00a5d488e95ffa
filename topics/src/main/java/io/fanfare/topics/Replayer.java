package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.HeapBudget.Use;
import io.fanfare.queues.Delivery;
import io.fanfare.runtime.EngineHost;
import io.fanfare.runtime.EventLoop;
import io.fanfare.seal.DataKey;
import io.fanfare.topics.engine.ArchivedMessage;
import io.fanfare.topics.engine.Copies;
import io.fanfare.topics.engine.Replay;
import io.fanfare.topics.engine.Replay.Slice;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.TopicEngine;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.ArchivePolicy;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The replays of one FIFO topic, at work: each reads the archive a slice at a time, waits until the
 * queue has taken it, and writes how far it has come. Its last slice is read while the topic stands
 * still, so that live messages follow upon the last one from the archive. A slice waits for its
 * turn to take heap; before the topic stands still, since those who publish then hold some.
 */
final class Replayer {

  private static final System.Logger LOG = System.getLogger(Replayer.class.getName());
  private static final long RETRY_MILLIS = 1_000;

  /** A byte of the archive stands in the heap as a row, as texts and as rows of bodies. */
  private static final int HEAP_BYTES = 5;

  private final TopicLoop shared;
  private final TopicEngine rules;
  private final EngineHost<?> engine;
  private final PublishOrder order;
  private final EventLoop loop;
  private final TopicSeals seals;
  private final Set<Replay> standing = new HashSet<>();
  private boolean ended;

  /** The replays of one topic, whose {@code rules} run on {@code engine}. */
  Replayer(TopicLoop shared, TopicEngine rules, EngineHost<?> engine, PublishOrder order) {
    this.shared = shared;
    this.rules = rules;
    this.engine = engine;
    this.order = order;
    this.loop = shared.loop();
    this.seals = new TopicSeals(shared.seals(), rules.record().id());
  }

  /**
   * Runs {@code replay} of the subscription {@code arn} once the live messages have arrived that
   * were handed over before.
   */
  void start(String arn, Replay replay) {
    order.alone(
        () -> {
          loop.execute(() -> run(arn, replay));
          return Future.succeededFuture();
        });
  }

  /** Ends all replays here, as when the topic is deleted or the service closes. */
  void end() {
    ended = true;
    standing.clear();
  }

  private boolean isCurrent(String arn, Replay replay) {
    return !ended && !engine.isClosed() && rules.isCurrent(arn, replay);
  }

  private void run(String arn, Replay replay) {
    if (!isCurrent(arn, replay) || replay.isOver()) {
      standing.remove(replay);
      return;
    }
    if (ArchivePolicy.of(rules.record()).isEmpty()) {
      write(replay::fail);
      return;
    }
    inTurn(
            heap ->
                slice(
                    arn, replay, rows -> heap.shrink(Use.ANSWER, HEAP_BYTES * Replay.bytes(rows))))
        .onSuccess(next -> goOn(arn, replay, next))
        .onFailure(fault -> retry(arn, replay, fault));
  }

  private void goOn(String arn, Replay replay, Replay.Next next) {
    standing.remove(replay);
    switch (next) {
      case MORE -> loop.execute(() -> run(arn, replay));
      case WAIT -> loop.after(replay.waitMillis(loop.now()), () -> run(arn, replay));
      case NEAR, JOIN -> inTurn(heap -> alone(() -> join(arn, replay)));
      case OVER -> complete(arn, replay);
    }
  }

  /** Does {@code work} when it is its turn to have the heap that a slice takes at the most. */
  private <R> Future<R> inTurn(Function<HeapBudget.Lease, Future<R>> work) {
    HeapBudget.Lease heap = shared.heap().lease();
    Promise<Void> turn = Promise.promise();
    heap.grow(
        Use.ANSWER, HEAP_BYTES * Replay.mostBytes(), () -> loop.execute(() -> turn.complete()));
    return turn.future().compose(granted -> work.apply(heap)).onComplete(done -> heap.close());
  }

  private Future<Void> alone(Supplier<Future<?>> work) {
    Promise<Void> done = Promise.promise();
    order.alone(() -> work.get().onComplete(ended -> done.complete()));
    return done.future();
  }

  /** Brings the rest of the archive, which does not grow meanwhile, and then live messages. */
  private Future<?> join(String arn, Replay replay) {
    return rest(arn, replay)
        .onSuccess(done -> complete(arn, replay))
        .onFailure(fault -> retry(arn, replay, fault));
  }

  private Future<?> rest(String arn, Replay replay) {
    return slice(arn, replay, rows -> {})
        .compose(
            next ->
                next == Replay.Next.JOIN || !isCurrent(arn, replay)
                    ? Future.succeededFuture()
                    : rest(arn, replay));
  }

  private void complete(String arn, Replay replay) {
    if (isCurrent(arn, replay)) {
      standing.remove(replay);
      write(replay::complete);
    }
  }

  private void retry(String arn, Replay replay, Throwable fault) {
    if (!isCurrent(arn, replay)) {
      return;
    }
    if (standing.add(replay)) {
      LOG.log(System.Logger.Level.WARNING, "The replay for {0} stands still: {1}", arn, fault);
    }
    loop.after(RETRY_MILLIS, () -> run(arn, replay));
  }

  /** Reads the next slice, tells {@code taker} and delivers it; completes when it is delivered. */
  private Future<Replay.Next> slice(String arn, Replay replay, Consumer<List<Row>> taker) {
    return Future.succeededFuture().compose(begun -> read(arn, replay, taker));
  }

  private Future<Replay.Next> read(String arn, Replay replay, Consumer<List<Row>> taker) {
    Slice slice = engine.decide(step -> Outcome.of(rules.next(replay)));
    long now = loop.now();
    return loop.store()
        .scan(TopicTables.ARCHIVE, slice.from(), slice.to(), slice.limit(), slice.bytes())
        .onSuccess(taker::accept)
        .compose(rows -> deliver(arn, replay, rows).map(delivered -> rows))
        .map(
            rows -> {
              if (isCurrent(arn, replay)) {
                write(() -> replay.delivered(rows));
              }
              return replay.after(slice, rows, now);
            });
  }

  private Future<Void> deliver(String arn, Replay replay, List<Row> rows) {
    Optional<Subscriber> subscriber =
        rules.topic().subscriber(arn).filter(found -> isCurrent(arn, replay));
    if (subscriber.isEmpty()) {
      return Future.succeededFuture();
    }
    Optional<DataKey> key = seals.key(rules.record());
    List<ArchivedMessage> opened = seals.opened(rows);
    return wanted(subscriber.get(), replay, opened)
        .compose(
            messages ->
                messages.isEmpty() || !isCurrent(arn, replay)
                    ? Future.succeededFuture()
                    : deliver(subscriber.get(), messages, key));
  }

  /** What of a slice the subscription gets; a policy is asked elsewhere, since it may be long. */
  private Future<List<Notification>> wanted(
      Subscriber subscriber, Replay replay, List<ArchivedMessage> opened) {
    if (subscriber.policy().wantsEverything()) {
      return Future.succeededFuture(
          engine.decide(step -> Outcome.of(rules.replayed(subscriber, replay, opened))));
    }
    return shared.elsewhere().run(() -> rules.replayed(subscriber, replay, opened));
  }

  private Future<Void> deliver(
      Subscriber subscriber, List<Notification> messages, Optional<DataKey> key) {
    List<Integer> positions = IntStream.range(0, messages.size()).boxed().toList();
    List<Copies> copies = List.of(new Copies(subscriber, positions));
    FanOut.Sender sender = new FanOut.Sender(rules.record(), sender(), Future::succeededFuture);
    Delivery queues = shared.queues().as(sender.caller()).sealedBy(key);
    List<Variants> ready = messages.stream().map(message -> new Variants(message, queues)).toList();
    Future<Map<Integer, Throwable>> answered =
        new FanOut(shared, queues, ready, copies, sender).begin().answered();
    order.track(answered);
    return answered.compose(
        faults ->
            faults.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(faults.values().iterator().next()));
  }

  /** The queues see the topic's owner as the sender, as they do when it publishes. */
  private Caller sender() {
    Arn arn = rules.record().parsedArn();
    return new Caller(arn.account(), arn.region(), "");
  }

  private void write(Supplier<List<Change>> change) {
    engine.run(step -> new Outcome<>(true, change.get()));
  }
}

package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.Row;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.HeapBudget.Use;
import io.fanfare.runtime.EventLoop;
import io.fanfare.topics.engine.Copies;
import io.fanfare.topics.engine.Replay;
import io.fanfare.topics.engine.Replay.Slice;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.model.ReplayStatus;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.rows.ReplayRecord;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.ArchivePolicy;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
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
 * queue has taken it, and writes how far it has come. Its last slice is read while the lane stands
 * still, so that live messages follow upon the last one from the archive. A slice waits for its
 * turn to take heap; before the lane stands still, since those who publish then hold some.
 */
final class Replays {

  private static final System.Logger LOG = System.getLogger(Replays.class.getName());
  private static final long RETRY_MILLIS = 1_000;

  /** A byte of the archive stands in the heap as a row, as texts and as rows of bodies. */
  private static final int HEAP_BYTES = 5;

  private final Topic topic;
  private final FifoLane lane;
  private final QueueDelivery delivery;
  private final EventLoop loop;
  private final Map<String, Replay> bySubscription = new HashMap<>();
  private final Set<Replay> standing = new HashSet<>();

  Replays(Topic topic, FifoLane lane, QueueDelivery delivery) {
    this.topic = topic;
    this.lane = lane;
    this.delivery = delivery;
    this.loop = delivery.loop();
  }

  /** Whether {@code subscriber} gets no live messages, because of its replay. */
  boolean holdBack(Subscriber subscriber) {
    Replay replay = bySubscription.get(subscriber.arn());
    return replay != null && replay.holdsBack();
  }

  /** How far the replay of the subscription {@code arn} has come, if it has one. */
  Optional<ReplayStatus> status(String arn) {
    return Optional.ofNullable(bySubscription.get(arn)).map(Replay::status);
  }

  /**
   * Begins the replay that {@code subscriber} asks for in place of the one it had; if it asks for
   * none, it gets live messages.
   */
  Future<Void> begin(Subscriber subscriber) {
    Optional<Replay> begun = Replay.begin(subscriber, loop.step());
    if (begun.isEmpty()) {
      return end(subscriber.arn());
    }
    bySubscription.put(subscriber.arn(), begun.get());
    Future<Void> written = write(begun.get().put());
    start(subscriber, begun.get());
    return written;
  }

  /** Ends the replay of the subscription {@code arn}, if it has one. */
  Future<Void> end(String arn) {
    Replay replay = bySubscription.remove(arn);
    return replay == null ? Future.succeededFuture() : write(replay.remove());
  }

  /** Ends all replays here, as when the topic is deleted or the service closes. */
  void end() {
    bySubscription.clear();
    standing.clear();
  }

  /** Goes on with what {@code rows} keep of replays. */
  void load(List<Row> rows) {
    Map<Long, Row> kept = new HashMap<>();
    rows.forEach(row -> kept.put(row.key().sequence(), row));
    for (Subscriber subscriber : topic.subscribers()) {
      Optional<Replay> replay =
          Optional.ofNullable(kept.remove(subscriber.id()))
              .map(row -> new Replay(ReplayRecord.decode(row)))
              .filter(known -> known.isFor(subscriber));
      if (replay.isEmpty()) {
        begin(subscriber);
      } else {
        bySubscription.put(subscriber.arn(), replay.get());
        start(subscriber, replay.get());
      }
    }
    kept.values().forEach(row -> write(new Replay(ReplayRecord.decode(row)).remove()));
  }

  /** Runs {@code replay} once the live messages have arrived that were handed over before. */
  private void start(Subscriber subscriber, Replay replay) {
    lane.alone(
        () -> {
          loop.execute(() -> run(subscriber.arn(), replay));
          return Future.succeededFuture();
        });
  }

  private void run(String arn, Replay replay) {
    if (bySubscription.get(arn) != replay || replay.isOver()) {
      standing.remove(replay);
      return;
    }
    if (ArchivePolicy.of(topic.topic()).isEmpty()) {
      write(replay.fail());
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
    HeapBudget.Lease heap = delivery.heap().lease();
    Promise<Void> turn = Promise.promise();
    heap.grow(
        Use.ANSWER, HEAP_BYTES * Replay.mostBytes(), () -> loop.execute(() -> turn.complete()));
    return turn.future().compose(granted -> work.apply(heap)).onComplete(done -> heap.close());
  }

  private Future<Void> alone(Supplier<Future<?>> work) {
    Promise<Void> done = Promise.promise();
    lane.alone(() -> work.get().onComplete(ended -> done.complete()));
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
                next == Replay.Next.JOIN || bySubscription.get(arn) != replay
                    ? Future.succeededFuture()
                    : rest(arn, replay));
  }

  private void complete(String arn, Replay replay) {
    if (bySubscription.get(arn) == replay) {
      standing.remove(replay);
      write(replay.complete());
    }
  }

  private void retry(String arn, Replay replay, Throwable fault) {
    if (standing.add(replay)) {
      LOG.log(System.Logger.Level.WARNING, "The replay for {0} stands still: {1}", arn, fault);
    }
    loop.after(RETRY_MILLIS, () -> run(arn, replay));
  }

  /** Reads the next slice, tells {@code taker} and delivers it; completes when it is delivered. */
  private Future<Replay.Next> slice(String arn, Replay replay, Consumer<List<Row>> taker) {
    Slice slice = replay.next(lane.firstUnderway());
    long now = loop.now();
    return loop.store()
        .scan(TopicTables.ARCHIVE, slice.from(), slice.to(), slice.limit(), slice.bytes())
        .onSuccess(taker::accept)
        .compose(rows -> deliver(arn, replay, rows).map(delivered -> rows))
        .map(
            rows -> {
              if (bySubscription.get(arn) == replay) {
                write(replay.delivered(rows));
              }
              return replay.after(slice, rows, now);
            });
  }

  private Future<Void> deliver(String arn, Replay replay, List<Row> rows) {
    Optional<Subscriber> subscriber =
        topic.subscriber(arn).filter(found -> bySubscription.get(arn) == replay);
    if (subscriber.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Notification> messages = replay.messages(rows, subscriber.get(), topic);
    if (messages.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Integer> positions = IntStream.range(0, messages.size()).boxed().toList();
    return delivery
        .deliver(messages, List.of(new Copies(subscriber.get(), positions)), sender())
        .compose(
            faults ->
                faults.isEmpty()
                    ? Future.succeededFuture()
                    : Future.failedFuture(faults.values().iterator().next()));
  }

  /** The queues see the topic's owner as the sender, as they do when it publishes. */
  private Caller sender() {
    Arn arn = Arn.parse(topic.topic().arn()).orElseThrow();
    return new Caller(arn.account(), arn.region(), "");
  }

  private Future<Void> write(List<Change> changes) {
    return changes.isEmpty() ? Future.succeededFuture() : loop.store().write(changes);
  }
}

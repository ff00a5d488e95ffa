package io.fanfare.queues;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.Step;
import io.fanfare.core.Table;
import io.fanfare.queues.engine.Claim;
import io.fanfare.queues.engine.Delivery;
import io.fanfare.queues.engine.Departure;
import io.fanfare.queues.engine.Draft;
import io.fanfare.queues.engine.Handed;
import io.fanfare.queues.engine.MoveTasks;
import io.fanfare.queues.engine.Peek;
import io.fanfare.queues.engine.PeekPage;
import io.fanfare.queues.engine.Queue;
import io.fanfare.queues.engine.Sent;
import io.fanfare.queues.engine.VisibilityChange;
import io.fanfare.queues.engine.Wish;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.RedrivePolicy;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.queues.rows.GarbageRow;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.Recall;
import io.fanfare.runtime.RequestScope;
import io.fanfare.runtime.Turns;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One queue at work on its event loop: runs the rules, writes what they change before their reply
 * is heard, and does what the queue asks for: rows, a timer, the way to the dead-letter queue.
 */
final class QueueHost {

  private static final System.Logger LOG = System.getLogger(QueueHost.class.getName());

  private final QueueRef ref;
  private final EventLoop loop;
  private final Queue queue;
  private final QueueHosts hosts;
  private final MessageMover mover;
  private final QueueCounters counters;
  private final Turns recalls = new Turns();
  private final Receivers receivers;
  private Future<Void> lastWrite = Future.succeededFuture();
  private List<Runnable> onceAllDeparted = new ArrayList<>();
  private long timer = -1;
  private long timerAt = Long.MAX_VALUE;

  QueueHost(QueueRef ref, Queue queue, MoveTasks tasks, QueueHosts hosts) {
    this.ref = ref;
    this.loop = ref.verticle().loop();
    this.queue = queue;
    this.hosts = hosts;
    this.receivers = new Receivers(loop);
    this.counters = new QueueCounters(ref.verticle().counters());
    step(queue::tick);
    this.mover = new MessageMover(ref, this, queue, hosts, tasks);
  }

  Future<List<Sent>> send(List<Draft> drafts) {
    counters.sent(drafts.size());
    Supplier<Set<Key>> suspects = () -> queue.suspects(drafts);
    Function<Map<Key, byte[]>, Future<List<Sent>>> send =
        rows -> {
          // Asked again here, where nothing comes between the answer and the write.
          loop.store().checkRoom();
          return step(step -> queue.send(drafts, rows, step));
        };
    // What came first to a FIFO queue stands first in it, also if it has to be looked at.
    return queue.settings().isFifo() && !recalls.isIdle()
        ? inTurn(QueueTables.DEDUPLICATION, suspects, send)
        : recalling(QueueTables.DEDUPLICATION, suspects, send);
  }

  /** Takes in what {@code from} gives up; durable here and gone there in the same batch. */
  Future<Integer> accept(List<Departure> given, QueueRecord from) {
    return step(step -> queue.accept(given, from.name().arn(), step));
  }

  /** Takes in what a move task brings, in one batch with the task's {@code progress}. */
  Future<Integer> acceptAnew(List<Departure> given, Change progress) {
    return step(step -> queue.acceptAnew(given, progress, step));
  }

  /** The queue's move tasks. */
  MessageMover mover() {
    return mover;
  }

  /** Receives what there is heap for, waiting until the requester is gone at the longest. */
  Future<List<Handed>> receive(Wish wish, OptionalLong waitMillis, RequestScope scope) {
    Receivers.Receiver receiver = receivers.begin(scope.heap());
    long number = receiver.number();
    Future<Optional<List<Handed>>> answered;
    try {
      answered = step(step -> queue.receive(number, wish, receiver.room(), waitMillis, step));
    } catch (BrokerException refusal) {
      receivers.remove(number);
      throw refusal;
    }
    answered
        .onSuccess(
            handed ->
                handed.ifPresentOrElse(
                    list -> receivers.end(number, list),
                    () -> {
                      counters.waits(receiver.answer().future(), loop);
                      awaitLeaving(number, scope.gone());
                    }))
        .onFailure(fault -> receivers.fail(number, fault));
    return receiver.answer().future().onSuccess(counters::received);
  }

  /** Deletes messages; answers with the refusals of handles that have expired. */
  Future<List<Optional<BrokerException>>> delete(List<Claim> claims) {
    return recalling(
        QueueTables.READY,
        () -> unknown(claims),
        rows -> {
          long before = queue.deleted();
          Future<List<Optional<BrokerException>>> refusals =
              step(step -> queue.delete(claims, rows, step));
          counters.deleted(queue.deleted() - before);
          return refusals;
        });
  }

  Future<List<Optional<BrokerException>>> changeVisibility(List<VisibilityChange> wishes) {
    List<Claim> claims = wishes.stream().map(VisibilityChange::claim).toList();
    return recalling(
        QueueTables.READY,
        () -> unknown(claims),
        rows -> step(step -> queue.changeVisibility(wishes, rows, step)));
  }

  /** The counts as they are now, once everything before is durable. */
  Future<QueueCounts> counts() {
    return step(queue::tick).map(ticked -> queue.counts());
  }

  /**
   * The page that {@code request} asks for, as it is now, once everything before is durable and
   * there is {@code room} for its first message.
   */
  Future<PeekPage> peek(PeekMessages request, LeasedRoom room) {
    Peek peek = new Peek(request, ref.queue());
    long now = loop.now();
    // What is due has moved on before it is looked at, as it is counted.
    Future<Boolean> ticked = step(queue::tick);
    List<Future<List<Row>>> regions =
        peek.slices().stream()
            .map(rows -> loop.store().scan(rows.table(), rows.from(), rows.to(), rows.limit()))
            .toList();
    return ticked
        .compose(done -> Future.all(regions))
        .map(read -> peek.page(read.list(), ref.settings(), now))
        .compose(page -> room.await(page.least(), loop).map(page));
  }

  /** Replaces the queue's record as {@code change} says. */
  Future<QueueRecord> change(Function<Step, QueueRecord> change) {
    return step(
        step -> {
          QueueRecord changed = change.apply(step);
          ref.replace(changed);
          queue.apply(ref.settings());
          return new Outcome<>(changed, List.of(changed.put()));
        });
  }

  /** Deletes all messages; {@code change} makes the record of the new generation. */
  Future<QueueRecord> purge(Function<Step, QueueRecord> change) {
    return purge(change, List.of());
  }

  private Future<QueueRecord> purge(Function<Step, QueueRecord> change, List<Change> more) {
    long old = ref.queue().generation();
    Future<QueueRecord> purged =
        step(
            step -> {
              QueueRecord changed = change.apply(step);
              ref.replace(changed);
              queue.purge(changed.generation());
              counters.purged();
              List<Change> changes = new ArrayList<>(more);
              changes.add(changed.put());
              changes.add(GarbageRow.mark(old));
              return new Outcome<>(changed, changes);
            });
    return purged.onSuccess(done -> afterDepartures(() -> hosts.sweeper().sweep(old)));
  }

  /** Deletes the queue; whoever waits for a message is answered with none. */
  Future<QueueRecord> end(Function<Step, QueueRecord> change) {
    Future<QueueRecord> ended = purge(change, mover.end());
    queue.sendAllHome().forEach(delivery -> receivers.end(delivery.waiter(), delivery.handed()));
    cancelTimer();
    return ended;
  }

  /** Answers every waiting receive with nothing. */
  void sendAllHome() {
    queue.sendAllHome().forEach(delivery -> receivers.end(delivery.waiter(), delivery.handed()));
  }

  QueueStatistics statistics() {
    return counters.statistics(ref.queue().name());
  }

  /** Runs {@code rule}; its reply comes when what it has changed is durable. */
  <R> Future<R> step(Function<Step, Outcome<R>> rule) {
    Step step = loop.step();
    Outcome<R> outcome = rule.apply(step);
    Outcome<List<Delivery>> served = queue.serve(step);
    Future<Void> durable = write(outcome.changes(), served.changes());
    for (Delivery delivery : served.reply()) {
      durable
          .onSuccess(written -> receivers.end(delivery.waiter(), delivery.handed()))
          .onFailure(fault -> receivers.fail(delivery.waiter(), fault));
    }
    queue.wanted().forEach(this::load);
    giveUp(queue.takeDepartures());
    receivers.seek(queue.roomWanted(), () -> step(queue::tick));
    schedule(step.now());
    count();
    return durable.map(written -> outcome.reply());
  }

  private void count() {
    QueueCounts counts = queue.counts();
    counters.counted(counts, queue.quietCounts(counts));
    List<TenantCounts> touched = queue.takeTouchedTenants();
    if (hosts.countsTenants()) {
      counters.counted(touched);
    }
  }

  private Future<Void> write(List<Change> first, List<Change> second) {
    if (first.isEmpty() && second.isEmpty()) {
      return lastWrite.isComplete() ? Future.succeededFuture() : lastWrite;
    }
    List<Change> batch = first;
    if (!second.isEmpty()) {
      batch = new ArrayList<>(first);
      batch.addAll(second);
    }
    lastWrite = loop.store().write(batch);
    return lastWrite;
  }

  private void awaitLeaving(long number, Future<Void> gone) {
    if (hosts.isClosing()) {
      leave(number);
    } else {
      gone.onComplete(left -> loop.execute(() -> leave(number)));
    }
  }

  private void leave(long number) {
    queue.leave(number);
    boolean first = receivers.holdsPlace(number);
    receivers.end(number, List.of());
    if (first) {
      step(queue::tick);
    }
  }

  private Set<Key> unknown(List<Claim> claims) {
    Set<Key> unknown = new LinkedHashSet<>(0);
    claims.forEach(claim -> queue.unknown(claim.handle()).ifPresent(unknown::add));
    return unknown;
  }

  /** Runs {@code work} with those rows of {@code table} that it needs to know, if any. */
  private <R> Future<R> recalling(
      Table table, Supplier<Set<Key>> needed, Function<Map<Key, byte[]>, Future<R>> work) {
    return needed.get().isEmpty() ? work.apply(Map.of()) : inTurn(table, needed, work);
  }

  /**
   * Does the same once all that was to be recalled before is at work: each sees in the store what
   * the one before has changed. It need not wait until that is durable.
   */
  private <R> Future<R> inTurn(
      Table table, Supplier<Set<Key>> needed, Function<Map<Key, byte[]>, Future<R>> work) {
    Promise<R> done = Promise.promise();
    recalls.take(
        () -> {
          Future<Map<Key, byte[]>> recalled = Recall.rows(loop.store(), table, needed);
          recalled.compose(work).onComplete(done);
          return recalled;
        });
    return done.future();
  }

  private void load(RowsWanted wanted) {
    Future<List<Row>> rows =
        loop.store().scan(wanted.table(), wanted.from(), wanted.to(), wanted.limit());
    rows.onSuccess(
            found ->
                step(
                    step -> {
                      queue.loaded(wanted, found);
                      return queue.tick(step);
                    }))
        .onFailure(
            fault -> {
              LOG.log(System.Logger.Level.ERROR, "Cannot read messages of " + ref.queue(), fault);
              queue.loadFailed(wanted);
              receivers.numbers().forEach(number -> refuse(number, fault));
            });
  }

  private void refuse(long number, Throwable fault) {
    queue.leave(number);
    receivers.fail(number, fault);
  }

  private void giveUp(List<Departure> departures) {
    Optional<RedrivePolicy> policy = ref.settings().redrive();
    if (departures.isEmpty() || policy.isEmpty()) {
      return;
    }
    hosts
        .deliver(policy.get().deadLetterTarget(), target -> target.accept(departures, ref.queue()))
        .onComplete(arrived -> settle(departures, arrived.succeeded()));
  }

  /** Ends the way of {@code departures}: they have arrived, or they stay. */
  void settle(List<Departure> departures, boolean arrived) {
    step(step -> arrived ? queue.departed(departures, step) : queue.stay(departures, step));
    if (!queue.hasDepartures()) {
      List<Runnable> work = onceAllDeparted;
      onceAllDeparted = new ArrayList<>();
      work.forEach(Runnable::run);
    }
  }

  private void afterDepartures(Runnable work) {
    if (queue.hasDepartures()) {
      onceAllDeparted.add(work);
    } else {
      work.run();
    }
  }

  private void schedule(long now) {
    OptionalLong next = queue.nextDeadline();
    if (next.isEmpty() || next.getAsLong() >= timerAt || ref.queue().isDeleted()) {
      return;
    }
    cancelTimer();
    timerAt = next.getAsLong();
    timer =
        loop.after(
            timerAt - now,
            () -> {
              timerAt = Long.MAX_VALUE;
              timer = -1;
              step(queue::tick);
            });
  }

  private void cancelTimer() {
    if (timer >= 0) {
      loop.cancel(timer);
      timer = -1;
      timerAt = Long.MAX_VALUE;
    }
  }
}

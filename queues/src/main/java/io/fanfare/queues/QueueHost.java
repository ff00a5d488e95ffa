package io.fanfare.queues;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.Step;
import io.fanfare.core.Table;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.engine.Answer;
import io.fanfare.queues.engine.Draft;
import io.fanfare.queues.engine.MoveTasks;
import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.engine.Peek;
import io.fanfare.queues.engine.PeekPage;
import io.fanfare.queues.engine.Queue;
import io.fanfare.queues.engine.QueueEngine;
import io.fanfare.queues.engine.ReceiveOptions;
import io.fanfare.queues.engine.Received;
import io.fanfare.queues.engine.Sent;
import io.fanfare.queues.engine.TransferredMessage;
import io.fanfare.queues.engine.VisibilityChange;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.RedrivePolicy;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.queues.rows.GarbageRow;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.runtime.EngineHost;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.RowSweeper;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * One queue at work on its event loop: what is asked of it, and what it asks for: rows, answers to
 * those who have waited, room for them, the way to the dead-letter queue.
 */
final class QueueHost implements EngineHost.Actor<QueueEngine.Effect> {

  /** Where a message that can be received has a row at the time when it was sent. */
  private static final List<Table> READY = List.of(QueueTables.READY, QueueTables.RETURNED);

  private static final System.Logger LOG = System.getLogger(QueueHost.class.getName());

  private final QueueRef ref;
  private final EventLoop loop;
  private final Queue queue;
  private final Neighbours others;
  private final MessageMover mover;
  private final QueueCounters counters;
  private final EngineHost<QueueEngine.Effect> engine;
  private final Set<Future<?>> transfers = new HashSet<>();
  private final Receivers receivers;
  private long expired;
  private List<Runnable> onceAllDeparted = new ArrayList<>();

  /** What a queue at work needs of those around it. */
  interface Neighbours extends MoveRights {

    /** Does {@code delivery} with the host of the queue {@code target}, on its event loop. */
    Future<Integer> deliver(Arn target, Function<QueueHost, Future<Integer>> delivery);

    /** Removes what purges leave behind. */
    RowSweeper sweeper();

    /** Whether each message group is counted. */
    boolean countsTenants();

    /** Whether nobody may wait for a message any more. */
    boolean isClosing();

    /** How many move tasks each account has at work. */
    ActiveMoveTasks activeMoveTasks();
  }

  QueueHost(QueueRef ref, Queue queue, MoveTasks tasks, Neighbours others) {
    this.ref = ref;
    this.loop = ref.verticle().loop();
    this.queue = queue;
    this.others = others;
    this.receivers = new Receivers(loop);
    this.counters = new QueueCounters(ref.verticle().counters(ref.queue().kind()));
    this.engine = new EngineHost<>(loop, new QueueEngine(queue, ref.queue()), this);
    this.mover = new MessageMover(ref, this, queue, others, tasks);
    engine.tick();
  }

  Future<List<Sent>> send(List<Draft> drafts) {
    counters.sent(drafts);
    // What came first to a FIFO queue stands first in it, also if it has to be looked at. Other
    // queues know no duplicates.
    return queue.settings().isFifo()
        ? engine.recallingInOrder(
            QueueTables.DEDUPLICATION, () -> queue.suspects(drafts), rows -> send(drafts, rows))
        : send(drafts, Map.of());
  }

  private Future<List<Sent>> send(List<Draft> drafts, Map<Key, byte[]> known) {
    // Asked again here, where nothing comes between the answer and the write.
    loop.store().checkRoom();
    return engine.run(step -> queue.send(drafts, known, step));
  }

  /** Takes in what {@code from} gives up; durable here and gone there in the same batch. */
  Future<Integer> accept(List<TransferredMessage> given, QueueRecord from) {
    return step(step -> queue.accept(passes(given), from.name().arn(), step));
  }

  /** Takes in what a move task brings, in one batch with the task's {@code progress}. */
  Future<Integer> acceptAnew(List<TransferredMessage> given, Change progress) {
    return step(step -> queue.acceptAnew(passes(given), progress, step));
  }

  private List<TransferredMessage> passes(List<TransferredMessage> given) {
    return ref.verticle().seals().passes(ref.queue().id(), given);
  }

  /** The queue's move tasks. */
  MessageMover mover() {
    return mover;
  }

  /** Receives what there is heap for, waiting until the requester is gone at the longest. */
  Future<List<Received>> receive(
      ReceiveOptions options, OptionalLong waitMillis, RequestScope scope) {
    Receivers.Receiver receiver = receivers.begin(scope.heap());
    long number = receiver.number();
    Future<Optional<List<Received>>> answered;
    try {
      answered = step(step -> queue.receive(number, options, receiver.room(), waitMillis, step));
    } catch (BrokerException refusal) {
      receivers.remove(number);
      throw refusal;
    }
    answered
        .onSuccess(
            received ->
                received.ifPresentOrElse(
                    list -> receivers.end(number, list),
                    () -> {
                      counters.waits(receiver.answer().future(), loop);
                      awaitLeaving(number, scope.gone());
                    }))
        .onFailure(fault -> receivers.fail(number, fault));
    return receiver.answer().future().onSuccess(counters::received);
  }

  /** Deletes messages; answers with the refusals of handles that have expired. */
  Future<List<Optional<BrokerException>>> delete(List<OpenHandle> handles) {
    return engine.recalling(
        READY,
        () -> unknown(handles),
        rows -> {
          long before = queue.deleted();
          Future<List<Optional<BrokerException>>> refusals =
              step(step -> queue.delete(handles, rows, step));
          counters.deleted(queue.deleted() - before);
          return refusals;
        });
  }

  Future<List<Optional<BrokerException>>> changeVisibility(List<VisibilityChange> wanted) {
    List<OpenHandle> handles = wanted.stream().map(VisibilityChange::handle).toList();
    return engine.recalling(
        READY,
        () -> unknown(handles),
        rows -> step(step -> queue.changeVisibility(wanted, rows, step)));
  }

  /** The counts as they are now, once everything before is durable. */
  Future<QueueCounts> counts() {
    return engine.tick().map(ticked -> queue.counts());
  }

  /**
   * The page that {@code request} asks for, as it is now, once everything before is durable and
   * there is {@code room} for its first message.
   */
  Future<PeekPage> peek(PeekMessages request, LeasedRoom room) {
    Peek peek = new Peek(request, ref.queue());
    long now = loop.now();
    // What is due has moved on before it is looked at, as it is counted.
    Future<?> ticked = engine.tick();
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
    return purged.onSuccess(done -> afterDepartures(() -> others.sweeper().sweep(old)));
  }

  /** Deletes the queue; whoever waits for a message is answered with none. */
  Future<QueueRecord> end(Function<Step, QueueRecord> change) {
    Future<QueueRecord> ended = purge(change, mover.end());
    queue.sendAllHome().forEach(answer -> receivers.end(answer.waiter(), answer.received()));
    engine.end();
    return ended;
  }

  /**
   * Ends work if there is none: no message in any state, nobody who waits, nothing on its way.
   * Whoever asks next opens the queue anew.
   */
  void rest() {
    QueueCounts counts = queue.counts();
    boolean empty = counts.visible() + counts.inFlight() + counts.delayed() == 0;
    if (empty && receivers.numbers().isEmpty() && transfers.isEmpty() && !isClosed()) {
      engine.rest();
      ref.reopen(engine.settled());
    }
  }

  /** Answers every waiting receive with nothing. */
  void sendAllHome() {
    queue.sendAllHome().forEach(answer -> receivers.end(answer.waiter(), answer.received()));
  }

  QueueCounters counters() {
    return counters;
  }

  /** Runs {@code rule}; its reply comes when what it has changed is durable. */
  <R> Future<R> step(Function<Step, Outcome<R>> rule) {
    return engine.run(rule);
  }

  /** Whether a fault has closed the queue, which is to be opened anew. */
  boolean isClosed() {
    return engine.isClosed();
  }

  @Override
  public void act(QueueEngine.Effect effect, Future<Void> durable) {
    if (effect instanceof QueueEngine.Effect.Answered answered) {
      Answer answer = answered.answer();
      durable
          .onSuccess(written -> receivers.end(answer.waiter(), answer.received()))
          .onFailure(fault -> receivers.fail(answer.waiter(), fault));
    } else if (effect instanceof QueueEngine.Effect.Load load) {
      engine.load(load.rows(), this::unread);
    } else if (effect instanceof QueueEngine.Effect.Transfer transfer) {
      giveUp(transfer.transfers());
    } else if (effect instanceof QueueEngine.Effect.Seek seek) {
      receivers.seek(seek.room(), engine::tick);
    }
  }

  /** What is on its way to other queues is gone there or not before the queue is read again. */
  @Override
  public void closed(BrokerException fault) {
    mover.close(fault);
    receivers.numbers().forEach(number -> receivers.fail(number, fault));
    Future<?> quiet = Future.join(List.copyOf(transfers));
    ref.reopen(quiet);
    quiet.onComplete(arrived -> sweepAfterDepartures());
  }

  /** Notes what is on its way to another queue. */
  <R> Future<R> transfer(Future<R> transfer) {
    if (!transfer.isComplete()) {
      transfers.add(transfer);
      transfer.onComplete(arrived -> transfers.remove(transfer));
    }
    return transfer;
  }

  @Override
  public void stepped() {
    QueueCounts counts = queue.counts();
    counters.counted(counts, queue.quietCounts(counts), queue.groupsInFlight());
    if (queue.expired() > expired) {
      ref.verticle().expirations().add(ref.queue(), queue.expired() - expired, loop.now());
      expired = queue.expired();
    }
    List<TenantCounts> touched = queue.takeTouchedTenants();
    if (others.countsTenants()) {
      counters.counted(touched);
    }
  }

  private void awaitLeaving(long number, Future<Void> gone) {
    if (others.isClosing()) {
      leave(number);
    } else {
      gone.onComplete(left -> loop.execute(() -> leave(number)));
    }
  }

  private void leave(long number) {
    // What it has been given already comes when it is durable.
    if (isClosed() || !queue.leave(number)) {
      return;
    }
    boolean first = receivers.holdsPlace(number);
    receivers.end(number, List.of());
    if (first) {
      engine.tick();
    }
  }

  private Set<Key> unknown(List<OpenHandle> handles) {
    Set<Key> unknown = new LinkedHashSet<>(0);
    handles.forEach(handle -> queue.unknown(handle.receipt()).ifPresent(unknown::add));
    return unknown;
  }

  private void unread(Throwable fault) {
    LOG.log(System.Logger.Level.ERROR, "Cannot read messages of " + ref.queue(), fault);
    receivers.numbers().forEach(number -> refuse(number, fault));
  }

  private void refuse(long number, Throwable fault) {
    queue.leave(number);
    receivers.fail(number, fault);
  }

  private void giveUp(List<TransferredMessage> transfers) {
    Optional<RedrivePolicy> policy = ref.settings().redrive();
    if (transfers.isEmpty() || policy.isEmpty()) {
      return;
    }
    transfer(
            others.deliver(
                policy.get().deadLetterTarget(), target -> target.accept(transfers, ref.queue())))
        .onComplete(arrived -> settle(transfers, arrived.succeeded()));
  }

  /** Ends the way of {@code transfers}: they have arrived, or they stay. */
  void settle(List<TransferredMessage> transfers, boolean arrived) {
    if (isClosed()) {
      return;
    }
    step(step -> arrived ? queue.departed(transfers, step) : queue.stay(transfers, step));
    if (!queue.hasDepartures()) {
      sweepAfterDepartures();
    }
  }

  private void sweepAfterDepartures() {
    List<Runnable> work = onceAllDeparted;
    onceAllDeparted = new ArrayList<>();
    work.forEach(Runnable::run);
  }

  private void afterDepartures(Runnable work) {
    if (queue.hasDepartures()) {
      onceAllDeparted.add(work);
    } else {
      work.run();
    }
  }
}

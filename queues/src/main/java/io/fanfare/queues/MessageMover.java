package io.fanfare.queues;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Outcome;
import io.fanfare.queues.engine.MoveSlice;
import io.fanfare.queues.engine.MoveTasks;
import io.fanfare.queues.engine.Queue;
import io.fanfare.queues.engine.RateLimit;
import io.fanfare.queues.engine.TransferredMessage;
import io.fanfare.queues.model.MoveTaskStatus;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.rows.MoveTask;
import io.fanfare.queues.rows.TaskStarter;
import io.fanfare.queues.rules.MoveTaskRules;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The move tasks of one queue at work, on its event loop: takes messages out a slice at a time and
 * hands each to its destination, which writes it there, removes it here and counts it in one batch.
 * A slice has ended before anything else is done to its task, so the count is exact at all times.
 */
final class MessageMover {

  private static final System.Logger LOG = System.getLogger(MessageMover.class.getName());
  private static final int SLICE = 100;
  private static final long PAUSE_MILLIS = 5;
  private static final long PAUSE_AFTER_FAULT_MILLIS = 1_000;

  private final QueueRef ref;
  private final QueueHost host;
  private final Queue queue;
  private final QueueHost.Neighbours others;
  private final EventLoop loop;
  private final MoveTasks tasks;
  private RateLimit rateLimit = RateLimit.from(null, 0);
  private boolean moving;
  private @Nullable Promise<Long> cancelled;
  private long timer = -1;
  private Predicate<Arn> sources = source -> false;

  /** The mover of {@code queue}, which goes on with the task that was active, if there is one. */
  MessageMover(
      QueueRef ref, QueueHost host, Queue queue, QueueHost.Neighbours others, MoveTasks tasks) {
    this.ref = ref;
    this.host = host;
    this.queue = queue;
    this.others = others;
    this.loop = ref.verticle().loop();
    this.tasks = tasks;
    tasks
        .active()
        .ifPresent(
            task -> {
              others.activeMoveTasks().resume(account());
              sources = others.sources(ref.queue().name(), task);
              begin(task);
            });
  }

  /** Starts a task of {@code starter}; what goes back goes to {@code returnable} queues only. */
  Future<MoveTask> start(
      StartMessageMoveTask request, @Nullable TaskStarter starter, Predicate<Arn> returnable) {
    return host.step(
        step -> {
          MoveTaskRules.checkStart(request, tasks.active().isPresent());
          others.activeMoveTasks().start(account());
          List<Change> changes = new ArrayList<>(queue.tick(step).changes());
          MoveTask task = MoveTask.start(request, starter, queue.counts().visible(), step);
          changes.addAll(tasks.add(task));
          sources = returnable;
          begin(task);
          return new Outcome<>(task, changes);
        });
  }

  /** Ends a task, after the slice that is under way; answers how many messages were moved. */
  Future<Long> cancel(String id) {
    MoveTask task = tasks.find(id).orElseThrow(MoveTaskRules::noTask);
    MoveTaskRules.checkCancel(task);
    if (!moving) {
      return finish(task.become(MoveTaskStatus.CANCELLED));
    }
    tasks.replace(task.become(MoveTaskStatus.CANCELLING));
    Promise<Long> promise = Promise.promise();
    cancelled = promise;
    return promise.future();
  }

  /** The last tasks, at most {@code most}, the newest first. */
  Future<List<MoveTask>> newest(int most) {
    return host.step(step -> Outcome.of(tasks.newest(most)));
  }

  /** Forgets all tasks, as their queue is deleted; answers the changes that this takes. */
  List<Change> end() {
    tasks.active().ifPresent(task -> others.activeMoveTasks().end(account()));
    return tasks.clear();
  }

  /** Stops at once, as its host does; whoever opens the queue anew goes on with its task. */
  void close(BrokerException fault) {
    loop.cancel(timer);
    tasks.active().ifPresent(task -> others.activeMoveTasks().end(account()));
    answer(Future.failedFuture(fault));
  }

  private void begin(MoveTask task) {
    rateLimit = RateLimit.from(task.rate(), loop.now());
    later(0);
  }

  private void later(long millis) {
    loop.cancel(timer);
    timer = loop.after(millis, this::next);
  }

  private void next() {
    MoveTask task = tasks.active().orElse(null);
    if (task == null || moving || others.isClosing() || host.isClosed()) {
      return;
    }
    long now = loop.now();
    int most = Math.min(SLICE, rateLimit.allowed(now));
    if (task.isOverdue(now)) {
      finish(task.failed(MoveTaskRules.OVERDUE));
    } else if (most == 0) {
      later(rateLimit.nextAt() - now);
    } else {
      move(task, most);
    }
  }

  private void move(MoveTask task, int most) {
    moving = true;
    host.step(step -> queue.moveOut(most, step))
        .onSuccess(
            taken -> {
              MoveSlice slice = MoveSlice.of(task, taken, sources);
              if (!slice.left().isEmpty()) {
                host.settle(slice.left(), false);
              }
              ship(slice).onComplete(shipped -> settle(task, slice, shipped));
            });
  }

  /** Hands over one parcel after the other; once one has failed, the others stay. */
  private Future<Void> ship(MoveSlice slice) {
    Future<Void> shipped = Future.succeededFuture();
    for (Map.Entry<Arn, List<TransferredMessage>> parcel : slice.parcels().entrySet()) {
      shipped = shipped.transform(before -> ship(before, parcel.getKey(), parcel.getValue()));
    }
    return shipped;
  }

  private Future<Void> ship(AsyncResult<Void> before, Arn target, List<TransferredMessage> parcel) {
    MoveTask task = tasks.active().orElse(null);
    if (before.failed() || task == null) {
      host.settle(parcel, false);
      return before.failed() ? Future.failedFuture(before.cause()) : Future.succeededFuture();
    }
    Change progress = task.moved(parcel.size()).put(ref.queue().id());
    return host.transfer(
            others.deliver(target, destination -> destination.acceptAnew(parcel, progress)))
        .onComplete(
            arrived -> {
              host.settle(parcel, arrived.succeeded());
              if (arrived.succeeded()) {
                tasks.active().ifPresent(now -> tasks.replace(now.moved(parcel.size())));
              }
            })
        .mapEmpty();
  }

  private void settle(MoveTask before, MoveSlice slice, AsyncResult<Void> shipped) {
    moving = false;
    if (host.isClosed()) {
      return;
    }
    MoveTask task = tasks.active().orElse(null);
    if (task == null) {
      forget(before);
    } else if (task.status() == MoveTaskStatus.CANCELLING) {
      finish(task.become(MoveTaskStatus.CANCELLED));
    } else if (shipped.failed()) {
      endOrRepeat(task, shipped.cause());
    } else if (!slice.left().isEmpty()) {
      finish(task.failed(MoveTaskRules.NO_MESSAGE_SOURCE));
    } else if (slice.size() > 0) {
      rateLimit = rateLimit.after(slice.size(), loop.now());
      next();
    } else if (queue.isDrained(loop.now())) {
      finish(task.become(MoveTaskStatus.COMPLETED));
    } else {
      later(PAUSE_MILLIS);
    }
  }

  private void endOrRepeat(MoveTask task, Throwable cause) {
    if (cause instanceof BrokerException refusal
        && refusal.code() == QueueError.QUEUE_DOES_NOT_EXIST) {
      finish(task.failed(MoveTaskRules.NO_DESTINATION));
    } else if (!others.isClosing()) {
      LOG.log(System.Logger.Level.ERROR, "Cannot move messages of " + ref.queue().name(), cause);
      later(PAUSE_AFTER_FAULT_MILLIS);
    }
  }

  private Future<Long> finish(MoveTask ended) {
    tasks.replace(ended);
    others.activeMoveTasks().end(account());
    Future<Long> durable =
        host.step(step -> new Outcome<>(ended.moved(), List.of(ended.put(ref.queue().id()))));
    answer(durable);
    return durable;
  }

  /** Removes the row that the slice under way when the queue was deleted has written again. */
  private void forget(MoveTask task) {
    loop.store().write(List.of(task.remove(ref.queue().id())));
    answer(Future.failedFuture(MoveTaskRules.noTask()));
  }

  private void answer(Future<Long> moved) {
    Promise<Long> waiting = cancelled;
    cancelled = null;
    if (waiting != null) {
      moved.onComplete(waiting);
    }
  }

  private String account() {
    return ref.queue().name().account();
  }
}

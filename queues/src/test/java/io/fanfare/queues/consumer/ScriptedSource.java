package io.fanfare.queues.consumer;

import io.fanfare.core.BrokerException;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.engine.Received;
import io.fanfare.queues.engine.VisibilityChange;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue whose answers are given beforehand; one that has none waits until its receive leaves. */
final class ScriptedSource implements Source {

  private final EventLoop loop;
  private final HeapBudget heap = HeapBudget.ofHeap();
  private final Consumers consumers = new Consumers();
  private final Deque<Future<List<LeasedMessage>>> receives = new ArrayDeque<>();
  private final Deque<Future<Optional<BrokerException>>> deletes = new ArrayDeque<>();
  private final Deque<Future<List<Optional<BrokerException>>>> hides = new ArrayDeque<>();
  private final List<Integer> asked = new CopyOnWriteArrayList<>();
  private final List<Integer> hidden = new CopyOnWriteArrayList<>();

  ScriptedSource(EventLoop loop) {
    this.loop = loop;
  }

  /** A message with this number. */
  static LeasedMessage message(long number) {
    ReceiptHandle handle = new ReceiptHandle(1, 1, number, number, 1);
    Received message =
        new Received(new UUID(1, number), handle, ContentRef.own(number, 0), 1, 1, 1, null);
    return new LeasedMessage(
        message, new Content("m" + number, "digest", "sender", null, null, null, Map.of()));
  }

  ScriptedSource receives(Future<List<LeasedMessage>> answer) {
    receives.add(answer);
    return this;
  }

  /** What each of those hears that are deleted together next. */
  ScriptedSource deletes(Future<Optional<BrokerException>> answer) {
    deletes.add(answer);
    return this;
  }

  ScriptedSource hides(Future<List<Optional<BrokerException>>> answer) {
    hides.add(answer);
    return this;
  }

  /** How many messages were asked for, receive by receive. */
  List<Integer> asked() {
    return asked;
  }

  /** For how many seconds messages were hidden, message by message. */
  List<Integer> hidden() {
    return hidden;
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public Future<Void> found() {
    return Future.succeededFuture();
  }

  @Override
  public HeapBudget heap() {
    return heap;
  }

  @Override
  public Consumers consumers() {
    return consumers;
  }

  @Override
  public long visibilityMillis() {
    return 1_000;
  }

  @Override
  public Future<List<LeasedMessage>> receive(int most, long visibilityMillis, RequestScope scope) {
    asked.add(most);
    Future<List<LeasedMessage>> answer = receives.poll();
    if (answer != null) {
      return answer;
    }
    Promise<List<LeasedMessage>> waiting = Promise.promise();
    scope.gone().onSuccess(left -> loop.execute(() -> waiting.tryComplete(List.of())));
    return waiting.future();
  }

  @Override
  public Future<List<Optional<BrokerException>>> delete(List<OpenHandle> handles) {
    Future<Optional<BrokerException>> scripted = deletes.poll();
    Future<Optional<BrokerException>> answer =
        scripted == null ? Future.succeededFuture(Optional.empty()) : scripted;
    return answer.map(each -> Collections.nCopies(handles.size(), each));
  }

  @Override
  public Future<List<Optional<BrokerException>>> hide(List<VisibilityChange> changes) {
    changes.forEach(change -> hidden.add(change.seconds()));
    Future<List<Optional<BrokerException>>> answer = hides.poll();
    return answer == null
        ? Future.succeededFuture(Collections.nCopies(changes.size(), Optional.empty()))
        : answer;
  }
}

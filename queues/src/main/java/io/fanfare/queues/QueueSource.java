package io.fanfare.queues;

import io.fanfare.core.BrokerException;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.consumer.Consumers;
import io.fanfare.queues.consumer.LeasedMessage;
import io.fanfare.queues.consumer.Source;
import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.engine.ReceiveOptions;
import io.fanfare.queues.engine.VisibilityChange;
import io.fanfare.queues.engine.VisibilityChange.Intent;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** A queue as its consumers take from it: by the engine's own handles, without a text of them. */
final class QueueSource implements Source {

  private static final OptionalLong WAIT_MILLIS =
      OptionalLong.of(Limits.RECEIVE_WAIT_TIME.most() * 1_000L);

  private final Future<QueueRef> ref;
  private final QueueVerticle verticle;
  private final HeapBudget heap;
  private final Supplier<QueueRef> door;

  /**
   * The queue on the event loop of {@code verticle}.
   *
   * @param ref the queue, or the refusal of it, which is the answer to everything then
   * @param door asked before each receive: finds the queue, or throws what is refused
   */
  QueueSource(
      Future<QueueRef> ref, QueueVerticle verticle, HeapBudget heap, Supplier<QueueRef> door) {
    this.ref = ref;
    this.verticle = verticle;
    this.heap = heap;
    this.door = door;
  }

  @Override
  public EventLoop loop() {
    return verticle.loop();
  }

  @Override
  public Future<Void> found() {
    return ref.mapEmpty();
  }

  @Override
  public HeapBudget heap() {
    return heap;
  }

  @Override
  public Consumers consumers() {
    return verticle.consumers();
  }

  @Override
  public long visibilityMillis() {
    return ref.succeeded() ? ref.result().settings().visibilityMillis() : 0;
  }

  @Override
  public Future<List<LeasedMessage>> receive(int most, long visibilityMillis, RequestScope scope) {
    if (door.get() != ref.result()) {
      throw QueueRef.unknown();
    }
    ReceiveOptions options =
        new ReceiveOptions(most, OptionalLong.of(visibilityMillis), null, true);
    Bodies bodies =
        new Bodies(
            verticle.loop().store(),
            verticle.seals(),
            ref.result().queue().id(),
            " (a consumer's)");
    return new OpenReceive<>(
            bodies,
            wait -> on(host -> host.receive(options, wait, scope)),
            this::hide,
            LeasedMessage::new)
        .begin(WAIT_MILLIS);
  }

  @Override
  public Future<List<Optional<BrokerException>>> delete(List<OpenHandle> handles) {
    return on(host -> host.delete(handles));
  }

  @Override
  public Future<List<Optional<BrokerException>>> hide(List<VisibilityChange> changes) {
    return on(host -> host.changeVisibility(changes));
  }

  /** A courier counts its attempts by what the queue counts: one that was cut off is none. */
  @Override
  public Future<List<Optional<BrokerException>>> putBack(List<OpenHandle> handles) {
    boolean counted = ref.succeeded() && ref.result().queue().kind() == QueueKind.SUBSCRIPTION;
    Intent intent = counted ? Intent.UNDO : Intent.RETURN;
    return hide(handles.stream().map(handle -> new VisibilityChange(handle, 0, intent)).toList());
  }

  private <R> Future<R> on(Function<QueueHost, Future<R>> work) {
    return ref.compose(QueueRef::host).compose(work);
  }

  @Override
  public String toString() {
    return ref.succeeded() ? ref.result().queue().name().arn().toString() : "an unknown queue";
  }
}

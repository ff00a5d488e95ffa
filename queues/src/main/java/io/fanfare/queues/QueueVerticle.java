package io.fanfare.queues;

import io.fanfare.heap.HeapShare;
import io.fanfare.queues.consumer.Consumers;
import io.fanfare.queues.engine.WindowBudget;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.runtime.Environment;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of many queues: each queue belongs to one of these verticles and is touched by no
 * other thread. It owns their timers, waiting receives and windows.
 */
final class QueueVerticle extends VerticleBase {

  /** An entry of a window takes about this many bytes of heap. */
  private static final long ENTRY_BYTES = 256;

  private final Environment environment;
  private final ContentSeals seals;
  private final Consumer<QueueVerticle> started;
  private @Nullable EventLoop loop;
  private final WindowBudget budget;
  private final LoopCounters counters = new LoopCounters();
  private final LoopCounters ofSubscriptions = new LoopCounters();
  private final Expirations expirations = new Expirations();
  private final Consumers consumers = new Consumers();

  /** A verticle that tells {@code started} once it can take queues; one of {@code instances}. */
  QueueVerticle(
      Environment environment, ContentSeals seals, int instances, Consumer<QueueVerticle> started) {
    this.environment = environment;
    this.seals = seals;
    this.started = started;
    this.budget = new WindowBudget(HeapShare.WINDOWS.bytes() / ENTRY_BYTES / instances);
  }

  @Override
  public Future<?> start() {
    loop = new EventLoop(vertx, context, environment.store(), environment.clock());
    started.accept(this);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    consumers.abort();
    return Future.succeededFuture();
  }

  EventLoop loop() {
    EventLoop own = loop;
    if (own == null) {
      throw new IllegalStateException("The verticle has not been deployed");
    }
    return own;
  }

  /** What the queues of a kind have done on this event loop, those that are deleted too. */
  LoopCounters counters(QueueKind kind) {
    return kind == QueueKind.USER ? counters : ofSubscriptions;
  }

  /** What nobody took in time of what subscriptions were to be sent. */
  Expirations expirations() {
    return expirations;
  }

  /** Who consumes from the queues of this event loop; touched there only. */
  Consumers consumers() {
    return consumers;
  }

  /** What seals and opens the contents of messages, for all event loops. */
  ContentSeals seals() {
    return seals;
  }

  WindowBudget budget() {
    return budget;
  }
}

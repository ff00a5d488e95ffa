package io.fanfare.runtime;

import io.fanfare.core.Step;
import io.fanfare.store.Store;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One event loop that owns engines: work is brought to it, and what it may know of the world. */
public final class EventLoop implements EngineHost.Loop {

  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final Vertx vertx;
  private final Context context;
  private final BatchingStore store;
  private final Clock clock;

  /** The event loop of {@code context}. */
  public EventLoop(Vertx vertx, Context context, Store store, Clock clock) {
    this.vertx = vertx;
    this.context = context;
    this.store = new BatchingStore(store);
    this.clock = clock;
  }

  @Override
  public Store store() {
    return store;
  }

  /**
   * Does {@code work} on this event loop, where it is called. What engines write meanwhile becomes
   * durable as one batch, unless something is read in between.
   */
  public <R> R together(Supplier<R> work) {
    return store.together(work);
  }

  /**
   * Does {@code work} on this event loop. The future completes on the caller's context, with what
   * the work's own future brings or what the work throws.
   */
  public <R> Future<R> call(Supplier<Future<R>> work) {
    Context caller = vertx.getOrCreateContext();
    Promise<R> promise = Promise.promise();
    context.runOnContext(
        started -> {
          Future<R> done;
          try {
            done = work.get();
          } catch (Throwable e) {
            done = Future.failedFuture(e);
          }
          done.onComplete(
              result -> {
                report(result.cause());
                back(caller, promise, result);
              });
        });
    return promise.future();
  }

  /** Goes back to whoever called, unless that is here. */
  private <R> void back(Context caller, Promise<R> promise, AsyncResult<R> result) {
    if (caller == context) {
      promise.handle(result);
    } else {
      caller.runOnContext(there -> promise.handle(result));
    }
  }

  /** As {@link #report(Context, Throwable)}, in the context of this event loop. */
  @Override
  public void report(@Nullable Throwable cause) {
    report(context, cause);
  }

  /**
   * Tells the handler of uncaught faults if {@code cause} is one of the Java machine: who has only
   * a future of it would go on, though work may have stopped in its middle.
   */
  public static void report(@Nullable Context context, @Nullable Throwable cause) {
    if (cause instanceof VirtualMachineError && context != null) {
      ((ContextInternal) context).reportException(cause);
    }
  }

  /** Does {@code work} on this event loop, for nobody to hear of. */
  public void execute(Runnable work) {
    context.runOnContext(started -> work.run());
  }

  @Override
  public long after(long delayMillis, Runnable work) {
    return clock.after(vertx, delayMillis, () -> context.runOnContext(at -> work.run()));
  }

  @Override
  public void cancel(long timer) {
    clock.cancel(vertx, timer);
  }

  /** The same future, of something that others do; see {@link Clock#during}. */
  public <R> Future<R> during(Future<R> work) {
    return clock.during(work);
  }

  public long now() {
    return clock.millis();
  }

  @Override
  public Step step() {
    long now = clock.millis();
    return new Step() {
      @Override
      public long now() {
        return now;
      }

      @Override
      public long nextSequence() {
        return store.nextSequence();
      }

      @Override
      public UUID randomUuid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
            (random.nextLong() & ~0xF000L) | VERSION_4, (random.nextLong() >>> 2) | VARIANT);
      }
    };
  }
}

package io.fanfare.http.action;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.fanfare.store.StoreListener;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.internal.VertxBootstrap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * Vert.x and a store that count changes of thread: what threads hand to an event loop that is not
 * theirs, to a worker, and to the store's writer. What an event loop gives the writer in one turn
 * is one hand-over, as the writer takes all that waits at once.
 */
final class HandOvers implements AutoCloseable {

  /** What the commit puts that the writer is held up after: more than all else does. */
  private static final int HELD_BYTES = 100_000;

  private static final Change HOLDS = Change.put(Table.of("held"), Key.of(0), new byte[HELD_BYTES]);

  /** Where a row of a table does what a request in JSON asks. */
  static final String ROW = "Action.json";

  private final ThreadLocal<Object> turn = ThreadLocal.withInitial(Object::new);
  private final AtomicInteger toThreads = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private final Set<Object> toWriter = ConcurrentHashMap.newKeySet();
  private final Set<String> calls = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final Vertx vertx;
  private final Store opened;
  private final Store store;

  /** So many event loops, and a store in the heap. */
  HandOvers(int loops) {
    vertx =
        VertxBootstrap.create()
            .options(new VertxOptions().setEventLoopPoolSize(loops))
            .transport(new Transport())
            .executorServiceFactory(
                (threads, least, most) -> new Workers(threads, most == null ? least : most))
            .init()
            .vertx();
    opened = await(Stores.open(vertx, new StoreOptions().setMemory(true), gated(), fault -> {}));
    store = new Watched(opened);
  }

  Vertx vertx() {
    return vertx;
  }

  Store store() {
    return store;
  }

  @Override
  public void close() {
    await(opened.close());
    await(vertx.close());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Holds the writer up after the commit of {@link #HOLDS} until the gate is open. It hears of a
   * commit after those who wrote do, so no other commit may be held up, that of the request before
   * least of all.
   */
  private StoreListener gated() {
    return commit -> {
      try {
        if (commit.bytes() >= HELD_BYTES) {
          gate.await();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  /**
   * How many hand-overs {@code request} takes, which comes from {@code connection} and is answered
   * there; what it writes, so many {@code batches}, becomes durable in one commit.
   */
  int of(Context connection, int batches, Supplier<Future<?>> request) {
    CountDownLatch opens = new CountDownLatch(1);
    gate = opens;
    await(opened.write(List.of(HOLDS)));
    Promise<Integer> counted = Promise.promise();
    connection.runOnContext(
        begun -> {
          clear();
          request.get().map(done -> toThreads.get() + toWriter.size()).onComplete(counted);
        });
    Awaitility.await().until(() -> writes.get() >= batches);
    opens.countDown();
    return await(counted.future());
  }

  private void clear() {
    toThreads.set(0);
    toWriter.clear();
    writes.set(0);
    calls.clear();
  }

  /**
   * Which methods of ours stood between an action's row and the store since then: below the row
   * where it handed over, and on the queue's event loop where it wrote.
   */
  Set<String> calls() {
    return calls;
  }

  private static List<String> stack() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> frame.getClassName().startsWith("io.fanfare."))
                    .filter(frame -> !frame.getClassName().contains("HandOvers"))
                    // The store as the event loop has it: the way ends there.
                    .filter(frame -> !frame.getClassName().matches(".*\\.(Batch|Delegat)ingStore"))
                    .filter(frame -> !frame.getMethodName().startsWith("lambda$"))
                    .map(HandOvers::name)
                    .toList());
  }

  private static String name(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
  }

  /** The store, and what it is given. */
  private final class Watched extends DelegatingStore {
    private Watched(Store store) {
      super(store);
    }

    @Override
    public Future<Void> write(List<Change> changes) {
      calls.addAll(stack());
      toWriter.add(turn.get());
      Future<Void> written = super.write(changes);
      writes.incrementAndGet();
      return written;
    }
  }

  /** Workers, and what they are given. */
  private final class Workers extends ThreadPoolExecutor {
    private Workers(ThreadFactory threads, int most) {
      super(most, most, 0, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threads);
    }

    @Override
    public void execute(Runnable task) {
      toThreads.incrementAndGet();
      super.execute(task);
    }
  }

  /** A transport of event loops that count. */
  private final class Transport extends NioTransport {
    @Override
    public EventLoopGroup eventLoopGroup(int type, int loops, ThreadFactory threads, int ioRatio) {
      return new MultiThreadIoEventLoopGroup(loops, threads, ioHandlerFactory()) {
        @Override
        protected IoEventLoop newChild(
            Executor executor, IoHandlerFactory handlers, Object... arguments) {
          return new Loop(this, executor, handlers);
        }
      };
    }
  }

  /** An event loop, and what it is given. */
  private final class Loop extends SingleThreadIoEventLoop {
    private Loop(MultiThreadIoEventLoopGroup group, Executor executor, IoHandlerFactory handlers) {
      super(group, executor, handlers);
    }

    @Override
    public void execute(Runnable task) {
      List<String> stack = stack();
      if (stack.contains(ROW)) {
        calls.addAll(stack);
      }
      if (!inEventLoop()) {
        toThreads.incrementAndGet();
      }
      super.execute(
          () -> {
            turn.set(new Object());
            task.run();
          });
    }
  }
}

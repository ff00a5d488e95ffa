package io.fanfare.junit;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The event loops of all brokers for tests in this JVM, which end with it. They can be stopped for
 * a moment, all together, to see whether anything is left to be done.
 */
final class SharedVertx {

  private static final int EVENT_LOOPS = 2;
  private static final int WORKERS = 4;

  private static final SharedVertx ONLY = new SharedVertx();

  private final ReentrantLock looking = new ReentrantLock();
  private final Set<Workers> workers = ConcurrentHashMap.newKeySet();
  private final Vertx vertx;
  private final List<SingleThreadEventExecutor> loops = new ArrayList<>();

  private SharedVertx() {
    this.vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(EVENT_LOOPS)
                    .setWorkerPoolSize(WORKERS)
                    .setUseDaemonThread(true)
                    .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false))
                    .setMetricsOptions(new MetricsOptions().setEnabled(true)))
            .withMetrics(options -> new WorkerMetrics())
            .build();
    for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      loops.add((SingleThreadEventExecutor) loop);
    }
  }

  static SharedVertx get() {
    return ONLY;
  }

  Vertx vertx() {
    return vertx;
  }

  /**
   * What is not at rest: {@code underway}, an event loop that does anything or has anything to do,
   * or a worker. As all stand still together, nothing is on its way from one to another when this
   * finds nothing.
   *
   * @param end until when this waits for the event loops, by the machine's nanoseconds
   */
  Optional<String> unrest(Underway underway, long end) throws InterruptedException {
    if (underway.count() > 0) {
      return Optional.of(others(underway.count()));
    }
    if (!looking.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      return Optional.of("the event loops are stopped by others who look whether they are at rest");
    }
    try {
      return ofStopped(underway, end);
    } finally {
      looking.unlock();
    }
  }

  private Optional<String> ofStopped(Underway underway, long end) throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(loops.size());
    CountDownLatch seen = new CountDownLatch(1);
    for (SingleThreadEventExecutor loop : loops) {
      loop.execute(
          () -> {
            arrived.countDown();
            awaitUninterruptibly(seen);
          });
    }
    try {
      if (!arrived.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return Optional.of(
            "%d of %d event loops do not come back from what they do"
                .formatted(arrived.getCount(), loops.size()));
      }
      return found(underway);
    } finally {
      seen.countDown();
    }
  }

  private Optional<String> found(Underway underway) {
    if (underway.count() > 0) {
      return Optional.of(others(underway.count()));
    }
    int working = workers.stream().mapToInt(pool -> pool.underWay.get()).sum();
    if (working > 0) {
      return Optional.of("%d tasks of workers are under way".formatted(working));
    }
    int waiting = loops.stream().mapToInt(SingleThreadEventExecutor::pendingTasks).sum();
    return waiting == 0
        ? Optional.empty()
        : Optional.of("%d tasks of event loops are to be done".formatted(waiting));
  }

  private static String others(int count) {
    return "%d writes, reads and requests to others are under way".formatted(count);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Counts what workers have to do. */
  private final class WorkerMetrics implements VertxMetrics {
    @Override
    public @Nullable PoolMetrics<?, ?> createPoolMetrics(String type, String name, int size) {
      return type.equals("worker") ? new Workers() : null;
    }
  }

  /** What one pool of workers has to do. A task is enqueued first, and ended last. */
  private final class Workers implements PoolMetrics<Object, Object> {

    private final AtomicInteger underWay = new AtomicInteger();

    private Workers() {
      workers.add(this);
    }

    @Override
    public Object enqueue() {
      return underWay.incrementAndGet();
    }

    @Override
    public void end(Object begun) {
      underWay.decrementAndGet();
    }

    @Override
    public void close() {
      workers.remove(this);
    }
  }
}

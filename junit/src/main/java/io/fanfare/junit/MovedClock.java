package io.fanfare.junit;

import io.fanfare.runtime.Clock;
import io.vertx.core.Closeable;
import io.vertx.core.Completable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock that goes on by itself or stands still, and is moved ahead. While it is moved it stands
 * still at each moment at which something is due, until all that follows from that is done.
 */
final class MovedClock implements Clock, FanfareClock {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final ScheduledExecutorService TICKER = ticker();

  private final Underway underway;
  private final Duration patience;
  private final ReentrantLock moving = new ReentrantLock();
  private final Map<Long, Due> byNumber = new HashMap<>();
  private final NavigableSet<Due> dues =
      new TreeSet<>(
          Comparator.<Due>comparingLong(due -> due.at).thenComparingLong(due -> due.number));
  private volatile Face face;
  private boolean runs;
  private int closings;
  private boolean held;
  private long lastNumber;
  private @Nullable ScheduledFuture<?> tick;

  /** What the clock shows: a time, and since when it goes on from there, if it does. */
  private record Face(long millis, long nanos, boolean runs) {
    static Face of(long millis, boolean runs) {
      return new Face(millis, System.nanoTime(), runs);
    }

    long now() {
      return runs ? millis + (System.nanoTime() - nanos) / 1_000_000 : millis;
    }
  }

  /** What is to be done when, unless what it was set in is closed before. */
  private final class Due implements Closeable {

    private final long at;
    private final long number;
    private final Runnable work;
    private final CloseFuture owner;

    private Due(long at, long number, Runnable work, CloseFuture owner) {
      this.at = at;
      this.number = number;
      this.work = work;
      this.owner = owner;
    }

    @Override
    public void close(Completable<Void> done) {
      remove(number);
      done.succeed();
    }
  }

  /** A clock that shows the machine's time; {@code underway} is what it waits for. */
  MovedClock(Underway underway, boolean runs) {
    this(underway, runs, PATIENCE);
  }

  /** The same, which waits for rest for as long as {@code patience} says. */
  MovedClock(Underway underway, boolean runs, Duration patience) {
    this.underway = underway;
    this.patience = patience;
    this.runs = runs;
    this.face = Face.of(System.currentTimeMillis(), runs);
  }

  private static ScheduledExecutorService ticker() {
    ScheduledThreadPoolExecutor ticker =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "fanfare-clock");
              thread.setDaemon(true);
              return thread;
            });
    ticker.setRemoveOnCancelPolicy(true);
    return ticker;
  }

  @Override
  public long millis() {
    return face.now();
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public <R> Future<R> during(Future<R> work) {
    return underway.during(() -> work);
  }

  @Override
  public long after(Vertx vertx, long delayMillis, Runnable work) {
    CloseFuture owner = ((ContextInternal) vertx.getOrCreateContext()).closeFuture();
    Due due = add(delayMillis, work, owner);
    if (!owner.add(due)) {
      remove(due.number);
    } else if (!isAwaited(due)) {
      owner.remove(due);
    }
    return due.number;
  }

  private synchronized Due add(long delayMillis, Runnable work, CloseFuture owner) {
    Due due = new Due(millis() + Math.max(0, delayMillis), ++lastNumber, work, owner);
    dues.add(due);
    byNumber.put(due.number, due);
    if (dues.first() == due) {
      arm();
    }
    return due;
  }

  private synchronized boolean isAwaited(Due due) {
    return byNumber.containsKey(due.number);
  }

  @Override
  public void cancel(Vertx vertx, long timer) {
    Due due = remove(timer);
    if (due != null) {
      due.owner.remove(due);
    }
  }

  private synchronized @Nullable Due remove(long number) {
    Due due = byNumber.remove(number);
    if (due != null) {
      dues.remove(due);
    }
    return due;
  }

  /** Has the ticker come when the first is due, unless the clock has to be moved there. */
  private void arm() {
    if (tick != null) {
      tick.cancel(false);
      tick = null;
    }
    if (held || dues.isEmpty()) {
      return;
    }
    long rest = dues.first().at - millis();
    if (rest <= 0 || face.runs()) {
      tick = TICKER.schedule(this::tick, Math.max(0, rest), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void tick() {
    if (!held) {
      doAll(millis());
      arm();
    }
  }

  /** Has the event loops do what is due at {@code time}, in the order of its moments. */
  private void doAll(long time) {
    List<Due> now = new ArrayList<>();
    while (!dues.isEmpty() && dues.first().at <= time) {
      Due due = dues.first();
      remove(due.number);
      due.owner.remove(due);
      now.add(due);
    }
    now.forEach(due -> due.work.run());
  }

  @Override
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("A clock is not moved back: " + duration);
    }
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("An event loop cannot wait for others to come to rest");
    }
    moving.lock();
    try {
      moveTo(hold() + duration.toMillis());
    } finally {
      release();
      moving.unlock();
    }
  }

  private void moveTo(long target) {
    do {
      awaitRest();
    } while (step(target));
    show(target);
  }

  private synchronized long hold() {
    held = true;
    arm();
    face = Face.of(millis(), false);
    return millis();
  }

  private synchronized void release() {
    held = false;
    go();
  }

  /** Goes on, or stands still, as it is to do now. */
  private void go() {
    if (!held) {
      face = Face.of(millis(), runs || closings > 0);
      arm();
    }
  }

  private synchronized void show(long millis) {
    face = Face.of(millis, false);
  }

  /** Goes to the next moment until {@code target} at which anything is due, if there is one. */
  private synchronized boolean step(long target) {
    if (dues.isEmpty() || dues.first().at > target) {
      return false;
    }
    show(Math.max(millis(), dues.first().at));
    doAll(millis());
    return true;
  }

  private void awaitRest() {
    long end = System.nanoTime() + patience.toNanos();
    String before = "";
    String last = "";
    try {
      while (true) {
        Optional<String> unrest = SharedVertx.get().unrest(underway, end);
        if (unrest.isEmpty()) {
          return;
        }
        // The last look has little time, and may not see what the one before it saw.
        if (!unrest.get().equals(last)) {
          before = last.isEmpty() ? "" : last + "; ";
          last = unrest.get();
        }
        if (System.nanoTime() - end >= 0) {
          throw new IllegalStateException(
              "The broker is not at rest after %s: %s; as all brokers for tests in this JVM have"
                      .formatted(patience, before + last)
                  + " the same threads, this may be the work of another one");
        }
        LockSupport.parkNanos(LOOK_NANOS);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before the broker was at rest", interrupted);
    }
  }

  @Override
  public synchronized void freeze() {
    run(false);
  }

  @Override
  public synchronized void resume() {
    run(true);
  }

  private void run(boolean now) {
    runs = now;
    go();
  }

  /** Goes on by itself while {@code closing} is done, as that may wait for what is due by it. */
  void goOnDuring(Runnable closing) {
    closes(1);
    try {
      closing.run();
    } finally {
      closes(-1);
    }
  }

  private synchronized void closes(int more) {
    closings += more;
    go();
  }

  /** Does nothing any more. */
  synchronized void close() {
    dues.forEach(due -> due.owner.remove(due));
    dues.clear();
    byNumber.clear();
    arm();
  }
}

package io.fanfare.junit;

import io.fanfare.runtime.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
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

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final ScheduledExecutorService TICKER = ticker();

  private final Underway underway;
  private final ReentrantLock moving = new ReentrantLock();
  private final Map<Long, Due> byNumber = new HashMap<>();
  private final NavigableSet<Due> dues =
      new TreeSet<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
  private volatile Face face;
  private boolean runs;
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

  /** What is to be done when. */
  private record Due(long at, long number, Runnable work) {}

  /** A clock that shows the machine's time; {@code underway} is what it waits for. */
  MovedClock(Underway underway, boolean runs) {
    this.underway = underway;
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
  public synchronized long after(Vertx vertx, long delayMillis, Runnable work) {
    Due due = new Due(millis() + Math.max(0, delayMillis), ++lastNumber, work);
    dues.add(due);
    byNumber.put(due.number(), due);
    if (dues.first().number() == due.number()) {
      arm();
    }
    return due.number();
  }

  @Override
  public synchronized void cancel(Vertx vertx, long timer) {
    Due due = byNumber.remove(timer);
    if (due != null) {
      dues.remove(due);
    }
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
    long rest = dues.first().at() - millis();
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
    while (!dues.isEmpty() && dues.first().at() <= time) {
      Due due = dues.first();
      dues.remove(due);
      byNumber.remove(due.number());
      now.add(due);
    }
    now.forEach(due -> due.work().run());
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
    face = Face.of(millis(), runs);
    arm();
  }

  private synchronized void show(long millis) {
    face = Face.of(millis, false);
  }

  /** Goes to the next moment until {@code target} at which anything is due, if there is one. */
  private synchronized boolean step(long target) {
    if (dues.isEmpty() || dues.first().at() > target) {
      return false;
    }
    show(Math.max(millis(), dues.first().at()));
    doAll(millis());
    return true;
  }

  private void awaitRest() {
    long start = System.nanoTime();
    try {
      while (underway.count() > 0 || !SharedVertx.get().isStill(() -> underway.count() == 0)) {
        if (System.nanoTime() - start > PATIENCE_NANOS) {
          throw new IllegalStateException(
              "The broker is not at rest after 30 s; %d writes, reads and requests to others are"
                      .formatted(underway.count())
                  + " under way");
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
    if (!held) {
      face = Face.of(millis(), now);
      arm();
    }
  }

  /** Does nothing any more. */
  synchronized void close() {
    dues.clear();
    byNumber.clear();
    arm();
  }
}

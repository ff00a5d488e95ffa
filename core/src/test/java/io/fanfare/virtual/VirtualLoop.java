package io.fanfare.virtual;

import io.fanfare.core.Step;
import io.fanfare.runtime.EngineHost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event loop with a virtual clock, over a store in memory: its tasks run one after the other
 * when a test says so, and its timers when the test lets time pass.
 */
public final class VirtualLoop implements EngineHost.Loop {

  private static final int MOST_AT_AN_INSTANT = 1_000_000;
  private static final int MOST_IN_A_ROW = 1_000;

  private final VirtualStore store = new VirtualStore(this::execute);
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));
  private final List<Throwable> reported = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private long now;
  private long timersSet;

  private record Timer(long at, long number, Runnable work) {}

  /** A loop whose clock stands at {@code now}. */
  public VirtualLoop(long now) {
    this.now = now;
  }

  @Override
  public VirtualStore store() {
    return store;
  }

  @Override
  public Step step() {
    long time = now;
    return new Step() {
      @Override
      public long now() {
        return time;
      }

      @Override
      public long nextSequence() {
        return store.nextSequence();
      }

      @Override
      public UUID randomUuid() {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L | store.nextSequence());
      }
    };
  }

  @Override
  public long after(long delayMillis, Runnable work) {
    timers.add(new Timer(now + Math.max(1, delayMillis), timersSet, work));
    return timersSet++;
  }

  @Override
  public void cancel(long timer) {
    timers.removeIf(set -> set.number() == timer);
  }

  @Override
  public void report(@Nullable Throwable cause) {
    if (cause instanceof VirtualMachineError) {
      reported.add(cause);
    }
  }

  /** What was told to who stops the process. */
  public List<Throwable> reported() {
    return reported;
  }

  /** Lets the next {@link #run} fail unless {@code holds}. */
  public void require(boolean holds, String what) {
    if (!holds) {
      violations.add(what);
    }
  }

  /** Does {@code task} behind those there are. */
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Runs all that is to be done at this instant. */
  public void run() {
    for (int done = 0; runNext(); done++) {
      if (done > MOST_AT_AN_INSTANT) {
        throw new AssertionError("There is no end of what is to be done at " + now);
      }
    }
    if (!violations.isEmpty()) {
      throw new AssertionError(violations.toString());
    }
  }

  private boolean runNext() {
    Runnable task = tasks.poll();
    if (task == null && nextTimer().orElse(Long.MAX_VALUE) <= now) {
      task = timers.remove().work();
    }
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  public long now() {
    return now;
  }

  /** How many timers are set. */
  public int timers() {
    return timers.size();
  }

  /** When the next timer is due, if any is set. */
  public OptionalLong nextTimer() {
    Timer next = timers.peek();
    return next == null ? OptionalLong.empty() : OptionalLong.of(next.at());
  }

  /** Lets time pass until {@code time}, and each timer do its work when it is due. */
  public void passTo(long time) {
    run();
    int inARow = 0;
    while (nextTimer().orElse(Long.MAX_VALUE) <= time) {
      long next = Math.max(now, nextTimer().getAsLong());
      inARow = next == now + 1 ? inARow + 1 : 0;
      if (inARow > MOST_IN_A_ROW) {
        throw new AssertionError("There is a deadline that does not pass, at " + now);
      }
      jumpTo(next);
      run();
    }
    jumpTo(time);
  }

  /** Lets the time be {@code time} with nothing done in between, as on a loop that is held up. */
  public void jumpTo(long time) {
    now = time;
  }
}

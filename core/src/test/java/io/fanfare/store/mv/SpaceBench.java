package io.fanfare.store.mv;

import static io.fanfare.fixture.Futures.await;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.Store;
import io.fanfare.store.StoreListener;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.StoreStatistics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Measures whether a data file follows its content; run by hand: {@code SpaceBench <directory>
 * <pattern> [seconds]}. Patterns: {@code held} (one in five messages stays for long), {@code
 * random} (60,000 messages, deleted at random), {@code drain} (all sent, then all deleted, then
 * nothing).
 */
final class SpaceBench implements StoreListener {

  private static final Table BODIES = Table.ofBodies("bodies");
  private static final Table ROWS = Table.of("rows");
  private static final int BATCH = 10;
  private static final int OUTSTANDING = 32;
  private static final int MANY = 60_000;
  private static final double MB = 1e6;

  private final Vertx vertx = Vertx.vertx();
  private final Random random = new Random();
  private final ArrayDeque<Future<Void>> writes = new ArrayDeque<>();
  private final List<Long> steps = new ArrayList<>();
  private final String pattern;
  private final long start = System.nanoTime();
  private volatile StoreStatistics statistics = StoreStatistics.NONE;
  private final Store store;
  private long shownSeconds;
  private long longestCommit;
  private long messages;

  private SpaceBench(Path directory, String pattern) {
    this.pattern = pattern;
    StoreOptions options = new StoreOptions().setPath(directory.toString());
    store = await(Stores.open(vertx, options, this, Throwable::printStackTrace));
  }

  public static void main(String[] arguments) {
    SpaceBench bench = new SpaceBench(Path.of(arguments[0]), arguments[1]);
    bench.run(arguments.length > 2 ? Long.parseLong(arguments[2]) : 60);
  }

  private void run(long seconds) {
    switch (pattern) {
      case "held" -> held(seconds);
      case "random" -> random(seconds);
      default -> drain(seconds);
    }
    settle();
    for (int i = 0; i < 12; i++) {
      await(vertx.timer(5, TimeUnit.SECONDS));
      show(true);
    }
    await(store.close());
    vertx.close();
  }

  private void held(long seconds) {
    ArrayDeque<Long> held = new ArrayDeque<>();
    while (elapsed() < seconds) {
      List<Change> removals = new ArrayList<>();
      for (long key : send()) {
        if (key % 5 == 0) {
          held.add(key);
        } else {
          remove(removals, key);
        }
      }
      while (held.size() > MANY / 3) {
        remove(removals, held.remove());
      }
      write(removals);
    }
  }

  private void random(long seconds) {
    List<Long> waiting = new ArrayList<>();
    while (elapsed() < seconds) {
      waiting.addAll(send());
      List<Change> removals = new ArrayList<>();
      while (waiting.size() > MANY) {
        int at = random.nextInt(waiting.size());
        remove(removals, waiting.set(at, waiting.get(waiting.size() - 1)));
        waiting.remove(waiting.size() - 1);
      }
      write(removals);
    }
  }

  private void drain(long seconds) {
    ArrayDeque<Long> waiting = new ArrayDeque<>();
    while (elapsed() < seconds) {
      waiting.addAll(send());
    }
    System.out.println("sent " + waiting.size());
    while (!waiting.isEmpty()) {
      List<Change> removals = new ArrayList<>();
      for (int i = 0; i < BATCH && !waiting.isEmpty(); i++) {
        remove(removals, waiting.remove());
      }
      write(removals);
    }
  }

  private List<Long> send() {
    List<Long> keys = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      long key = store.nextSequence();
      changes.add(Change.put(BODIES, Key.of(key), new byte[1_100]));
      changes.add(Change.put(ROWS, new Key(1, key, 0), new byte[60]));
      keys.add(key);
    }
    messages += BATCH;
    write(changes);
    return keys;
  }

  private static void remove(List<Change> changes, long key) {
    changes.add(Change.remove(BODIES, Key.of(key)));
    changes.add(Change.remove(ROWS, new Key(1, key, 0)));
  }

  private void write(List<Change> changes) {
    if (!changes.isEmpty()) {
      writes.add(store.write(changes));
    }
    while (writes.size() > OUTSTANDING) {
      await(writes.remove());
    }
    show(false);
  }

  private void settle() {
    while (!writes.isEmpty()) {
      await(writes.remove());
    }
  }

  private long elapsed() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }

  private void show(boolean always) {
    if (always || elapsed() >= shownSeconds + 10) {
      shownSeconds = elapsed();
      StoreStatistics now = statistics;
      long[] nanos;
      synchronized (steps) {
        nanos = steps.stream().mapToLong(step -> step).sorted().toArray();
      }
      System.out.printf(
          "%s %d s, %,d messages: file %.1f MB, content %.1f, free %.1f; load %.1f, cleaning %.1f"
              + " (%.2f), idle %.1f; %d steps of %.1f ms, p99 %.1f, longest %.1f; commit %.1f%n",
          pattern,
          elapsed(),
          messages,
          now.file() / MB,
          now.content() / MB,
          now.free() / MB,
          now.load() / MB,
          now.cleaning() / MB,
          (double) now.cleaning() / now.load(),
          now.idle() / MB,
          nanos.length,
          Arrays.stream(nanos).average().orElse(0) / MB,
          nanos.length == 0 ? 0 : nanos[nanos.length * 99 / 100] / MB,
          nanos.length == 0 ? 0 : nanos[nanos.length - 1] / MB,
          longestCommit / MB);
    }
  }

  @Override
  public void committed(Commit commit) {
    longestCommit = Math.max(longestCommit, commit.commitNanos());
  }

  @Override
  public void cleaned(long nanos) {
    synchronized (steps) {
      steps.add(nanos);
    }
  }

  @Override
  public void measured(StoreStatistics now) {
    statistics = now;
  }
}

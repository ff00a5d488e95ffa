package io.fanfare.broker.command;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What was measured at one broker: how long each time took, from the question to the answer. Each
 * connection asks again when it was answered, so a broker that is slow is asked less; what clients
 * that do not wait for one another would see is not measured.
 */
final class BenchRun {

  private static final double[] SHARES = {0.5, 0.9, 0.99, 0.999};
  private static final List<String> NAMES = List.of("p50", "p90", "p99", "p99.9");

  private long[] nanos = {};
  private long messages;
  private long spentNanos;

  /** What one connection has measured. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(long[] nanos, long messages) {}

  /** Does {@code workload} for {@code time} over so many connections, and keeps what it took. */
  void go(BenchWorkload workload, int connections, Duration time) {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    long start = System.nanoTime();
    long end = start + time.toNanos();
    try {
      List<Future<Part>> parts = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        parts.add(threads.submit(() -> part(workload, end)));
      }
      for (Future<Part> part : parts) {
        add(part.get());
      }
      spentNanos += System.nanoTime() - start;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("The bench was broken off");
    } finally {
      threads.shutdownNow();
    }
  }

  private static Part part(BenchWorkload workload, long end) {
    long[] taken = new long[1_024];
    int times = 0;
    long messages = 0;
    for (long now = System.nanoTime(); now - end < 0; ) {
      messages += workload.once();
      long answered = System.nanoTime();
      taken = times < taken.length ? taken : Arrays.copyOf(taken, 2 * times);
      taken[times++] = answered - now;
      now = answered;
    }
    return new Part(Arrays.copyOf(taken, times), messages);
  }

  private void add(Part part) {
    int before = nanos.length;
    nanos = Arrays.copyOf(nanos, before + part.nanos.length);
    System.arraycopy(part.nanos, 0, nanos, before, part.nanos.length);
    messages += part.messages;
  }

  /** How many messages a second. */
  double rate() {
    return spentNanos == 0 ? 0 : messages * 1e9 / spentNanos;
  }

  /** So much of the times took at most so long, in milliseconds. */
  static double percentile(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)] / 1e6;
  }

  JsonObject json() {
    long[] sorted = sorted();
    JsonObject json =
        new JsonObject()
            .put("times", sorted.length)
            .put("messages", messages)
            .put("messagesPerSecond", rate());
    for (int i = 0; i < SHARES.length; i++) {
      json.put(NAMES.get(i), percentile(sorted, SHARES[i]));
    }
    return json.put("max", percentile(sorted, 1));
  }

  private long[] sorted() {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}

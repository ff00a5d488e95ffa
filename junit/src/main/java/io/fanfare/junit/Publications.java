package io.fanfare.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What was published to topics and sent to queues since the broker opened, over the wire or in this
 * process, in the order in which it was acknowledged; a message is here before its sender hears of
 * it. What topics deliver and what is moved from queue to queue is not: nobody sent it.
 *
 * <p>A destination is given by its ARN, or by its name, which may be that of a topic and of a
 * queue.
 */
public final class Publications {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Publication> all = new ArrayList<>();

  Publications() {}

  synchronized void add(Publication publication) {
    all.add(publication);
    notifyAll();
  }

  /** All of them. */
  public synchronized List<Publication> all() {
    return List.copyOf(all);
  }

  /** Those to one destination. */
  public synchronized List<Publication> to(String nameOrArn) {
    return all.stream().filter(one -> one.isTo(nameOrArn)).toList();
  }

  /** The same, once there are {@code count}, or an error in ten seconds. */
  public List<Publication> await(String nameOrArn, int count) {
    return await(nameOrArn, count, PATIENCE);
  }

  /**
   * Those to one destination, once there are {@code count} or more.
   *
   * @param patience how long this waits, by the machine's clock
   * @throws AssertionError if there are fewer then, with those that there are
   */
  public synchronized List<Publication> await(String nameOrArn, int count, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    List<Publication> there = to(nameOrArn);
    while (there.size() < count) {
      long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (rest <= 0) {
        throw new AssertionError(
            "Of %d messages to %s there are %d after %s: %s"
                .formatted(count, nameOrArn, there.size(), patience, there));
      }
      try {
        wait(rest);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted while waiting for messages", interrupted);
      }
      there = to(nameOrArn);
    }
    return there;
  }

  /** Forgets those that were there until now. */
  public synchronized void clear() {
    all.clear();
  }
}

package io.fanfare.http.action;

import java.util.List;
import java.util.Map;

/**
 * What came of the requests of one action since the server opened, and how long they took: from the
 * head of a request until its answer is handed to the connection, with whatever a receive waits for
 * messages.
 *
 * @param action the action; of requests that name none that there is, {@code unknown}
 * @param outcomes how many requests ended how
 * @param buckets how many requests took how long, from short to long
 * @param seconds how long all of them took together
 */
public record ActionStatistics(
    SupportedAction action,
    Map<RequestOutcome, Long> outcomes,
    List<Bucket> buckets,
    double seconds) {

  /**
   * The requests that took at most so long, but longer than those of the bucket before.
   *
   * @param upToSeconds the longest time of the bucket; of the last one, infinity
   * @param requests how many they are
   */
  public record Bucket(double upToSeconds, long requests) {}

  /** How many requests there were. */
  public long requests() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }
}

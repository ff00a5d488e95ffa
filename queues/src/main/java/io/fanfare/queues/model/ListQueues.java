package io.fanfare.queues.model;

import io.fanfare.core.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the caller's queues in the order of their names.
 *
 * @param queueNamePrefix with what a queue's name begins, with case; all by default
 * @param maxResults how many queues at the most, in {@link Limits#LIST_RESULTS}; by default all, a
 *     thousand at the most and without a token
 * @param nextToken what the page before answered with; goes with {@code maxResults} only. The first
 *     page by default
 * @see "SQS API Reference, ListQueues"
 */
public record ListQueues(
    @Nullable String queueNamePrefix, @Nullable Integer maxResults, @Nullable String nextToken) {

  public ListQueues {
    nextToken = Absent.ifEmpty(nextToken);
  }

  /** The first thousand queues. */
  public ListQueues() {
    this(null, null, null);
  }

  /**
   * A page of the caller's queues in its region.
   *
   * @param queueUrls in the order of their names; may be empty
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(List<String> queueUrls, @Nullable String nextToken) {

    public Result {
      queueUrls = List.copyOf(queueUrls);
    }
  }
}

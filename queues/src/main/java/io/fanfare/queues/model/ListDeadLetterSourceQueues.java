package io.fanfare.queues.model;

import io.fanfare.core.Absent;
import io.fanfare.core.AlwaysPresent;
import io.fanfare.core.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the queues whose redrive policy names this queue as its target.
 *
 * @param queueUrl the URL or name of the dead-letter queue; {@code QueueDoesNotExist} if there is
 *     none
 * @param maxResults how many queues at the most, in {@link Limits#LIST_RESULTS}; by default all, a
 *     thousand at the most and without a token
 * @param nextToken what the page before answered with; goes with {@code maxResults} only. The first
 *     page by default
 * @see "SQS API Reference, ListDeadLetterSourceQueues"
 */
public record ListDeadLetterSourceQueues(
    String queueUrl, @Nullable Integer maxResults, @Nullable String nextToken) {

  public ListDeadLetterSourceQueues {
    queueUrl = QueueName.requiredUrl(queueUrl);
    nextToken = Absent.ifEmpty(nextToken);
  }

  /** The first thousand sources. */
  public ListDeadLetterSourceQueues(String queueUrl) {
    this(queueUrl, null, null);
  }

  /**
   * A page of sources.
   *
   * @param queueUrls in the order of their names; may be empty
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(
      @AlwaysPresent @WireName("queueUrls") List<String> queueUrls, @Nullable String nextToken) {

    public Result {
      queueUrls = List.copyOf(queueUrls);
    }
  }
}

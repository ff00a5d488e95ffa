package io.fanfare.queues.model.monitoring;

import io.fanfare.core.Absent;
import io.fanfare.core.AlwaysPresent;
import io.fanfare.queues.model.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the caller's queues stand and what they have done, in the order of their names, which
 * AWS does not have.
 *
 * @param queueNamePrefix with what a queue's name begins, with case; all by default
 * @param maxResults how many queues at the most, in {@link Limits#LIST_RESULTS}; 1,000 by default
 * @param nextToken what the page before answered with; the first page by default
 */
public record DescribeQueues(
    @Nullable String queueNamePrefix, @Nullable Integer maxResults, @Nullable String nextToken) {

  public DescribeQueues {
    queueNamePrefix = Absent.ifEmpty(queueNamePrefix);
    nextToken = Absent.ifEmpty(nextToken);
    Limits.LIST_RESULTS.check(maxResults);
  }

  /** The first thousand queues. */
  public DescribeQueues() {
    this(null, null, null);
  }

  /**
   * A page of the caller's queues in its region.
   *
   * @param queues in the order of their names, without those that the caller is denied to describe
   *     or to get the attributes of; may be empty
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(@AlwaysPresent List<QueueDescription> queues, @Nullable String nextToken) {

    public Result {
      queues = List.copyOf(queues);
    }
  }

  /**
   * A queue as it stands after its last change. Of one that does not come to work, as its rows
   * cannot be read, all numbers are absent.
   *
   * @param queueName its name
   * @param queueUrl where the caller reaches it
   * @param fifo whether it keeps the order of its messages
   * @param visible messages that can be received
   * @param inFlight messages that were received and are hidden
   * @param delayed messages whose delay goes on
   * @param oldestMessageAge how many seconds ago the oldest of them was sent; absent if there is
   *     none
   * @param sent messages taken in since the broker started
   * @param received messages handed out since then
   * @param deleted messages deleted by their receivers since then
   * @param deadLetterQueue the name of the queue that takes what is received too often, if any
   */
  public record QueueDescription(
      String queueName,
      String queueUrl,
      boolean fifo,
      @Nullable Long visible,
      @Nullable Long inFlight,
      @Nullable Long delayed,
      @Nullable Long oldestMessageAge,
      @Nullable Long sent,
      @Nullable Long received,
      @Nullable Long deleted,
      @Nullable String deadLetterQueue) {}
}

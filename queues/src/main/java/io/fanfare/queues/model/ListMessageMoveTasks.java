package io.fanfare.queues.model;

import io.fanfare.core.Arn;
import io.fanfare.core.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the last move tasks of a dead-letter queue, the newest first.
 *
 * @param sourceArn the ARN of the queue that is moved from; {@code ResourceNotFoundException} if
 *     there is none
 * @param maxResults how many tasks at the most, in {@link Limits#MOVE_TASK_RESULTS}; 1 by default
 * @see "SQS API Reference, ListMessageMoveTasks"
 */
public record ListMessageMoveTasks(String sourceArn, @Nullable Integer maxResults) {

  public ListMessageMoveTasks {
    ArnParameter.parse("SourceArn", Required.text("SourceArn", sourceArn));
    Limits.MOVE_TASK_RESULTS.check(maxResults);
  }

  /** The queue that is moved from. */
  public Arn source() {
    return ArnParameter.parse("SourceArn", sourceArn);
  }

  /**
   * The tasks that the queue still knows.
   *
   * @param results the newest first; may be empty
   */
  public record Result(List<ListMessageMoveTasksResultEntry> results) {

    public Result {
      results = List.copyOf(results);
    }
  }
}

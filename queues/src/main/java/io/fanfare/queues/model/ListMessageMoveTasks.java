package io.fanfare.queues.model;

import io.fanfare.core.Arn;
import io.fanfare.core.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the last move tasks of a dead-letter queue, the newest first. */
public record ListMessageMoveTasks(String sourceArn, @Nullable Integer maxResults) {

  public ListMessageMoveTasks {
    ArnParameter.parse("SourceArn", Required.text("SourceArn", sourceArn));
    Limits.MOVE_TASK_RESULTS.check(maxResults);
  }

  /** The queue that is moved from. */
  public Arn source() {
    return ArnParameter.parse("SourceArn", sourceArn);
  }

  public record Result(List<ListMessageMoveTasksResultEntry> results) {

    public Result {
      results = List.copyOf(results);
    }
  }
}

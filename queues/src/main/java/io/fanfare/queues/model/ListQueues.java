package io.fanfare.queues.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the caller's queues in the order of their names. */
public record ListQueues(
    @Nullable String queueNamePrefix, @Nullable Integer maxResults, @Nullable String nextToken) {

  /** The first thousand queues. */
  public ListQueues() {
    this(null, null, null);
  }

  public record Result(List<String> queueUrls, @Nullable String nextToken) {

    public Result {
      queueUrls = List.copyOf(queueUrls);
    }
  }
}

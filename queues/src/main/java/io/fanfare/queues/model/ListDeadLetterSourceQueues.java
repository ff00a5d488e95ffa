package io.fanfare.queues.model;

import io.fanfare.core.Required;
import io.fanfare.core.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the queues whose redrive policy names this queue as its target. */
public record ListDeadLetterSourceQueues(
    String queueUrl, @Nullable Integer maxResults, @Nullable String nextToken) {

  public ListDeadLetterSourceQueues {
    queueUrl = Required.text("QueueUrl", queueUrl);
  }

  /** The first thousand sources. */
  public ListDeadLetterSourceQueues(String queueUrl) {
    this(queueUrl, null, null);
  }

  public record Result(@WireName("queueUrls") List<String> queueUrls, @Nullable String nextToken) {

    public Result {
      queueUrls = List.copyOf(queueUrls);
    }
  }
}

package io.fanfare.topics.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the caller's subscriptions to all topics, a hundred a page. */
public record ListSubscriptions(@Nullable String nextToken) {

  /** The first page. */
  public ListSubscriptions() {
    this(null);
  }

  public record Result(List<Subscription> subscriptions, @Nullable String nextToken) {

    public Result {
      subscriptions = List.copyOf(subscriptions);
    }
  }
}

package io.fanfare.topics.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the caller's subscriptions to all topics, a hundred a page.
 *
 * @param nextToken what the page before answered with; the first page by default. {@code
 *     InvalidParameter} if it is none
 * @see "SNS API Reference, ListSubscriptions"
 */
public record ListSubscriptions(@Nullable String nextToken) {

  /** The first page. */
  public ListSubscriptions() {
    this(null);
  }

  /**
   * A page of subscriptions.
   *
   * @param subscriptions at most {@link Limits#PAGE}; may be empty
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(List<Subscription> subscriptions, @Nullable String nextToken) {

    public Result {
      subscriptions = List.copyOf(subscriptions);
    }
  }
}

package io.fanfare.queues.history;

import java.util.List;

/**
 * What is known of the last hour.
 *
 * @param first the number of the first period since 1970
 * @param series the values of each kind, in the order in which a {@link Point} has them
 */
public record Hour(long first, List<List<Integer>> series) {

  public Hour {
    series = series.stream().map(List::copyOf).toList();
  }

  /** Nothing, up to the period {@code first}. */
  static Hour unknown(long first) {
    return new Hour(
        first, List.of(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
  }
}

package io.fanfare.filter;

import io.fanfare.filter.HardFilters.Hard;
import java.util.Map;

/**
 * Measures how long the hardest messages take to be matched, and the hardest policies to be read
 * and taken in; run by hand: {@code FilterBench [rounds]}. The least of all rounds counts, as
 * others are at work on most machines.
 */
final class FilterBench {

  private FilterBench() {}

  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    for (Map.Entry<String, Hard> each : HardFilters.all().entrySet()) {
      Hard hard = each.getValue();
      SubscriptionFilters<Integer> filters = hard.filters();
      double match = least(rounds, () -> filters.match(hard.attributes(), hard.body()));
      double tried = least(rounds, () -> filters.match(hard.attributes(), hard.body(), 200_000));
      String policy = hard.policies().get(0);
      double read = least(rounds, () -> HardFilters.policy(policy, hard.ofBody()));
      FilterPolicy one = HardFilters.policy(policy, hard.ofBody());
      double taken =
          least(
              rounds,
              () -> {
                filters.add(-1, one);
                filters.remove(-1, one);
              });
      System.out.printf(
          "%-20s match %9.2f ms, given up after %6.2f ms; policy read %6.2f ms, added and removed %6.2f ms%n",
          each.getKey(), match, tried, read, taken);
    }
  }

  private static double least(int rounds, Runnable work) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      long began = System.nanoTime();
      work.run();
      least = Math.min(least, System.nanoTime() - began);
    }
    return least / 1e6;
  }
}

package io.fanfare.quota;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many of something each of many has at the moment, and may have; any thread may count. It
 * knows those only who have any.
 */
public final class Tally {

  private final int most;
  private final Map<Object, Integer> counts = new ConcurrentHashMap<>();

  /**
   * Nobody has any yet.
   *
   * @param most how many each may have; 0 for any number
   */
  public Tally(int most) {
    this.most = most;
  }

  /** Counts one more for {@code who}, unless that are more than it may have. */
  public boolean tryAdd(Object who) {
    if (counts.merge(who, 1, Integer::sum) > most && most > 0) {
      remove(who);
      return false;
    }
    return true;
  }

  /** Counts one more for {@code who}, who has it already. */
  public void add(Object who) {
    counts.merge(who, 1, Integer::sum);
  }

  /** Counts one less for {@code who}. */
  public void remove(Object who) {
    counts.computeIfPresent(who, (same, count) -> count == 1 ? null : count - 1);
  }

  /** How many {@code who} has. */
  public int count(Object who) {
    return counts.getOrDefault(who, 0);
  }

  /** How many each may have; 0 for any number. */
  public int most() {
    return most;
  }
}

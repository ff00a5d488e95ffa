package io.fanfare.filter;

import io.fanfare.filter.Condition.Absent;
import io.fanfare.filter.Condition.AnythingBut;
import io.fanfare.filter.Condition.AnythingButLike;
import io.fanfare.filter.Condition.Cidr;
import io.fanfare.filter.Condition.EqualsIgnoreCase;
import io.fanfare.filter.Condition.Exactly;
import io.fanfare.filter.Condition.Present;
import java.util.Comparator;

/**
 * That some value under a path satisfies a condition. In their order come first those that few
 * messages meet.
 *
 * @param path the names on the way to the value, with dots between
 */
record Requirement(String path, Condition condition) implements Comparable<Requirement> {

  private static final Comparator<Requirement> ORDER =
      Comparator.comparingInt(Requirement::commonness)
          .thenComparing(Requirement::path)
          .thenComparing(requirement -> requirement.condition().toString());

  /**
   * Whether a message does not name it by its values: it is met by nearly every message that has a
   * value there, or by every message that has none.
   */
  boolean isMetByMost() {
    return commonness() > 2;
  }

  boolean isOfAbsence() {
    return condition instanceof Absent;
  }

  @Override
  public int compareTo(Requirement other) {
    return ORDER.compare(this, other);
  }

  private int commonness() {
    if (condition instanceof Exactly
        || condition instanceof EqualsIgnoreCase
        || condition instanceof Cidr) {
      return 0;
    }
    if (condition instanceof Present) {
      return 2;
    }
    if (condition instanceof AnythingBut || condition instanceof AnythingButLike) {
      return 3;
    }
    return condition instanceof Absent ? 4 : 1;
  }
}

package io.fanfare.filter;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rule of arrays of objects: what a policy wants below an array must be found in one element of
 * it, and in arrays within that element likewise.
 *
 * <p>It is decided from the inside out. Each place learns which sets of wants it can fulfil: an
 * array what any one of its elements can, every other place what it has itself together with what
 * its arrays can. Only the places that have something wanted are looked at, each once.
 */
final class SameElement {

  private SameElement() {}

  /**
   * Whether one element of each array can be chosen so that every want is found.
   *
   * @param wanted for each want the places that have it, of which there are some
   */
  static boolean existsFor(List<Set<Place>> wanted, Effort effort) {
    List<Set<Place>> inner =
        wanted.stream()
            .filter(places -> !places.contains(Place.MESSAGE))
            .sorted(Comparator.comparingInt(Set::size))
            .toList();
    if (inner.size() < 2) {
      return true;
    }
    inner.forEach(places -> effort.spend(40L * places.size()));
    return anyIsInAll(inner) || (!areOfOneArray(inner) && choiceExists(inner));
  }

  private static boolean anyIsInAll(List<Set<Place>> wanted) {
    return wanted.get(0).stream().anyMatch(place -> isInAll(place, wanted));
  }

  private static boolean isInAll(Place place, List<Set<Place>> wanted) {
    return wanted.stream().allMatch(places -> places.contains(place));
  }

  /** Whether all places are elements of the same array, of which only one can be chosen. */
  private static boolean areOfOneArray(List<Set<Place>> wanted) {
    Place array = wanted.get(0).iterator().next().outer();
    return wanted.stream()
        .allMatch(
            places -> places.stream().allMatch(place -> Objects.equals(place.outer(), array)));
  }

  private static boolean choiceExists(List<Set<Place>> wanted) {
    TreeMap<Place, Set<Integer>> fulfilled = new TreeMap<>(Comparator.reverseOrder());
    for (int i = 0; i < wanted.size(); i++) {
      Set<Integer> want = Set.of(1 << i);
      wanted.get(i).forEach(place -> fulfilled.merge(place, want, SameElement::both));
    }
    while (true) {
      Map.Entry<Place, Set<Integer>> innermost = fulfilled.pollFirstEntry();
      if (innermost == null) {
        return false;
      }
      Place outer = innermost.getKey().outer();
      if (outer == null) {
        return innermost.getValue().contains((1 << wanted.size()) - 1);
      }
      fulfilled.merge(
          outer, innermost.getValue(), outer.isArray() ? SameElement::either : SameElement::both);
    }
  }

  private static Set<Integer> both(Set<Integer> some, Set<Integer> others) {
    Set<Integer> sets = new HashSet<>();
    some.forEach(one -> others.forEach(other -> add(sets, one | other)));
    return sets;
  }

  private static Set<Integer> either(Set<Integer> some, Set<Integer> others) {
    if (some.containsAll(others)) {
      return some;
    }
    Set<Integer> sets = new HashSet<>(some);
    others.forEach(other -> add(sets, other));
    return sets;
  }

  /** Adds {@code set}, unless one that is there covers it; what it covers itself is removed. */
  private static void add(Collection<Integer> sets, int set) {
    if (sets.stream().noneMatch(other -> (other | set) == other)) {
      sets.removeIf(other -> (other | set) == set);
      sets.add(set);
    }
  }
}

package io.fanfare.filter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A message as filter policies see it: the values under each path, and where each of them stands.
 */
final class FilterEvent {

  private final Map<String, Map<String, Set<Place>>> values = new HashMap<>();
  private final Map<Requirement, Set<Place>> places = new HashMap<>(0);
  private final Effort effort;
  private int count;

  /** A message of which nothing is known yet; what is looked at is taken of {@code effort}. */
  FilterEvent(Effort effort) {
    this.effort = effort;
  }

  /** What of it may still be looked at. */
  Effort effort() {
    return effort;
  }

  /** A new place within {@code outer}. */
  Place within(Place outer, boolean isArray) {
    effort.spend(20);
    count++;
    return new Place(outer, count, isArray);
  }

  void add(String path, String candidate, Place place) {
    effort.spend(100 + candidate.length());
    values
        .computeIfAbsent(path, first -> new HashMap<>())
        .computeIfAbsent(candidate, first -> new HashSet<>(2))
        .add(place);
  }

  /** The paths that have values. */
  Set<String> paths() {
    return values.keySet();
  }

  /** The values under {@code path}, each once. */
  Set<String> candidates(String path) {
    return values.getOrDefault(path, Map.of()).keySet();
  }

  boolean meets(Requirement requirement) {
    Set<String> candidates = candidates(requirement.path());
    return requirement.isOfAbsence()
        ? candidates.isEmpty()
        : candidates.stream().anyMatch(candidate -> holds(requirement, candidate));
  }

  private boolean holds(Requirement requirement, String candidate) {
    effort.compare(candidate);
    return requirement.condition().holds(candidate);
  }

  /**
   * Whether {@code requirements}, each of which is met, are met in the same elements: all those
   * that look into an array must be met by one and the same element of it.
   */
  boolean meetsTogether(Collection<Requirement> requirements) {
    if (count == 0 || requirements.size() < 2) {
      return true;
    }
    List<Set<Place>> wanted = new ArrayList<>(requirements.size());
    for (Requirement requirement : requirements) {
      if (!requirement.isOfAbsence() && !isImplied(requirement, requirements)) {
        wanted.add(places.computeIfAbsent(requirement, this::place));
      }
    }
    return SameElement.existsFor(wanted, effort);
  }

  /** Whether another requirement of a value at the same path asks for more than its presence. */
  private static boolean isImplied(Requirement requirement, Collection<Requirement> others) {
    return requirement.condition() instanceof Condition.Present
        && others.stream()
            .anyMatch(
                other -> !other.equals(requirement) && other.path().equals(requirement.path()));
  }

  private Set<Place> place(Requirement requirement) {
    Map<String, Set<Place>> candidates = values.getOrDefault(requirement.path(), Map.of());
    if (requirement.condition() instanceof Condition.Exactly exactly) {
      return candidates.getOrDefault(exactly.candidate(), Set.of());
    }
    Set<Place> standingAt = new HashSet<>();
    candidates.forEach(
        (candidate, standing) -> {
          if (holds(requirement, candidate)) {
            effort.spend(40L * standing.size());
            standingAt.addAll(standing);
          }
        });
    return standingAt;
  }
}

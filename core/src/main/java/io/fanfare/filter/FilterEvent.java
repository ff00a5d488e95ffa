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
  private int places;

  /** A new place within {@code outer}. */
  Place within(Place outer, boolean isArray) {
    places++;
    return new Place(outer, places, isArray);
  }

  void add(String path, String candidate, Place place) {
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
        : candidates.stream().anyMatch(requirement.condition()::holds);
  }

  /**
   * Whether {@code requirements}, each of which is met, are met in the same elements: all those
   * that look into an array must be met by one and the same element of it.
   */
  boolean meetsTogether(Collection<Requirement> requirements) {
    if (places == 0 || requirements.size() < 2) {
      return true;
    }
    List<Set<Place>> wanted = new ArrayList<>(requirements.size());
    for (Requirement requirement : requirements) {
      if (!requirement.isOfAbsence() && !isImplied(requirement, requirements)) {
        wanted.add(places(requirement));
      }
    }
    return SameElement.existsFor(wanted);
  }

  /** Whether another requirement of a value at the same path asks for more than its presence. */
  private static boolean isImplied(Requirement requirement, Collection<Requirement> others) {
    return requirement.condition() instanceof Condition.Present
        && others.stream()
            .anyMatch(
                other -> !other.equals(requirement) && other.path().equals(requirement.path()));
  }

  private Set<Place> places(Requirement requirement) {
    Map<String, Set<Place>> candidates = values.getOrDefault(requirement.path(), Map.of());
    if (requirement.condition() instanceof Condition.Exactly exactly) {
      return candidates.getOrDefault(exactly.candidate(), Set.of());
    }
    Set<Place> places = new HashSet<>();
    candidates.forEach(
        (candidate, standing) -> {
          if (requirement.condition().holds(candidate)) {
            places.addAll(standing);
          }
        });
    return places;
  }
}

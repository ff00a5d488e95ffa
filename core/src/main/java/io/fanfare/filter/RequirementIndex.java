package io.fanfare.filter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The requirements of many policies, to be found by a message that meets them. */
final class RequirementIndex {

  private final Map<String, ConditionIndex> byPath = new HashMap<>();
  private final PathTree paths = new PathTree();

  void add(Requirement requirement) {
    byPath
        .computeIfAbsent(requirement.path(), first -> new ConditionIndex())
        .add(requirement.condition());
    paths.add(requirement.path());
  }

  /** Takes back one {@link #add}. */
  void remove(Requirement requirement) {
    byPath.computeIfPresent(
        requirement.path(),
        (path, conditions) -> {
          conditions.remove(requirement.condition());
          return conditions.isEmpty() ? null : conditions;
        });
    paths.remove(requirement.path());
  }

  /** Where in a message the requirements look. */
  PathTree paths() {
    return paths;
  }

  /** The requirements that {@code event} meets, but for those that {@code isMetByMost}. */
  Set<Requirement> find(FilterEvent event, Effort effort) {
    Set<Requirement> found = new HashSet<>();
    for (String path : event.paths()) {
      ConditionIndex conditions = byPath.get(path);
      if (conditions != null) {
        conditions
            .find(event.candidates(path), effort)
            .forEach(condition -> found.add(new Requirement(path, condition)));
      }
    }
    return found;
  }
}

package io.fanfare.filter;

import io.fanfare.filter.Condition.Present;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many filter policies of one scope as one decision tree: what a match costs depends on the message
 * and on the policies it satisfies, not on how many policies there are.
 *
 * <p>Each rule of a policy is a way from the root, one step for each of its requirements, and rules
 * that begin alike share their steps. A message finds the requirements that it meets and walks the
 * steps that they allow. Every step is taken at most once, so not even a message of long arrays,
 * with many combinations of values, can take more steps than the rules have.
 *
 * @param <T> what wants the messages of a policy
 */
final class FilterMachine<T> {

  private final Node<T> root = new Node<>();
  private final RequirementIndex index = new RequirementIndex();

  /** A step of rules that begin alike, and who wants what meets one that ends here. */
  private static final class Node<T> {

    /** The steps that a message finds by its values. */
    private final Map<Requirement, Node<T>> found = new HashMap<>();

    /** The steps that most messages can take, which are tried one by one. */
    private final Map<Requirement, Node<T>> tried = new HashMap<>();

    private final Set<T> owners = new HashSet<>(2);

    private Map<Requirement, Node<T>> steps(Requirement requirement) {
      return requirement.isMetByMost() ? tried : found;
    }

    private boolean isEmpty() {
      return found.isEmpty() && tried.isEmpty() && owners.isEmpty();
    }
  }

  /** Adds {@code owner}, which wants what {@code policy} says; the policy has alternatives. */
  void add(T owner, FilterPolicy policy) {
    for (Set<Requirement> rule : policy.rules()) {
      Node<T> node = root;
      for (Requirement requirement : steps(rule)) {
        node = node.steps(requirement).computeIfAbsent(requirement, this::grow);
      }
      node.owners.add(owner);
    }
  }

  private Node<T> grow(Requirement requirement) {
    index.add(requirement);
    return new Node<>();
  }

  /** Removes {@code owner}, which was added with the same policy. */
  void remove(T owner, FilterPolicy policy) {
    policy.rules().forEach(rule -> remove(owner, root, steps(rule).iterator()));
  }

  private void remove(T owner, Node<T> node, Iterator<Requirement> steps) {
    if (!steps.hasNext()) {
      node.owners.remove(owner);
      return;
    }
    Requirement requirement = steps.next();
    Map<Requirement, Node<T>> next = node.steps(requirement);
    Node<T> child = next.get(requirement);
    if (child != null) {
      remove(owner, child, steps);
      if (child.isEmpty()) {
        next.remove(requirement);
        index.remove(requirement);
      }
    }
  }

  /** The requirements of {@code rule}, those first that few messages meet. */
  private static List<Requirement> steps(Set<Requirement> rule) {
    Set<Requirement> steps = new HashSet<>(rule);
    for (Requirement requirement : rule) {
      if (requirement.isMetByMost() && !requirement.isOfAbsence()) {
        // Tried only where there is a value: the message knows its paths, and the tree has more.
        steps.add(new Requirement(requirement.path(), new Present()));
      }
    }
    return steps.stream().sorted().toList();
  }

  boolean isEmpty() {
    return root.isEmpty();
  }

  /** The paths that the policies look at. */
  PathTree paths() {
    return index.paths();
  }

  /** Who wants the message of {@code event}. */
  Walk walk(FilterEvent event) {
    Walk walk = new Walk(event);
    walk.enter(root);
    return walk;
  }

  /** One message on its way through the tree. */
  final class Walk {

    private final FilterEvent event;
    private final Effort effort;
    private final Set<Requirement> found;
    private final Deque<Requirement> met = new ArrayDeque<>();
    private final Set<T> owners = new LinkedHashSet<>();
    private int steps;

    private Walk(FilterEvent event) {
      this.event = event;
      effort = event.effort();
      found = index.find(event, effort);
    }

    /** Who wants the message, each once. */
    List<T> owners() {
      return new ArrayList<>(owners);
    }

    /** How many requirements were looked at: what the match has cost. */
    int steps() {
      return steps;
    }

    private void enter(Node<T> node) {
      effort.spend(node.owners.size());
      if (!owners.containsAll(node.owners) && event.meetsTogether(met)) {
        owners.addAll(node.owners);
      }
      Set<Requirement> fewer = node.found.size() < found.size() ? node.found.keySet() : found;
      for (Requirement requirement : fewer) {
        Node<T> next = node.found.get(requirement);
        step(requirement, next, next != null && found.contains(requirement));
      }
      node.tried.forEach((requirement, next) -> step(requirement, next, event.meets(requirement)));
    }

    private void step(Requirement requirement, @Nullable Node<T> next, boolean isMet) {
      steps++;
      effort.spend(20);
      if (next != null && isMet) {
        met.addLast(requirement);
        enter(next);
        met.removeLast();
      }
    }
  }
}

package io.fanfare.filter;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths that policies look at, as a tree of the names between the dots. What a message has
 * elsewhere is never looked at.
 */
final class PathTree {

  private final Map<String, PathTree> below = new HashMap<>();
  private String path = "";
  private int ends;
  private int passes;

  /** The names on the way here, with dots between, if a policy looks here. */
  String path() {
    return path;
  }

  /** Whether a policy looks at the values that stand here. */
  boolean isUsed() {
    return ends > 0;
  }

  /** What is below the names in {@code name}, which dots part; or nothing if nobody looks there. */
  @Nullable PathTree below(String name) {
    PathTree tree = this;
    for (int start = 0; start <= name.length() && tree != null; start = end(name, start) + 1) {
      tree = tree.below.get(name.substring(start, end(name, start)));
    }
    return tree;
  }

  void add(String used) {
    PathTree tree = this;
    for (int start = 0; start <= used.length(); start = end(used, start) + 1) {
      String name = used.substring(start, end(used, start));
      tree = tree.below.computeIfAbsent(name, first -> new PathTree());
      tree.passes++;
    }
    tree.path = used;
    tree.ends++;
  }

  /** Takes back one {@link #add}. */
  void remove(String used) {
    PathTree tree = this;
    for (int start = 0; start <= used.length(); start = end(used, start) + 1) {
      String name = used.substring(start, end(used, start));
      PathTree next = tree.below.get(name);
      if (next == null || --next.passes == 0) {
        tree.below.remove(name);
        return;
      }
      tree = next;
    }
    tree.ends--;
  }

  private static int end(String names, int start) {
    int dot = names.indexOf('.', start);
    return dot < 0 ? names.length() : dot;
  }
}

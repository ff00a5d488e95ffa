package io.fanfare.house;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * Which classes know which others, as jdeps finds it: it sees the use of a constant, which ArchUnit
 * does not. Nested classes are part of the class of their file.
 *
 * @param edges the classes that each class knows
 */
record ClassGraph(Map<String, Set<String>> edges) {

  private static final Pattern EDGE =
      Pattern.compile("^ +(io\\.fanfare\\.[\\w.]+)\\S* +-> (io\\.fanfare\\.[\\w.]+)");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(io\\.fanfare(?:\\.[a-z]\\w*)*)\\.[A-Z]");

  /** The graph of the classes in {@code directory}. */
  static ClassGraph of(Path directory) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    int status = jdeps.run(out, out, "-v", "-e", "io\\.fanfare\\..*", directory.toString());
    out.flush();
    if (status != 0) {
      throw new IllegalStateException(text.toString());
    }
    Map<String, Set<String>> edges = new TreeMap<>();
    text.toString()
        .lines()
        .map(EDGE::matcher)
        .filter(Matcher::find)
        .filter(edge -> !edge.group(1).equals(edge.group(2)))
        .forEach(
            edge ->
                edges.computeIfAbsent(edge.group(1), name -> new TreeSet<>()).add(edge.group(2)));
    return new ClassGraph(edges);
  }

  /** The graph of the packages of {@code files} as their imports say, those for Javadoc too. */
  static ClassGraph ofImports(List<Path> files) {
    Map<String, Set<String>> edges = new TreeMap<>();
    for (Path file : files) {
      String text = House.read(file);
      Matcher own = PACKAGE.matcher(text);
      if (own.find()) {
        Set<String> known = edges.computeIfAbsent(own.group(1), name -> new TreeSet<>());
        IMPORT.matcher(text).results().map(found -> found.group(1)).forEach(known::add);
        known.remove(own.group(1));
      }
    }
    return new ClassGraph(edges);
  }

  /** The circles of more than {@code most} classes, each as the set of all that are in it. */
  Set<List<String>> circlesOver(int most) {
    Map<String, Set<String>> reached = new TreeMap<>();
    edges.keySet().forEach(name -> reached.put(name, reach(name)));
    Set<List<String>> circles = new LinkedHashSet<>();
    reached.forEach(
        (name, others) -> {
          List<String> circle =
              others.stream()
                  .filter(other -> reached.getOrDefault(other, Set.of()).contains(name))
                  .toList();
          if (circle.size() > most) {
            circles.add(circle);
          }
        });
    return circles;
  }

  private Set<String> reach(String from) {
    Set<String> reached = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      for (String name : edges.getOrDefault(next.pop(), Set.of())) {
        if (reached.add(name)) {
          next.push(name);
        }
      }
    }
    return reached;
  }
}

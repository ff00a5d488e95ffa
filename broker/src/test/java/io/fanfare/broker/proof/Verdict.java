package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Violation.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a history comes to: its figures, and every promise that was not kept. */
record Verdict(Map<String, Long> figures, List<Violation> violations) {

  boolean clean() {
    return violations.isEmpty();
  }

  long count(Kind kind) {
    return violations.stream().filter(violation -> violation.kind() == kind).count();
  }

  /** Every figure, every promise with its number of violations, and the first few of them. */
  String report() {
    StringBuilder text = new StringBuilder();
    figures.forEach((name, value) -> text.append(line(name, value)));
    for (Kind kind : Kind.values()) {
      text.append(line(kind.name().toLowerCase(Locale.ROOT), count(kind)));
    }
    violations.stream().limit(20).forEach(violation -> text.append(violation).append('\n'));
    return text.toString();
  }

  private static String line(String name, long value) {
    return String.format(Locale.ROOT, "%-32s %,12d%n", name.replace('_', ' '), value);
  }
}

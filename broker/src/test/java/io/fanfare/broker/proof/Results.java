package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Anomaly.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a checker says of a history: its figures, and every anomaly. */
record Results(Map<String, Long> figures, List<Anomaly> anomalies) {

  boolean valid() {
    return anomalies.isEmpty();
  }

  long count(Kind kind) {
    return anomalies.stream().filter(anomaly -> anomaly.kind() == kind).count();
  }

  /** Every figure, every promise with its number of anomalies, and the first few of them. */
  String report() {
    StringBuilder text = new StringBuilder();
    figures.forEach((name, value) -> text.append(line(name, value)));
    for (Kind kind : Kind.values()) {
      text.append(line(kind.name().toLowerCase(Locale.ROOT), count(kind)));
    }
    anomalies.stream().limit(20).forEach(anomaly -> text.append(anomaly).append('\n'));
    return text.toString();
  }

  private static String line(String name, long value) {
    return String.format(Locale.ROOT, "%-32s %,12d%n", name.replace('_', ' '), value);
  }
}

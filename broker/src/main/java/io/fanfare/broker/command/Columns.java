package io.fanfare.broker.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table as text: the first column begins on the left, the others end on the right. */
final class Columns {

  private static final String GAP = "  ";

  private Columns() {}

  /** The table of {@code rows}, which all have as many cells. */
  static String of(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (i == widths.size()) {
          widths.add(0);
        }
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    return rows.stream()
        .map(row -> line(row, widths))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder(row.get(0));
    line.append(" ".repeat(widths.get(0) - row.get(0).length()));
    for (int i = 1; i < row.size(); i++) {
      line.append(GAP).append(" ".repeat(widths.get(i) - row.get(i).length())).append(row.get(i));
    }
    return line.toString();
  }
}

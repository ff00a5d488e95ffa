package io.fanfare.house;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ROWS.md as data: the tables that it lists, and the formats of their rows with a sample each. */
final class RowsPage {

  private static final Pattern TABLE =
      Pattern.compile("\\| `([a-z.-]+)` \\| ([a-z, ]+) \\|.*\\| `([A-Za-z]+)` \\|");
  private static final Pattern CELL =
      Pattern.compile("\\| (\\d*) +\\| (\\w+) \\| (.+) \\| `([0-9a-f]+)` \\|");
  private static final Pattern SAMPLE = Pattern.compile("Sample: `([0-9a-f]+)`");

  private final String text = House.read("ROWS.md");

  /** A cell of a sample: where it begins, if that is fixed, in which form it is, and its bytes. */
  private record Cell(String at, String form, String what, String hex) {

    int length() {
      return hex.length() / 2;
    }
  }

  /** The names of the tables, each with the names of its rows. */
  Map<String, List<String>> tables() {
    Map<String, List<String>> tables = new TreeMap<>();
    TABLE
        .matcher(text)
        .results()
        .forEach(table -> tables.put(table.group(1), List.of(table.group(2).split(", "))));
    return tables;
  }

  /** The classes that the page says write rows, or code them. */
  List<String> classes() {
    List<String> classes = new ArrayList<>();
    TABLE.matcher(text).results().forEach(table -> classes.add(table.group(3)));
    Pattern.compile("Coded by `(\\w+)`")
        .matcher(text)
        .results()
        .forEach(coder -> classes.add(coder.group(1)));
    return classes;
  }

  /** The headings of the formats. */
  List<String> formats() {
    return Pattern.compile("(?m)^### (.*)$")
        .matcher(text)
        .results()
        .map(heading -> heading.group(1))
        .toList();
  }

  /** The sample of {@code format} in hexadecimal. */
  String sample(String format) {
    String section = section(format);
    Matcher sample = SAMPLE.matcher(section);
    if (sample.find()) {
      return sample.group(1);
    }
    StringBuilder bytes = new StringBuilder();
    CELL.matcher(section).results().forEach(cell -> bytes.append(cell.group(4)));
    return bytes.toString();
  }

  /** What is wrong with where the cells of {@code format} begin and how long they are. */
  List<String> findings(String format) {
    List<String> findings = new ArrayList<>();
    String next = "0";
    for (Cell cell : cells(format)) {
      String at = cell.what.startsWith("if ") ? "" : next;
      if (!cell.at.equals(at)) {
        findings.add("%s begins at '%s', not '%s'".formatted(cell.what, at, cell.at));
      }
      if (!cell.form.equals("rest") && lengthOf(cell) != cell.length()) {
        findings.add("%s is no %s".formatted(cell.what, cell.form));
      }
      boolean fixed = !at.isEmpty() && cell.form.matches("\\d+");
      next = fixed ? Integer.toString(Integer.parseInt(at) + cell.length()) : "";
    }
    return findings;
  }

  private List<Cell> cells(String format) {
    return CELL.matcher(section(format)).results().map(RowsPage::cell).toList();
  }

  private static Cell cell(MatchResult line) {
    return new Cell(line.group(1), line.group(2), line.group(3), line.group(4));
  }

  private String section(String format) {
    int start = text.indexOf("### " + format + "\n");
    if (start < 0) {
      throw new AssertionError("ROWS.md does not have the format " + format);
    }
    int end = text.indexOf("\n### ", start);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  /** How many bytes a cell has whose form is that of {@code cell}; -1 if it has not that form. */
  private static int lengthOf(Cell cell) {
    ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(cell.hex));
    try {
      switch (cell.form) {
        case "text" -> skip(in, in.getInt());
        case "text16" -> skip(in, in.getShort());
        case "map" -> skipTexts(in, 2 * in.getInt());
        case "texts" -> skipTexts(in, in.getInt());
        case "map16" -> skipShortTexts(in, 2 * in.getShort());
        case "attributes" -> skipAttributes(in, in.getShort());
        default -> skip(in, Integer.parseInt(cell.form));
      }
      return in.position();
    } catch (BufferUnderflowException tooShort) {
      return -1;
    }
  }

  private static void skipTexts(ByteBuffer in, int count) {
    for (int i = 0; i < count; i++) {
      skip(in, in.getInt());
    }
  }

  private static void skipShortTexts(ByteBuffer in, int count) {
    for (int i = 0; i < count; i++) {
      skip(in, in.getShort());
    }
  }

  private static void skipAttributes(ByteBuffer in, int count) {
    for (int i = 0; i < count; i++) {
      skipTexts(in, 1);
      in.get();
      skipTexts(in, 2);
    }
  }

  private static void skip(ByteBuffer in, int bytes) {
    in.get(new byte[bytes]);
  }
}

package io.fanfare.broker.config;

import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.MistakesException;
import io.fanfare.yaml.YamlNode;
import io.fanfare.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads as much of HOCON as files that list queues have: objects, lists, texts, dotted keys and
 * comments. What is included is left out, and substitutions are refused, as nobody knows here what
 * they stand for.
 */
final class HoconReader {

  private static final int DEPTH = 16;
  private static final char END = '\0';

  private final String text;
  private int at;
  private int line = 1;

  private HoconReader(String text) {
    this.text = text;
  }

  /**
   * What {@code text} says.
   *
   * @throws MistakesException if it cannot be read
   */
  static YamlNode.Members read(String text) throws MistakesException {
    HoconReader reader = new HoconReader(text);
    reader.skip(true);
    boolean braces = reader.take('{');
    Map<String, YamlNode> all = reader.members(braces ? '}' : END, 0);
    if (braces) {
      reader.expect('}');
    }
    reader.skip(true);
    if (reader.next() != END) {
      throw reader.mistake("This is behind the end.");
    }
    return new YamlNode.Members(1, all);
  }

  private Map<String, YamlNode> members(char end, int depth) throws MistakesException {
    if (depth > DEPTH) {
      throw mistake("This is nested too deeply.");
    }
    Map<String, YamlNode> all = new LinkedHashMap<>();
    skip(true);
    while (next() != end) {
      if (next() == END || next() == '}') {
        throw mistake("A brace is too much or missing.");
      }
      if (text.startsWith("include ", at)) {
        at = endOfLine();
      } else {
        member(all, depth);
      }
      skip(true);
    }
    return all;
  }

  private void member(Map<String, YamlNode> all, int depth) throws MistakesException {
    int here = line;
    boolean quoted = next() == '"';
    String key = quoted ? quoted() : unquoted("={:[ \t\n\"");
    if (key.isEmpty()) {
      throw mistake("A name is missing.");
    }
    skip(false);
    if (next() != '{' && !take('=') && !take(':')) {
      throw mistake("Behind a name is = or { missing.");
    }
    skip(false);
    YamlNode value = value(here, depth);
    List<String> path = quoted ? List.of(key) : List.of(key.split("\\.", -1));
    put(all, path, value, here);
  }

  /** Of one object that stands in two places the members are put together. */
  private static void put(Map<String, YamlNode> all, List<String> path, YamlNode value, int line) {
    String name = path.get(0);
    YamlNode nested = value;
    if (path.size() > 1) {
      Map<String, YamlNode> below = new LinkedHashMap<>();
      put(below, path.subList(1, path.size()), value, line);
      nested = new YamlNode.Members(line, below);
    }
    YamlNode before = all.get(name);
    if (before instanceof YamlNode.Members old && nested instanceof YamlNode.Members more) {
      more.all().forEach((key, each) -> put(old.all(), List.of(key), each, each.line()));
    } else {
      all.put(name, nested);
    }
  }

  private YamlNode value(int here, int depth) throws MistakesException {
    if (take('{')) {
      Map<String, YamlNode> all = members('}', depth + 1);
      expect('}');
      return new YamlNode.Members(here, all);
    }
    if (take('[')) {
      List<YamlNode> items = new ArrayList<>();
      for (skip(true); next() != ']'; skip(true)) {
        items.add(value(line, depth + 1));
      }
      expect(']');
      return new YamlNode.Items(here, items);
    }
    String value = next() == '"' ? quoted() : unquoted(",}]#\n").strip();
    if (value.contains("${")) {
      throw mistake("What stands in for something else is not taken: write what is meant.");
    }
    if (value.isEmpty() && next() == END) {
      throw mistake("A value is missing.");
    }
    return new Scalar(here, value, Scalar.Kind.TEXT);
  }

  private String quoted() throws MistakesException {
    expect('"');
    StringBuilder quoted = new StringBuilder();
    while (next() != '"') {
      if (next() == END || next() == '\n') {
        throw mistake("A quotation mark is missing.");
      }
      if (next() == '\\') {
        at++;
      }
      quoted.append(next());
      at++;
    }
    at++;
    return quoted.toString();
  }

  private String unquoted(String ends) {
    int first = at;
    while (next() != END && ends.indexOf(next()) < 0 && !text.startsWith("//", at)) {
      at++;
    }
    return text.substring(first, at);
  }

  /** Passes spaces and comments; with {@code lines} also ends of lines and commas. */
  private void skip(boolean lines) {
    while (true) {
      char next = next();
      if (next == '#' || text.startsWith("//", at)) {
        at = endOfLine();
      } else if (next == ' ' || next == '\t' || next == '\r' || (lines && next == ',')) {
        at++;
      } else if (lines && next == '\n') {
        at++;
        line++;
      } else {
        return;
      }
    }
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private char next() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private boolean take(char wanted) {
    if (next() == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) throws MistakesException {
    if (!take(wanted)) {
      throw mistake("Here is " + wanted + " missing.");
    }
  }

  private MistakesException mistake(String sentence) {
    return MistakesException.of(List.of(new Mistake(line, sentence)));
  }
}

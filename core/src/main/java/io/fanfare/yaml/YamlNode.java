package io.fanfare.yaml;

import java.util.List;
import java.util.Map;

/** A value in YAML, and the line in which it stands. */
public sealed interface YamlNode {

  /** Where it begins, from 1. */
  int line();

  /**
   * A text, or what else is written in one piece.
   *
   * @param kind what YAML takes it for
   */
  record Scalar(int line, String text, Kind kind) implements YamlNode {

    /** The kinds of scalars. */
    public enum Kind {
      TEXT,
      NUMBER,
      BOOLEAN,
      NULL
    }

    @Override
    public String toString() {
      return "a scalar in line " + line;
    }
  }

  /** A list. */
  record Items(int line, List<YamlNode> all) implements YamlNode {

    public Items {
      all = List.copyOf(all);
    }
  }

  /** A map, in the order of the file. */
  record Members(int line, Map<String, YamlNode> all) implements YamlNode {}
}

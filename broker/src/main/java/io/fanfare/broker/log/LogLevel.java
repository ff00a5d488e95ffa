package io.fanfare.broker.log;

import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;

/**
 * From which level on something is written.
 *
 * @param name what it holds for; empty for everything
 * @param level the least that is written
 */
record LogLevel(String name, Level level) {

  private static final Map<String, Level> LEVELS =
      Map.of(
          "error", Level.SEVERE,
          "warning", Level.WARNING,
          "info", Level.INFO,
          "debug", Level.FINE,
          "trace", Level.FINER,
          "off", Level.OFF);

  private static final String NAME = "[A-Za-z][A-Za-z0-9_.$-]*";

  /** What {@code text} says, as it is written in settings; nothing if it says nothing of it. */
  static Optional<LogLevel> of(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? "" : text.substring(0, equals);
    Level level = LEVELS.get(text.substring(equals + 1));
    boolean isNamed = equals < 0 || name.matches(NAME);
    return level == null || !isNamed ? Optional.empty() : Optional.of(new LogLevel(name, level));
  }

  /** How {@code level} is called in settings and in lines of JSON. */
  static String called(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return "error";
    }
    if (value >= Level.WARNING.intValue()) {
      return "warning";
    }
    if (value >= Level.CONFIG.intValue()) {
      return "info";
    }
    return value >= Level.FINE.intValue() ? "debug" : "trace";
  }
}

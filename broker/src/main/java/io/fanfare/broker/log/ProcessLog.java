package io.fanfare.broker.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The log of the process, which {@link LogOptions} and, while it runs, commands change. */
public final class ProcessLog {

  /** Held, since the JDK forgets the levels of loggers that nobody holds. */
  private static final List<Logger> SET = new ArrayList<>();

  /** What loggers that were changed while the process runs had before; null is none. */
  private static final Map<String, @Nullable Level> BEFORE = new HashMap<>();

  /** What handlers let pass before such a change. */
  private static final Map<Handler, Level> PASSED = new HashMap<>();

  private ProcessLog() {}

  /**
   * From now on the log is as {@code options} say. Where they say nothing it stays as the JDK's own
   * configuration has it.
   */
  public static synchronized void apply(LogOptions options) {
    if (options.getFormat() == LogOptions.Format.JSON) {
      handlers().forEach(handler -> handler.setFormatter(new JsonLines()));
    }
    if (!options.getLevels().isEmpty()) {
      options.getLevels().stream()
          .map(LogLevel::of)
          .flatMap(Optional::stream)
          .forEach(ProcessLog::set);
      letPass();
    }
  }

  /**
   * Changes levels until {@link #reset}, each written as in {@link LogOptions#getLevels}.
   *
   * @throws IllegalArgumentException if one cannot be understood; nothing has changed then
   */
  public static synchronized void change(List<String> levels) {
    List<LogLevel> chosen = new ArrayList<>();
    for (String text : levels) {
      chosen.add(
          LogLevel.of(text)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          text
                              + " is none of error, warning, info, debug, trace and off, after a"
                              + " name and = or alone")));
    }
    for (LogLevel level : chosen) {
      if (!BEFORE.containsKey(level.name())) {
        BEFORE.put(level.name(), Logger.getLogger(level.name()).getLevel());
      }
      set(level);
    }
    handlers().forEach(handler -> PASSED.putIfAbsent(handler, handler.getLevel()));
    letPass();
  }

  /** Takes back all that {@link #change} did. */
  public static synchronized void reset() {
    BEFORE.forEach((name, level) -> Logger.getLogger(name).setLevel(level));
    BEFORE.clear();
    PASSED.forEach(Handler::setLevel);
    PASSED.clear();
  }

  /** The levels that hold, by the names that they hold for; the empty one is for everything. */
  public static synchronized SortedMap<String, String> levels() {
    SortedMap<String, String> levels = new TreeMap<>();
    LogManager manager = LogManager.getLogManager();
    for (String name : Collections.list(manager.getLoggerNames())) {
      @Nullable Logger logger = manager.getLogger(name);
      @Nullable Level level = logger == null ? null : logger.getLevel();
      if (level != null) {
        levels.put(name, level.equals(Level.OFF) ? "off" : LogLevel.called(level));
      }
    }
    return levels;
  }

  private static void set(LogLevel chosen) {
    Logger logger = Logger.getLogger(chosen.name());
    logger.setLevel(chosen.level());
    SET.add(logger);
  }

  /** Loggers decide; a handler of the JDK's would leave out what they let pass. */
  private static void letPass() {
    handlers().forEach(handler -> handler.setLevel(Level.ALL));
  }

  private static List<Handler> handlers() {
    return List.of(Logger.getLogger("").getHandlers());
  }
}

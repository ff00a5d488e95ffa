package io.fanfare.broker.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The log of the process, which {@link LogOptions} change. */
public final class ProcessLog {

  /** Held, since the JDK forgets the levels of loggers that nobody holds. */
  private static final List<Logger> SET = new ArrayList<>();

  private ProcessLog() {}

  /**
   * From now on the log is as {@code options} say, and as it was at first where they say nothing.
   */
  public static synchronized void apply(LogOptions options) {
    Logger root = Logger.getLogger("");
    SET.forEach(logger -> logger.setLevel(null));
    SET.clear();
    root.setLevel(Level.INFO);
    options.getLevels().stream()
        .map(LogLevel::of)
        .flatMap(Optional::stream)
        .forEach(ProcessLog::set);
    for (Handler handler : root.getHandlers()) {
      // Loggers decide; a handler of the JDK's would leave out what they let pass.
      handler.setLevel(Level.ALL);
      Formatter formatter = formatter(options.getFormat());
      if (!handler.getFormatter().getClass().equals(formatter.getClass())) {
        handler.setFormatter(formatter);
      }
    }
  }

  private static void set(LogLevel chosen) {
    Logger logger = Logger.getLogger(chosen.name());
    logger.setLevel(chosen.level());
    if (!chosen.name().isEmpty()) {
      SET.add(logger);
    }
  }

  private static Formatter formatter(LogOptions.Format format) {
    return switch (format) {
      case TEXT -> new SimpleFormatter();
      case JSON -> new JsonLines();
    };
  }
}

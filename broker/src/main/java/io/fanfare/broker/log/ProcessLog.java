package io.fanfare.broker.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The log of the process, which {@link LogOptions} change. */
public final class ProcessLog {

  /** Held, since the JDK forgets the levels of loggers that nobody holds. */
  private static final List<Logger> SET = new ArrayList<>();

  private ProcessLog() {}

  /**
   * From now on the log is as {@code options} say. Where they say nothing it stays as the JDK's own
   * configuration has it.
   */
  public static synchronized void apply(LogOptions options) {
    List<Handler> handlers = List.of(Logger.getLogger("").getHandlers());
    if (options.getFormat() == LogOptions.Format.JSON) {
      handlers.forEach(handler -> handler.setFormatter(new JsonLines()));
    }
    if (!options.getLevels().isEmpty()) {
      options.getLevels().stream()
          .map(LogLevel::of)
          .flatMap(Optional::stream)
          .forEach(ProcessLog::set);
      // Loggers decide; a handler of the JDK's would leave out what they let pass.
      handlers.forEach(handler -> handler.setLevel(Level.ALL));
    }
  }

  private static void set(LogLevel chosen) {
    Logger logger = Logger.getLogger(chosen.name());
    logger.setLevel(chosen.level());
    SET.add(logger);
  }
}

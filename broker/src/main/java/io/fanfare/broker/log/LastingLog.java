package io.fanfare.broker.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Logging that goes on until the process ends. The JDK's own takes the handlers away as soon as the
 * process is told to end, and what happens to the last requests would go unsaid.
 */
public final class LastingLog extends LogManager {

  private boolean configured;

  /** Made by the JDK, which is told the name of the class. */
  public LastingLog() {}

  /**
   * Reads all files that logging needs. Else it would read them with its first line, which may say
   * that no file can be opened any more.
   */
  public static void ready() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.getFormatter().format(new LogRecord(Level.INFO, ""));
    }
  }

  /** Resets what there is before the configuration is read, and nothing after it. */
  @Override
  public void reset() {
    if (!configured) {
      configured = true;
      super.reset();
    }
  }
}

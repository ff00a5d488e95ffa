package io.fanfare.broker.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log shows is chosen by level and name. */
class ProcessLogTest {

  private static final Logger TOPICS = Logger.getLogger("io.fanfare.topics.Publisher");
  private static final Logger QUEUES = Logger.getLogger("io.fanfare.queues.Queues");

  @AfterEach
  void asBefore() {
    ProcessLog.apply(new LogOptions());
  }

  @Test
  void theLongestNameHolds() {
    ProcessLog.apply(
        new LogOptions().setLevels(List.of("error", "io.fanfare=info", "io.fanfare.topics=debug")));
    assertEquals(List.of(true, false), shown(TOPICS, Level.FINE, Level.FINER));
    assertEquals(List.of(true, false), shown(QUEUES, Level.INFO, Level.FINE));
    Logger other = Logger.getLogger("io.netty");
    assertEquals(List.of(true, false), shown(other, Level.SEVERE, Level.WARNING));
    ProcessLog.apply(new LogOptions());
    assertEquals(List.of(true, false), shown(TOPICS, Level.INFO, Level.FINE));
    assertEquals(List.of(true, false), shown(other, Level.INFO, Level.FINE));
  }

  @Test
  void theFormatIsThatOfAllLines() {
    ProcessLog.apply(new LogOptions().setFormat(LogOptions.Format.JSON));
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      assertInstanceOf(JsonLines.class, handler.getFormatter());
    }
    ProcessLog.apply(new LogOptions());
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      assertInstanceOf(SimpleFormatter.class, handler.getFormatter());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "loud", "INFO", "=info", "io fanfare=info", "a=b=info", "io.fanfare="})
  void whatIsNoLevelIsRefused(String level) {
    assertThrows(IllegalArgumentException.class, () -> new LogOptions().setLevels(List.of(level)));
  }

  @ParameterizedTest
  @CsvSource({
    "error, SEVERE",
    "warning, WARNING",
    "info, INFO",
    "info, CONFIG",
    "debug, FINE",
    "trace, FINER",
    "trace, FINEST"
  })
  void levelsAreCalledAsTheyAreSet(String name, String level) {
    assertEquals(name, LogLevel.called(Level.parse(level)));
  }

  private static List<Boolean> shown(Logger logger, Level... levels) {
    return List.of(levels).stream().map(logger::isLoggable).toList();
  }
}

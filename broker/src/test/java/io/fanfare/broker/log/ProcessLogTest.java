package io.fanfare.broker.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SortedMap;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log shows is chosen by level and name. */
class ProcessLogTest {

  private static final Logger TOPICS = Logger.getLogger("io.fanfare.topics.Publisher");
  private static final Logger QUEUES = Logger.getLogger("io.fanfare.queues.Queues");

  private final Handler handler = Logger.getLogger("").getHandlers()[0];
  private final Formatter formatter = handler.getFormatter();
  private final Level level = handler.getLevel();

  @AfterEach
  void asBefore() {
    handler.setFormatter(formatter);
    handler.setLevel(level);
    Logger.getLogger("").setLevel(Level.INFO);
    Logger.getLogger("io.fanfare").setLevel(null);
    Logger.getLogger("io.fanfare.topics").setLevel(null);
  }

  @Test
  void theLongestNameHolds() {
    ProcessLog.apply(
        new LogOptions().setLevels(List.of("error", "io.fanfare=info", "io.fanfare.topics=debug")));
    assertEquals(List.of(true, false), shown(TOPICS, Level.FINE, Level.FINER));
    assertEquals(List.of(true, false), shown(QUEUES, Level.INFO, Level.FINE));
    Logger other = Logger.getLogger("io.netty");
    assertEquals(List.of(true, false), shown(other, Level.SEVERE, Level.WARNING));
    assertEquals(Level.ALL, handler.getLevel());
    assertSame(formatter, handler.getFormatter());
  }

  @Test
  void whatIsChangedMeanwhileIsTakenBack() {
    ProcessLog.apply(new LogOptions().setLevels(List.of("warning", "io.fanfare.topics=debug")));
    ProcessLog.change(List.of("io.fanfare.topics=trace", "io.fanfare=off"));
    ProcessLog.change(List.of("io.fanfare.topics=info", "io.fanfare=error"));
    assertEquals("info", ProcessLog.levels().get("io.fanfare.topics"));
    assertEquals("error", ProcessLog.levels().get("io.fanfare"));
    ProcessLog.reset();
    assertEquals("debug", ProcessLog.levels().get("io.fanfare.topics"));
    assertEquals("warning", ProcessLog.levels().get(""));
    assertFalse(ProcessLog.levels().containsKey("io.fanfare"));
  }

  @Test
  void handlersLetPassAgainWhatTheyDid() {
    handler.setLevel(Level.WARNING);
    ProcessLog.change(List.of("debug"));
    assertEquals(Level.ALL, handler.getLevel());
    ProcessLog.reset();
    assertEquals(Level.WARNING, handler.getLevel());
  }

  @Test
  void aChangeThatIsPartlyWrongChangesNothing() {
    SortedMap<String, String> before = ProcessLog.levels();
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ProcessLog.change(List.of("io.fanfare=debug", "io.fanfare.topics=loud")));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("io.fanfare.topics=loud is none of"));
    assertEquals(before, ProcessLog.levels());
  }

  @Test
  void theFormatIsThatOfAllLines() {
    ProcessLog.apply(new LogOptions().setFormat(LogOptions.Format.JSON));
    for (Handler each : Logger.getLogger("").getHandlers()) {
      assertInstanceOf(JsonLines.class, each.getFormatter());
    }
    assertEquals(level, handler.getLevel());
  }

  @Test
  void whatIsNotSaidStaysAsTheJdkWasTold() {
    handler.setLevel(Level.WARNING);
    Logger.getLogger("").setLevel(Level.WARNING);
    ProcessLog.apply(new LogOptions());
    assertEquals(Level.WARNING, handler.getLevel());
    assertEquals(Level.WARNING, Logger.getLogger("").getLevel());
    assertSame(formatter, handler.getFormatter());
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

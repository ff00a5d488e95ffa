package io.fanfare.broker.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever collects logs gets one object for each entry, whatever is in it. */
class JsonLinesTest {

  private static final String ID = "02feb8a0-be1c-41c4-a32c-940589d01961";

  private final JsonLines format = new JsonLines();

  @Test
  void anEntryIsOneObjectInOneLine() throws IOException {
    LogRecord entry = entry(Level.WARNING, "a \"quoted\"\nline\t\u0007{0}");
    entry.setParameters(new Object[] {1});
    String line = format.format(entry);
    assertEquals(line.length() - 1, line.indexOf('\n'));
    JsonNode object = new ObjectMapper().readTree(line);
    assertEquals("2026-11-28T20:54:27.012Z", object.get("time").asText());
    assertEquals("warning", object.get("level").asText());
    assertEquals("io.fanfare.topics.Publisher", object.get("logger").asText());
    assertEquals(7, object.get("thread").asLong());
    assertEquals("a \"quoted\"\nline\t\u00071", object.get("message").asText());
    assertFalse(object.has("requestId") || object.has("fault"), line);
  }

  @ParameterizedTest
  @CsvSource({
    "Request " + ID + " failed, " + ID,
    "The answer to request " + ID + " is lost, " + ID,
    "Request 02feb8a0 failed,",
    "Prerequest " + ID + " failed,",
  })
  void anEntryAboutARequestHasItsId(String message, @Nullable String id) throws IOException {
    JsonNode object = new ObjectMapper().readTree(format.format(entry(Level.INFO, message)));
    assertEquals(id, object.path("requestId").asText(null));
  }

  @Test
  void aFaultIsAPartOfItsEntry() throws IOException {
    LogRecord entry = entry(Level.SEVERE, "It failed");
    entry.setThrown(new IllegalStateException("outer", new IOException("inner")));
    JsonNode fault = new ObjectMapper().readTree(format.format(entry)).get("fault");
    assertEquals("java.lang.IllegalStateException", fault.get("type").asText());
    assertEquals("outer", fault.get("message").asText());
    assertTrue(fault.get("stack").asText().contains("Caused by: java.io.IOException: inner"));
  }

  @Test
  void whatIsMissingIsNull() throws IOException {
    LogRecord entry = entry(Level.INFO, null);
    entry.setLoggerName(null);
    entry.setThrown(new IllegalStateException());
    JsonNode object = new ObjectMapper().readTree(format.format(entry));
    assertTrue(object.get("message").isNull() && object.get("logger").isNull());
    assertTrue(object.get("fault").get("message").isNull());
  }

  private static LogRecord entry(Level level, @Nullable String message) {
    LogRecord entry = new LogRecord(level, message);
    entry.setInstant(Instant.parse("2026-11-28T20:54:27.012345Z"));
    entry.setLoggerName("io.fanfare.topics.Publisher");
    entry.setLongThreadID(7);
    return entry;
  }
}

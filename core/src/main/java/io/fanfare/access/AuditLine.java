package io.fanfare.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an audit trail as one line of JSON in ASCII: whatever the texts of a request are,
 * they neither end the line nor turn its direction.
 */
final class AuditLine {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private AuditLine() {}

  /** The line of {@code entry}, without what ends it. */
  static String of(AuditTrail.Entry entry) {
    return written(
        json -> {
          json.writeStringField("time", time(entry.millis()));
          write(json, "requestId", entry.requestId());
          write(json, "principal", entry.principal());
          write(json, "sourceAddress", entry.sourceAddress());
          write(json, "action", entry.action());
          write(json, "resource", entry.resource());
          json.writeStringField("decision", entry.decision().text());
          write(json, "reason", entry.reason());
          if (entry.omitted() > 0) {
            json.writeNumberField("omitted", entry.omitted());
          }
        });
  }

  /** The line that says that {@code dropped} entries before {@code millis} are missing. */
  static String ofDropped(long millis, long dropped) {
    return written(
        json -> {
          json.writeStringField("time", time(millis));
          json.writeNumberField("dropped", dropped);
        });
  }

  /** What the fields of a line are. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static String written(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}

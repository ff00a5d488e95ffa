package io.fanfare.broker.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object of JSON for each entry of the log, in one line: {@code time} (UTC, ISO 8601), {@code
 * level}, {@code logger}, {@code thread} (its id), {@code message}, {@code requestId} if it
 * concerns a request, and {@code fault} with {@code type}, {@code message} and {@code stack} if
 * there is one.
 */
final class JsonLines extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** How entries name the request that they are about. */
  private static final Pattern REQUEST =
      Pattern.compile("\\b[Rr]equest ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b");

  private final JsonFactory json = new JsonFactory();

  @Override
  public String format(LogRecord entry) {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = json.createGenerator(line)) {
      write(entry, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString();
  }

  private void write(LogRecord entry, JsonGenerator out) throws IOException {
    String message = formatMessage(entry);
    out.writeStartObject();
    out.writeStringField("time", TIME.format(entry.getInstant()));
    out.writeStringField("level", LogLevel.called(entry.getLevel()));
    out.writeStringField("logger", entry.getLoggerName());
    out.writeNumberField("thread", entry.getLongThreadID());
    out.writeStringField("message", message);
    Matcher request = REQUEST.matcher(message == null ? "" : message);
    if (request.find()) {
      out.writeStringField("requestId", request.group(1));
    }
    @Nullable Throwable fault = entry.getThrown();
    if (fault != null) {
      out.writeObjectFieldStart("fault");
      out.writeStringField("type", fault.getClass().getName());
      out.writeStringField("message", fault.getMessage());
      out.writeStringField("stack", stack(fault));
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static String stack(Throwable fault) {
    StringWriter stack = new StringWriter();
    fault.printStackTrace(new PrintWriter(stack, true));
    return stack.toString();
  }
}

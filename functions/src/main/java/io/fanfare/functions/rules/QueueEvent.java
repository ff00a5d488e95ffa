package io.fanfare.functions.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fanfare.core.Arn;
import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.functions.model.Limits;
import io.fanfare.queues.model.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The event that a function gets the messages of a queue in, to the letter as Lambda writes it.
 *
 * @param queue whose messages they are
 * @param windowed whether they were gathered for some time, which shows in messages without
 *     attributes
 */
public record QueueEvent(Arn queue, boolean windowed) {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
  private static final JsonMapper MAPPER = new JsonMapper(JSON);

  /** About how long a record is beside its body. */
  private static final int BESIDE_BODY = 1_024;

  private static final byte[] START = "{\"Records\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

  /** The record of {@code message} in JSON. */
  public byte[] record(Message message) {
    return written(message.body().length() + BESIDE_BODY, json -> write(json, message));
  }

  /** The event of {@code messages}, however long it is. */
  public byte[] event(List<Message> messages) {
    long bodies = messages.stream().mapToLong(QueueEvent::length).sum();
    return written(
        Math.toIntExact(bodies + (long) messages.size() * BESIDE_BODY),
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("Records");
          for (Message message : messages) {
            write(json, message);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** What writes JSON. */
  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static byte[] written(int about, Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(about);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("A message cannot be written as JSON", e);
    }
    return bytes.toByteArray();
  }

  private void write(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    json.writeStringField("messageId", message.messageId());
    json.writeStringField("receiptHandle", message.receiptHandle());
    json.writeStringField("body", message.body());
    writeRest(json, message);
    json.writeEndObject();
  }

  /** About how long {@code message} is with its attributes. */
  public static long length(Message message) {
    long length = message.body().length();
    for (Map.Entry<String, MessageAttribute> attribute : message.messageAttributes().entrySet()) {
      Bytes binary = attribute.getValue().binaryValue();
      String text = attribute.getValue().stringValue();
      length += attribute.getKey().length();
      length += binary == null ? 0 : binary.length();
      length += text == null ? 0 : text.length();
    }
    return length;
  }

  private void writeRest(JsonGenerator json, Message message) throws IOException {
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, String> attribute : message.attributes().entrySet()) {
      json.writeStringField(attribute.getKey(), attribute.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("messageAttributes");
    for (Map.Entry<String, MessageAttribute> attribute : message.messageAttributes().entrySet()) {
      json.writeFieldName(attribute.getKey());
      write(json, attribute.getValue());
    }
    json.writeEndObject();
    if (message.md5OfMessageAttributes() != null) {
      json.writeStringField("md5OfMessageAttributes", message.md5OfMessageAttributes());
    } else if (windowed) {
      json.writeNullField("md5OfMessageAttributes");
    }
    json.writeStringField("md5OfBody", message.md5OfBody());
    json.writeStringField("eventSource", "aws:sqs");
    json.writeStringField("eventSourceARN", queue.toString());
    json.writeStringField("awsRegion", queue.region());
  }

  private static void write(JsonGenerator json, MessageAttribute attribute) throws IOException {
    json.writeStartObject();
    Bytes binary = attribute.binaryValue();
    if (binary != null) {
      json.writeStringField("binaryValue", binary.toBase64());
    } else {
      json.writeStringField("stringValue", attribute.stringValue());
    }
    json.writeArrayFieldStart("stringListValues");
    json.writeEndArray();
    json.writeArrayFieldStart("binaryListValues");
    json.writeEndArray();
    json.writeStringField("dataType", attribute.dataType());
    json.writeEndObject();
  }

  /** All of the record of {@code message} but its body, as filters see it. */
  public JsonNode members(Message message) {
    try (TokenBuffer json = new TokenBuffer(MAPPER, false)) {
      json.writeStartObject();
      json.writeStringField("messageId", message.messageId());
      writeRest(json, message);
      json.writeEndObject();
      return MAPPER.readTree(json.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException("A message cannot be read as JSON", e);
    }
  }

  /** The event of {@code records}, of which there is at least one. */
  public static byte[] of(List<byte[]> records) {
    byte[] event = new byte[Math.toIntExact(bytes(records))];
    int at = append(event, 0, START);
    for (int i = 0; i < records.size(); i++) {
      if (i > 0) {
        event[at++] = ',';
      }
      at = append(event, at, records.get(i));
    }
    append(event, at, END);
    return event;
  }

  private static int append(byte[] event, int at, byte[] part) {
    System.arraycopy(part, 0, event, at, part.length);
    return at + part.length;
  }

  /** How many bytes the event of {@code records} has. */
  private static long bytes(List<byte[]> records) {
    long bytes = (long) START.length + END.length + Math.max(0, records.size() - 1);
    for (byte[] record : records) {
      bytes += record.length;
    }
    return bytes;
  }

  /**
   * How many of {@code records} from {@code start} on one event takes: at least one, and as many as
   * {@link Limits#EVENT_BYTES} let it.
   */
  public static int fitting(List<byte[]> records, int start) {
    long bytes = (long) START.length + END.length + records.get(start).length;
    int end = start + 1;
    while (end < records.size()) {
      bytes += 1L + records.get(end).length;
      if (bytes > Limits.EVENT_BYTES) {
        break;
      }
      end++;
    }
    return end - start;
  }
}

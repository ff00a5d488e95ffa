package io.fanfare.topics.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Published;
import io.fanfare.queues.model.SendMessage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One published message on its way to its subscribers. Its envelope is the same for all of them but
 * for the end of the subscription's ARN, so it is written once, with a gap there, and only if
 * somebody wants it.
 */
public final class Notification {

  private static final String TYPE = "Notification";
  private static final JsonFactory JSON = new JsonFactory();

  private final Publication publication;
  private final Origin origin;
  private final @Nullable MessageSignature signature;
  private String envelope = "";
  private int gap;

  /** A message that is not signed. */
  public Notification(Publication publication, Origin origin) {
    this(publication, origin, null);
  }

  private Notification(
      Publication publication, Origin origin, @Nullable MessageSignature signature) {
    this.publication = publication;
    this.origin = origin;
    this.signature = signature;
  }

  /**
   * What a publish gives its message.
   *
   * @param at when it was published, in milliseconds since 1970
   * @param endpoint how the publisher reaches the broker; the link to unsubscribe begins with it
   * @param sequenceNumber its number in a FIFO topic
   */
  public record Origin(
      String topicArn,
      String messageId,
      long at,
      String endpoint,
      @Nullable String sequenceNumber) {}

  public String messageId() {
    return origin.messageId();
  }

  public Publication publication() {
    return publication;
  }

  /** Whether its envelope shows a signature. */
  public boolean isSigned() {
    return signature != null;
  }

  /** The same message with another text. */
  public Notification with(String text) {
    return new Notification(publication.with(text), origin);
  }

  /** The same message, signed. */
  public Notification with(MessageSignature signed) {
    return new Notification(publication, origin, signed);
  }

  /** What is to be signed of the envelope. */
  public String toSign() {
    Map<String, String> signed = new HashMap<>();
    signed.put("Type", TYPE);
    signed.put("MessageId", origin.messageId());
    signed.put("TopicArn", origin.topicArn());
    signed.put("Message", publication.text());
    signed.put("Timestamp", Timestamps.of(origin.at()));
    if (publication.subject() != null) {
      signed.put("Subject", publication.subject());
    }
    return StringToSign.of(signed);
  }

  /**
   * The message as queues get it that want this variant; it names the topic in place of a queue.
   *
   * @throws io.fanfare.core.BrokerException if it is none, such as one of an empty text
   */
  public SendMessage message(Variant variant) {
    return switch (variant.form()) {
      case RAW -> message(variant, publication.text(), publication.attributes());
      case ENVELOPE -> message(variant, envelope(), Map.of());
      case WRAPPED ->
          message(variant, PushedMessage.wrap(origin.messageId(), publication), Map.of());
    };
  }

  /**
   * The message in its envelope for a dead-letter queue, with why no queue takes it raw: {@code
   * ErrorCode} and {@code ErrorMessage}, as the dead letters of AWS's functions have them.
   *
   * @throws io.fanfare.core.BrokerException if it is none
   */
  public SendMessage message(Variant variant, BrokerException reason) {
    return message(
        variant, envelope(), DeadLetterReason.of(reason.code().status(), reason.sentence()));
  }

  /** What consumers of a queue hear of it that gets it raw. */
  public Published published() {
    return new Published(UUID.fromString(origin.messageId()), publication.subject());
  }

  private SendMessage message(
      Variant variant, String body, Map<String, MessageAttribute> attributes) {
    return new SendMessage(
        origin.topicArn(),
        body,
        null,
        attributes,
        Map.of(),
        variant.fifo() ? publication.deduplicationId() : null,
        variant.fifo() || origin.sequenceNumber() == null ? publication.groupId() : null);
  }

  /**
   * The way of the message to the dead-letter queue {@code queue} of a subscription of {@code
   * owner} whose ARN ends with {@code insert}.
   */
  public Redrive redrive(String owner, Arn queue, String insert) {
    String shared = envelope();
    return new Redrive(owner, origin.topicArn(), queue, shared, gap, insert);
  }

  /**
   * Where in the body of this variant the text stands that each subscriber's copy has of its own,
   * if it has one.
   */
  public OptionalInt gap(Variant variant) {
    if (variant.form() != Variant.Form.ENVELOPE) {
      return OptionalInt.empty();
    }
    envelope();
    return OptionalInt.of(gap);
  }

  private String envelope() {
    if (envelope.isEmpty()) {
      write();
    }
    return envelope;
  }

  private void write() {
    StringWriter text = new StringWriter(publication.text().length() + 512);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("Type", TYPE);
      json.writeStringField("MessageId", origin.messageId());
      writeIfPresent(json, "SequenceNumber", origin.sequenceNumber());
      json.writeStringField("TopicArn", origin.topicArn());
      writeIfPresent(json, "Subject", publication.subject());
      json.writeStringField("Message", publication.text());
      json.writeStringField("Timestamp", Timestamps.of(origin.at()));
      if (signature != null) {
        signature.write(json);
      }
      json.writeStringField(
          "UnsubscribeURL",
          origin.endpoint() + "/?Action=Unsubscribe&SubscriptionArn=" + origin.topicArn() + ":");
      json.flush();
      gap = text.getBuffer().length() - 1;
      writeAttributes(json);
      json.writeEndObject();
      json.flush();
      envelope = text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeAttributes(JsonGenerator json) throws IOException {
    if (publication.attributes().isEmpty()) {
      return;
    }
    writeAttributes(json, publication.attributes());
  }

  /** Writes the member {@code MessageAttributes}. */
  static void writeAttributes(JsonGenerator json, Map<String, MessageAttribute> attributes)
      throws IOException {
    json.writeObjectFieldStart("MessageAttributes");
    for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
      MessageAttribute attribute = entry.getValue();
      Bytes bytes = attribute.binaryValue();
      json.writeObjectFieldStart(entry.getKey());
      writeIfPresent(json, "Type", attribute.dataType());
      writeIfPresent(json, "Value", bytes == null ? attribute.stringValue() : bytes.toBase64());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static void writeIfPresent(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}

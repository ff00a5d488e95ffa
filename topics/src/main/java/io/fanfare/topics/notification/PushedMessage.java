package io.fanfare.topics.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the queue of a subscription holds that pushes: an envelope as it is pushed, or, for raw
 * delivery, the message wrapped with what its push tells beside it. Nobody else writes to such a
 * queue, so its bodies say what they are by their first member.
 *
 * @param type as in {@code x-amz-sns-message-type}
 * @param messageId the id of the publish
 * @param body what is pushed
 * @param raw whether that is the message alone
 * @param attributes those of a message that is pushed alone, which its push does not carry
 */
public record PushedMessage(
    Type type,
    String messageId,
    String body,
    boolean raw,
    Map<String, MessageAttribute> attributes) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String WRAPPED = "Raw";

  /** What a message is about, in AWS's words. */
  public enum Type {
    NOTIFICATION("Notification"),
    SUBSCRIPTION_CONFIRMATION("SubscriptionConfirmation"),
    UNSUBSCRIBE_CONFIRMATION("UnsubscribeConfirmation");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    private static Type of(String text) {
      for (Type type : values()) {
        if (type.text.equals(text)) {
          return type;
        }
      }
      throw new IllegalArgumentException("No message is a " + text);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** {@code publication} as the queue of a subscription holds it that wants it raw. */
  static String wrap(String messageId, Publication publication) {
    StringWriter text = new StringWriter(publication.text().length() + 128);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("Type", WRAPPED);
      json.writeStringField("MessageId", messageId);
      if (!publication.attributes().isEmpty()) {
        Notification.writeAttributes(json, publication.attributes());
      }
      json.writeStringField("Message", publication.text());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The message that {@code body} holds. */
  public static PushedMessage read(String body) {
    try (JsonParser json = JSON.createParser(body)) {
      json.nextToken();
      String type = member(json, "Type");
      String messageId = member(json, "MessageId");
      if (!type.equals(WRAPPED)) {
        return new PushedMessage(Type.of(type), messageId, body, false, Map.of());
      }
      Map<String, MessageAttribute> attributes = Map.of();
      if ("MessageAttributes".equals(json.nextFieldName())) {
        json.nextToken();
        attributes = attributes(json);
        json.nextToken();
      }
      return new PushedMessage(
          Type.NOTIFICATION, messageId, json.nextTextValue(), true, attributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String member(JsonParser json, String name) throws IOException {
    if (!name.equals(json.nextFieldName())) {
      throw new IOException("No " + name + " where it is written");
    }
    return json.nextTextValue();
  }

  private static Map<String, MessageAttribute> attributes(JsonParser json) throws IOException {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      attributes.put(name, attribute(json));
    }
    return attributes;
  }

  private static MessageAttribute attribute(JsonParser json) throws IOException {
    String type = "";
    String value = "";
    @Nullable String member = json.nextFieldName();
    while (member != null) {
      String text = json.nextTextValue();
      if (member.equals("Type")) {
        type = text;
      } else {
        value = text;
      }
      member = json.nextFieldName();
    }
    return type.startsWith("Binary")
        ? MessageAttribute.ofBytes(type, Bytes.ofBase64(value))
        : MessageAttribute.ofText(type, value);
  }
}

package io.fanfare.topics.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.fanfare.core.Arn;
import io.fanfare.topics.mobile.PushNotification;
import io.fanfare.topics.notification.Redrive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the queue of a gateway holds: a message to one device.
 *
 * @param messageId what its publisher was answered with
 * @param endpointArn the device as it is known here
 * @param token the device as its platform knows it
 * @param payload what is posted; what is stored of a message with an envelope has it there only
 * @param subject of the message; absent if it has none
 * @param options the message attributes that say how to deliver, such as {@code
 *     AWS.SNS.MOBILE.APNS.TTL}
 * @param redrive where it goes if the gateway gives up; absent if it is lost then
 */
record StoredNotification(
    String messageId,
    String endpointArn,
    String token,
    String payload,
    @Nullable String subject,
    Map<String, String> options,
    @Nullable Redrive redrive) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PAYLOAD = "Payload";
  private static final String REDRIVE = "Redrive";
  private static final String ENVELOPE = "Envelope";
  private static final String OPTION = "AWS.SNS.MOBILE.";

  /** What is stored of {@code notification}. */
  static StoredNotification of(PushNotification notification) {
    Map<String, String> options = new LinkedHashMap<>();
    notification
        .messageAttributes()
        .forEach(
            (name, attribute) -> {
              if (name.startsWith(OPTION) && attribute.stringValue() != null) {
                options.put(name, attribute.stringValue());
              }
            });
    return new StoredNotification(
        notification.messageId(),
        notification.endpointArn(),
        notification.token(),
        notification.payload(),
        notification.subject(),
        options,
        notification.redrive());
  }

  /** The notification that {@code body} holds. */
  static StoredNotification read(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      Map<String, String> options = new LinkedHashMap<>();
      json.path("Options")
          .properties()
          .forEach(option -> options.put(option.getKey(), option.getValue().asText()));
      JsonNode subject = json.path("Subject");
      return new StoredNotification(
          json.path("MessageId").asText(),
          json.path("EndpointArn").asText(),
          json.path("Token").asText(),
          (json.has(REDRIVE)
                  ? json.path(REDRIVE).path(ENVELOPE).path("Message")
                  : json.path(PAYLOAD))
              .asText(),
          subject.isTextual() ? subject.textValue() : null,
          options,
          json.has(REDRIVE) ? redrive(json.path(REDRIVE)) : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Redrive redrive(JsonNode json) {
    return new Redrive(
        json.path("Owner").asText(),
        json.path(ENVELOPE).path("TopicArn").textValue(),
        Arn.parse(json.path("Queue").asText()).orElseThrow(),
        json.path(ENVELOPE).toString());
  }

  /** It as a body of a message. */
  String body() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("MessageId", messageId)
            .put("EndpointArn", endpointArn)
            .put("Token", token);
    if (redrive == null) {
      json.put(PAYLOAD, payload);
    } else {
      json.putObject(REDRIVE)
          .put("Owner", redrive.owner())
          .put("Queue", redrive.queue().toString())
          .putRawValue(ENVELOPE, new RawValue(redrive.envelope()));
    }
    if (subject != null) {
      json.put("Subject", subject);
    }
    ObjectNode all = json.putObject("Options");
    options.forEach(all::put);
    return json.toString();
  }
}

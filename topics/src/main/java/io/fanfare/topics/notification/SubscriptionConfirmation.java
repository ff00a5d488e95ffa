package io.fanfare.topics.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fanfare.core.Arn;
import io.fanfare.queues.model.SendMessage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The message that asks an endpoint to confirm its subscription.
 *
 * @param messageId its id
 * @param token what confirms the subscription
 * @param at when it was made, in milliseconds since 1970
 * @param endpoint how the subscriber reaches the broker; the link to confirm begins with it
 */
public record SubscriptionConfirmation(
    String messageId, String topicArn, String token, long at, String endpoint) {

  private static final String TYPE = "SubscriptionConfirmation";
  private static final JsonFactory JSON = new JsonFactory();

  /** What is to be signed of it. */
  public String toSign() {
    return StringToSign.of(
        Map.of(
            "Type", TYPE,
            "MessageId", messageId,
            "Token", token,
            "TopicArn", topicArn,
            "Message", sentence(),
            "SubscribeURL", link(),
            "Timestamp", Timestamps.of(at)));
  }

  /**
   * The message as {@code queue} gets it, with its {@code signature}.
   *
   * @param fifo whether it is a FIFO queue
   */
  public SendMessage messageFor(Arn queue, boolean fifo, MessageSignature signature) {
    return new SendMessage(
        queue.resource(),
        body(signature),
        null,
        Map.of(),
        Map.of(),
        fifo ? messageId : null,
        fifo ? messageId : null);
  }

  String body(MessageSignature signature) {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("Type", TYPE);
      json.writeStringField("MessageId", messageId);
      json.writeStringField("Token", token);
      json.writeStringField("TopicArn", topicArn);
      json.writeStringField("Message", sentence());
      json.writeStringField("SubscribeURL", link());
      json.writeStringField("Timestamp", Timestamps.of(at));
      signature.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private String sentence() {
    return "You have chosen to subscribe to the topic "
        + topicArn
        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.";
  }

  private String link() {
    return endpoint + "/?Action=ConfirmSubscription&TopicArn=" + topicArn + "&Token=" + token;
  }
}

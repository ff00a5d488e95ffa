package io.fanfare.topics.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fanfare.core.Arn;
import io.fanfare.queues.model.SendMessage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message that asks an endpoint to confirm its subscription, or offers it to restore one.
 *
 * @param messageId its id
 * @param token what confirms the subscription
 * @param at when it was made, in milliseconds since 1970
 * @param endpoint how the subscriber reaches the broker; the link to confirm begins with it
 * @param ended the ARN of the subscription that has ended and may be restored; absent if it is to
 *     be confirmed
 */
public record SubscriptionConfirmation(
    String messageId,
    String topicArn,
    String token,
    long at,
    String endpoint,
    @Nullable String ended) {

  private static final JsonFactory JSON = new JsonFactory();

  /** What is to be signed of it. */
  public String toSign() {
    return StringToSign.of(
        Map.of(
            "Type", type(),
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
      json.writeStringField("Type", type());
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

  private String type() {
    PushedMessage.Type type =
        ended == null
            ? PushedMessage.Type.SUBSCRIPTION_CONFIRMATION
            : PushedMessage.Type.UNSUBSCRIBE_CONFIRMATION;
    return type.toString();
  }

  private String sentence() {
    if (ended != null) {
      return "You have chosen to deactivate subscription "
          + ended
          + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL"
          + " included in this message.";
    }
    return "You have chosen to subscribe to the topic "
        + topicArn
        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.";
  }

  private String link() {
    return endpoint + "/?Action=ConfirmSubscription&TopicArn=" + topicArn + "&Token=" + token;
  }
}

package io.fanfare.topics.model;

import io.fanfare.core.AlwaysPresent;
import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells who would get a message if it were published to a topic, which AWS does not have. Nothing
 * is published. The members are those of {@link Publish}, and are refused as it refuses them; a
 * FIFO topic is not asked whether it knows the message.
 *
 * @param topicArn the topic's ARN; this or {@code targetArn} is required
 * @param targetArn the same under another name; devices have no subscriptions
 * @param message what would be published
 * @param subject none by default
 * @param messageStructure {@code json} if the message has a text for each protocol
 * @param messageAttributes values by name, to filter by
 * @param messageDeduplicationId required where a publish requires it
 * @param messageGroupId required by FIFO topics
 * @param nextToken what the page before answered with; the first page by default. {@code
 *     InvalidParameter} if it is none
 */
public record PreviewPublish(
    @Nullable String topicArn,
    @Nullable String targetArn,
    @Nullable String message,
    @Nullable String subject,
    @Nullable String messageStructure,
    Map<String, MessageAttribute> messageAttributes,
    @Nullable String messageDeduplicationId,
    @Nullable String messageGroupId,
    @Nullable String nextToken) {

  public PreviewPublish {
    messageAttributes = Lists.orEmpty(messageAttributes);
  }

  /** What {@code message} to a topic would come to. */
  public PreviewPublish(Publish message) {
    this(
        message.topicArn(),
        message.targetArn(),
        message.message(),
        message.subject(),
        message.messageStructure(),
        message.messageAttributes(),
        message.messageDeduplicationId(),
        message.messageGroupId(),
        null);
  }

  /** The message, as it would be published. */
  public Publish publish() {
    return new Publish(
        topicArn,
        targetArn,
        null,
        message,
        subject,
        messageStructure,
        messageAttributes,
        messageDeduplicationId,
        messageGroupId);
  }

  /**
   * A page of the topic's subscriptions, in the order in which they were made.
   *
   * @param subscriptions at most {@link Limits#PAGE}; may be empty
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(
      @AlwaysPresent List<PreviewedSubscription> subscriptions, @Nullable String nextToken) {

    public Result {
      subscriptions = List.copyOf(subscriptions);
    }
  }

  /**
   * A subscription, and whether it would get the message.
   *
   * @param subscriptionArn its ARN, also if it is not confirmed
   * @param protocol what {@link Protocol} spells
   * @param endpoint where it is delivered, in the form of the protocol
   * @param matches whether it is confirmed, is delivered to at all, and its filter lets the message
   *     pass
   */
  public record PreviewedSubscription(
      String subscriptionArn, String protocol, String endpoint, boolean matches) {}
}

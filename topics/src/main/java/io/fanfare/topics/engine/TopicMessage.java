package io.fanfare.topics.engine;

import io.fanfare.topics.listener.HeardMessage;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.notification.Publication;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message that a topic has taken in and numbered, on its way to the subscribers. */
public sealed interface TopicMessage permits StandardMessage, FifoMessage {

  UUID id();

  /** When it was published, in milliseconds since 1970. */
  long at();

  /** What was published. */
  Publication publication();

  /** How its publisher reaches the broker. */
  String endpoint();

  /** Its number in a FIFO topic, as users see it; null in a standard topic. */
  @Nullable String sequenceNumber();

  /** What its publisher is told once it has arrived. */
  default Receipt receipt() {
    return new Receipt(id().toString(), sequenceNumber());
  }

  /** What listeners hear. */
  default HeardMessage heard() {
    Publication published = publication();
    return new HeardMessage(
        new HeardMessage.Id(id().toString(), at(), published.deduplicationId(), sequenceNumber()),
        published.text(),
        published.subject(),
        published.attributes(),
        published.groupId(),
        published.size());
  }

  /** What the subscribers of {@code topicArn} are sent; not signed yet. */
  default Notification notification(String topicArn) {
    return new Notification(
        publication(),
        new Notification.Origin(topicArn, id().toString(), at(), endpoint(), sequenceNumber()));
  }
}

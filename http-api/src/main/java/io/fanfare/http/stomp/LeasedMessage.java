package io.fanfare.http.stomp;

import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Published;
import io.fanfare.queues.consumer.Lease;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a queue, held by its lease.
 *
 * @param published what its topic knows of it, if it is one of the topic for who subscribed; null
 *     if it is one of the queue
 */
record LeasedMessage(Lease lease, @Nullable Published published) implements Delivered {

  /** The headers that a queue's message can have, by the names that AWS gives them. */
  private static final Map<String, String> BY_ATTRIBUTE =
      Map.of(
          "ApproximateReceiveCount", Names.RECEIVE_COUNT,
          "SentTimestamp", Names.TIMESTAMP,
          "MessageGroupId", Names.GROUP,
          "MessageDeduplicationId", Names.DEDUPLICATION,
          "SequenceNumber", Names.SEQUENCE,
          "AWSTraceHeader", Names.TRACE,
          "DeadLetterQueueSourceArn", Names.SOURCE);

  @Override
  public String messageId() {
    return published == null ? lease.messageId() : published.messageId().toString();
  }

  @Override
  public String body() {
    return lease.body();
  }

  @Override
  public Map<String, MessageAttribute> attributes() {
    return lease.attributes();
  }

  @Override
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    lease
        .systemAttributes()
        .forEach(
            (name, value) -> {
              String header = BY_ATTRIBUTE.get(name);
              if (header != null) {
                headers.put(header, value);
              }
            });
    String subject = published == null ? null : published.subject();
    if (subject != null) {
      headers.put(Names.SUBJECT, subject);
    }
    return headers;
  }

  @Override
  public Future<Void> delete() {
    return lease.delete();
  }

  @Override
  public Future<Void> release(Duration delay) {
    return lease.release(delay);
  }
}

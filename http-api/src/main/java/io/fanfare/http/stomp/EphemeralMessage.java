package io.fanfare.http.stomp;

import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.listener.HeardMessage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message of a topic that nobody else holds. */
record EphemeralMessage(TopicFeed feed, EphemeralQueue.Item item) implements Delivered {

  @Override
  public String messageId() {
    return item.message().id().messageId();
  }

  @Override
  public String body() {
    return item.message().text();
  }

  @Override
  public Map<String, MessageAttribute> attributes() {
    return item.message().attributes();
  }

  @Override
  public Map<String, String> headers() {
    HeardMessage.Id id = item.message().id();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Names.TIMESTAMP, Long.toString(id.publishedAt()));
    put(headers, Names.GROUP, item.message().group());
    put(headers, Names.DEDUPLICATION, id.deduplicationId());
    put(headers, Names.SEQUENCE, id.sequenceNumber());
    put(headers, Names.SUBJECT, item.message().subject());
    return headers;
  }

  private static void put(Map<String, String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }

  @Override
  public Future<Void> delete() {
    return feed.settle(item);
  }

  @Override
  public Future<Void> release(Duration delay) {
    return feed.giveBack(item, delay);
  }
}

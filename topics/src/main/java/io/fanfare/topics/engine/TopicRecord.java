package io.fanfare.topics.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Lists;
import io.fanfare.topics.model.TopicAttribute;
import java.util.Map;

/**
 * What is known of a topic beside its subscriptions.
 *
 * @param id never used for another topic
 */
public record TopicRecord(long id, String arn, Attributes attributes, Map<String, String> tags) {

  private static final int VERSION = 1;

  public TopicRecord {
    tags = Lists.orEmpty(tags);
  }

  /** The topic that {@code row} keeps. */
  public static TopicRecord decode(long id, byte[] row) {
    RowReader reader = new RowReader("topic", VERSION, row);
    return new TopicRecord(id, reader.text(), new Attributes(reader.map()), reader.map());
  }

  /** The change that makes this the topic's row. */
  public Change put() {
    byte[] row = new RowWriter(VERSION).text(arn).map(attributes.texts()).map(tags).toRow();
    return Change.put(TopicTables.TOPICS, Key.of(id), row);
  }

  Change remove() {
    return Change.remove(TopicTables.TOPICS, Key.of(id));
  }

  /** How many bytes a message of the topic may have with its attributes. */
  public int maximumMessageSize() {
    return attributes.get(TopicAttribute.MAXIMUM_MESSAGE_SIZE);
  }

  /** Whether it keeps the order of its messages: no other topic's name has a full stop. */
  public boolean isFifo() {
    return arn.endsWith(".fifo");
  }

  /** How its HTTP endpoints are delivered to, as it was set; empty for the default. */
  String deliveryPolicy() {
    return attributes.texts().getOrDefault("DeliveryPolicy", "");
  }

  /** Whether it keeps what is published, to replay it. */
  boolean hasArchive() {
    String policy = attributes.texts().getOrDefault("ArchivePolicy", "").strip();
    return !policy.isEmpty() && !policy.equals("{}");
  }

  /** The region and account whose topic it is. */
  public String scope() {
    return Arn.parse(arn).map(parsed -> scope(parsed.region(), parsed.account())).orElseThrow();
  }

  /** The name of the name space of {@code account} in {@code region}. */
  public static String scope(String region, String account) {
    return region + ":" + account;
  }
}

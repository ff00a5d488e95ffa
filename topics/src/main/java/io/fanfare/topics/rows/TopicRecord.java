package io.fanfare.topics.rows;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Lists;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.topics.model.TopicAttribute;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a topic beside its subscriptions.
 *
 * @param id never used for another topic
 * @param deletedSubscriptions how many subscriptions it had and has no more
 */
public record TopicRecord(
    long id,
    String arn,
    Attributes attributes,
    Map<String, String> tags,
    long deletedSubscriptions) {

  private static final int VERSION = 2;
  private static final String FIFO = ".fifo";

  public TopicRecord {
    tags = Lists.orEmpty(tags);
  }

  /** A new topic. */
  public TopicRecord(long id, String arn, Attributes attributes, Map<String, String> tags) {
    this(id, arn, attributes, tags, 0);
  }

  /** The topic that {@code row} keeps. */
  public static TopicRecord decode(long id, byte[] row) {
    RowReader reader = new RowReader("topic", VERSION, row);
    return new TopicRecord(
        id,
        reader.text(),
        new Attributes(reader.map()),
        reader.map(),
        reader.format() == 1 ? 0 : reader.int64());
  }

  /** The change that makes this the topic's row. */
  public Change put() {
    byte[] row =
        new RowWriter(VERSION)
            .text(arn)
            .map(attributes.texts())
            .map(tags)
            .int64(deletedSubscriptions)
            .toRow();
    return Change.put(TopicTables.TOPICS, Key.of(id), row);
  }

  /** The change that removes the row. */
  public Change remove() {
    return Change.remove(TopicTables.TOPICS, Key.of(id));
  }

  /** The change that marks what the topic leaves behind for removal. */
  public Change leaveBehind() {
    return Change.put(TopicTables.GARBAGE, Key.of(id), new RowWriter(1, 1).toRow());
  }

  public TopicRecord with(Attributes changed) {
    return new TopicRecord(id, arn, changed, tags, deletedSubscriptions);
  }

  public TopicRecord with(Map<String, String> changedTags) {
    return new TopicRecord(id, arn, attributes, changedTags, deletedSubscriptions);
  }

  /** The topic once one more of its subscriptions has ended. */
  public TopicRecord withoutSubscription() {
    return new TopicRecord(id, arn, attributes, tags, deletedSubscriptions + 1);
  }

  /** The ARN in its parts. */
  public Arn parsedArn() {
    return Arn.parse(arn).orElseThrow();
  }

  /** The data protection policy, if there is one. */
  public Optional<String> dataProtectionPolicy() {
    return attributes.text(TopicAttribute.DATA_PROTECTION_POLICY);
  }

  /** By which rules its messages are signed. */
  public String signatureVersion() {
    return attributes.get(TopicAttribute.SIGNATURE_VERSION);
  }

  /** How many bytes a message of the topic may have with its attributes. */
  public int maximumMessageSize() {
    return attributes.get(TopicAttribute.MAXIMUM_MESSAGE_SIZE);
  }

  /** Whether it keeps the order of its messages: no other topic's name has a full stop. */
  public boolean isFifo() {
    return arn.endsWith(FIFO);
  }

  /** Whether messages without a deduplication id are known by their content. */
  public boolean knowsByContent() {
    return attributes.get(TopicAttribute.CONTENT_BASED_DEDUPLICATION);
  }

  /** Whether deduplication ids count within their message groups only. */
  public boolean knowsWithinGroups() {
    return attributes
        .find(TopicAttribute.FIFO_THROUGHPUT_SCOPE)
        .filter(TopicAttribute.SCOPE_OF_GROUPS::equals)
        .isPresent();
  }

  /** How its HTTP endpoints are delivered to, as it was set; empty for the default. */
  public String deliveryPolicy() {
    return attributes.texts().getOrDefault("DeliveryPolicy", "");
  }

  /** The region and account whose topic it is. */
  public String scope() {
    Arn parsed = parsedArn();
    return scope(parsed.region(), parsed.account());
  }

  /** The name of the name space of {@code account} in {@code region}. */
  public static String scope(String region, String account) {
    return region + ":" + account;
  }
}

package io.fanfare.topics.rows;

import io.fanfare.core.Key;
import io.fanfare.core.Table;

/** The tables of the topics. */
public final class TopicTables {

  /** A row a topic, by its id: ARN, attributes, tags. */
  public static final Table TOPICS = Table.of("topics");

  /** A row a subscription, by its topic's id and its own. */
  public static final Table SUBSCRIPTIONS = Table.of("subscriptions");

  /** A row for the text messages of an account in a region, by an id: what it has set. */
  public static final Table SMS_SETTINGS = Table.of("text-messages");

  /** A row an application for devices, by its region and account, and its ARN. */
  public static final Table APPLICATIONS = Table.of("applications");

  /** A row an endpoint, by its application's id and its own. */
  public static final Table ENDPOINTS = Table.of("endpoints");

  /** Which endpoint has a token, by the application's id and the token. */
  public static final Table ENDPOINT_TOKENS = Table.of("endpoint-tokens");

  /** The one key that messages are signed with. */
  public static final Table SIGNING = Table.of("signing");

  /** What FIFO topics published during the last five minutes, by the number of the message. */
  public static final Table DEDUPLICATION = Table.of("topic-deduplication");

  /**
   * What FIFO topics with an ArchivePolicy published, by the time and the number of the message.
   */
  public static final Table ARCHIVE = Table.of("topic-archive");

  /** The last replay of each subscription, by the topic's id and its own. */
  public static final Table REPLAYS = Table.of("replays");

  /** Deleted FIFO topics and applications that have rows to be removed, by id. */
  public static final Table GARBAGE = Table.of("topic-garbage");

  private TopicTables() {}

  /**
   * Where in {@link #ARCHIVE} the messages stand that {@code topic} published from {@code at} on.
   */
  public static Key archivedFrom(long topic, long at) {
    return new Key(topic, at, Long.MIN_VALUE);
  }
}

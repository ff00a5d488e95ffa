package io.fanfare.topics.engine;

import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;

/**
 * A subscription as it is stored.
 *
 * @param topic the id of its topic
 * @param id never used for another subscription
 * @param arn the topic's ARN and a UUID
 */
public record SubscriptionRecord(
    long topic, long id, String arn, Target target, Attributes attributes) {

  private static final int VERSION = 1;

  /** Where a subscription delivers to. */
  public record Target(String protocol, String endpoint) {}

  /** The subscription that {@code row} keeps. */
  public static SubscriptionRecord decode(Row row) {
    RowReader reader = new RowReader("subscription", VERSION, row.value());
    return new SubscriptionRecord(
        row.key().owner(),
        row.key().sequence(),
        reader.text(),
        new Target(reader.text(), reader.text()),
        new Attributes(reader.map()));
  }

  /** The change that makes this the subscription's row. */
  public Change put() {
    byte[] row =
        new RowWriter(VERSION)
            .text(arn)
            .text(target.protocol())
            .text(target.endpoint())
            .map(attributes.texts())
            .toRow();
    return Change.put(TopicTables.SUBSCRIPTIONS, key(), row);
  }

  Change remove() {
    return Change.remove(TopicTables.SUBSCRIPTIONS, key());
  }

  private Key key() {
    return new Key(topic, 0, id);
  }
}

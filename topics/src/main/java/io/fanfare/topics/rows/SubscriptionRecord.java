package io.fanfare.topics.rows;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.topics.rows.Confirmation.State;

/**
 * A subscription as it is stored.
 *
 * @param topic the id of its topic
 * @param id never used for another subscription
 * @param arn the topic's ARN and a UUID
 * @param owner the account of who subscribed
 */
public record SubscriptionRecord(
    long topic,
    long id,
    String arn,
    Target target,
    Attributes attributes,
    String owner,
    Confirmation confirmation) {

  private static final int VERSION = 3;

  /** The last format that kept the token itself. */
  private static final int VERSION_WITH_TOKEN = 2;

  /** Where a subscription delivers to. */
  public record Target(String protocol, String endpoint) {

    public Target {
      // There are few protocols, and many subscriptions.
      protocol = protocol.intern();
    }
  }

  public SubscriptionRecord {
    owner = owner.intern();
    attributes = attributes.kept();
  }

  /** A subscription as the first version knew it: of the topic's owner, who needs to ask nobody. */
  public SubscriptionRecord(long topic, long id, String arn, Target target, Attributes attributes) {
    this(
        topic,
        id,
        arn,
        target,
        attributes,
        Arn.parse(arn).orElseThrow().account(),
        Confirmation.needless(0));
  }

  /** The subscription that {@code row} keeps. */
  public static SubscriptionRecord decode(Row row) {
    RowReader reader = new RowReader("subscription", VERSION, row.value());
    SubscriptionRecord first =
        new SubscriptionRecord(
            row.key().owner(),
            row.key().sequence(),
            reader.text(),
            new Target(reader.text(), reader.text()),
            new Attributes(reader.map()));
    return reader.format() == 1
        ? first
        : new SubscriptionRecord(
            first.topic,
            first.id,
            first.arn,
            first.target,
            first.attributes,
            reader.text(),
            confirmation(reader));
  }

  private static Confirmation confirmation(RowReader reader) {
    State state = State.valueOf(reader.text());
    String token = reader.text();
    boolean plain = reader.format() <= VERSION_WITH_TOKEN && !token.isEmpty();
    return new Confirmation(
        state, plain ? Token.digest(token) : token, reader.int64(), reader.flag());
  }

  /** The subscription with other attributes. */
  public SubscriptionRecord with(Attributes changed) {
    return new SubscriptionRecord(topic, id, arn, target, changed, owner, confirmation);
  }

  /** The subscription with another state of its confirmation. */
  public SubscriptionRecord with(Confirmation changed) {
    return new SubscriptionRecord(topic, id, arn, target, attributes, owner, changed);
  }

  /** The change that makes this the subscription's row. */
  public Change put() {
    byte[] row =
        new RowWriter(VERSION)
            .text(arn)
            .text(target.protocol())
            .text(target.endpoint())
            .map(attributes.texts())
            .text(owner)
            .text(confirmation.state().name())
            .text(confirmation.digests())
            .int64(confirmation.since())
            .flag(confirmation.guarded())
            .toRow();
    return Change.put(TopicTables.SUBSCRIPTIONS, key(), row);
  }

  /** The change that removes the row. */
  public Change remove() {
    return Change.remove(TopicTables.SUBSCRIPTIONS, key());
  }

  private Key key() {
    return new Key(topic, 0, id);
  }
}

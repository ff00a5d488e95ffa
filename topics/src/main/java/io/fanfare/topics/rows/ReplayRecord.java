package io.fanfare.topics.rows;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.topics.model.ReplayStatus;

/**
 * A replay as it is stored.
 *
 * @param topic the id of the topic
 * @param subscription the id of the subscription, which has one replay at a time
 * @param number never used for another replay
 * @param policy the text of its ReplayPolicy
 * @param status how far it has come
 * @param next where in the archive it goes on
 */
public record ReplayRecord(
    long topic, long subscription, long number, String policy, ReplayStatus status, Key next) {

  private static final int VERSION = 1;

  /** The replay that {@code row} keeps. */
  public static ReplayRecord decode(Row row) {
    RowReader reader = new RowReader("replay", VERSION, row.value());
    long topic = row.key().owner();
    return new ReplayRecord(
        topic,
        row.key().sequence(),
        Long.parseLong(reader.text()),
        reader.text(),
        ReplayStatus.valueOf(reader.text()),
        new Key(topic, Long.parseLong(reader.text()), Long.parseLong(reader.text())));
  }

  /** The change that makes this the replay's row. */
  public Change put() {
    byte[] row =
        new RowWriter(VERSION)
            .text(Long.toString(number))
            .text(policy)
            .text(status.name())
            .text(Long.toString(next.order()))
            .text(Long.toString(next.sequence()))
            .toRow();
    return Change.put(TopicTables.REPLAYS, key(), row);
  }

  /** The change that forgets the replay. */
  public Change remove() {
    return Change.remove(TopicTables.REPLAYS, key());
  }

  /** The replay when it goes on at {@code changed}. */
  public ReplayRecord at(Key changed) {
    return new ReplayRecord(topic, subscription, number, policy, status, changed);
  }

  /** The replay in another status. */
  public ReplayRecord with(ReplayStatus changed) {
    return new ReplayRecord(topic, subscription, number, policy, changed, next);
  }

  private Key key() {
    return new Key(topic, 0, subscription);
  }
}

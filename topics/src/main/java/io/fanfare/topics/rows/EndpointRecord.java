package io.fanfare.topics.rows;

import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import java.util.UUID;

/**
 * A device that takes push notifications, as it is stored.
 *
 * @param application the id of its application
 * @param id what its ARN ends with
 * @param attributes what was set, with the token
 */
public record EndpointRecord(long application, UUID id, Attributes attributes) {

  private static final int VERSION = 1;

  /** The endpoint that {@code row} keeps at {@code key}. */
  public static EndpointRecord decode(Key key, byte[] row) {
    RowReader reader = new RowReader("endpoint", VERSION, row);
    return new EndpointRecord(
        key.owner(), new UUID(key.order(), key.sequence()), new Attributes(reader.map()));
  }

  /** Where the endpoint {@code id} of {@code application} stands. */
  public static Key key(long application, UUID id) {
    return new Key(application, id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  /** The change that makes this the endpoint's row. */
  public Change put() {
    byte[] row = new RowWriter(VERSION).map(attributes.texts()).toRow();
    return Change.put(TopicTables.ENDPOINTS, key(application, id), row);
  }

  /** The change that removes the row. */
  public Change remove() {
    return Change.remove(TopicTables.ENDPOINTS, key(application, id));
  }

  /** The endpoint with other attributes. */
  public EndpointRecord with(Attributes changed) {
    return new EndpointRecord(application, id, changed);
  }
}

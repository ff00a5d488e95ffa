package io.fanfare.topics.rows;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import java.util.UUID;

/**
 * Which endpoint of an application has a token, as it is stored.
 *
 * @param application the id of the application
 * @param token of which only the digest is stored here
 */
public record TokenRecord(long application, String token, UUID endpoint) {

  private static final int VERSION = 1;

  /** The endpoint that {@code row} names. */
  public static UUID endpoint(byte[] row) {
    return new RowReader("endpoint token", VERSION, row).uuid();
  }

  /** Where it stands which endpoint of {@code application} has {@code token}. */
  public static Key key(long application, String token) {
    return DigestKey.of(application, token);
  }

  /** The change that makes this the token's row. */
  public Change put() {
    byte[] row = new RowWriter(VERSION).uuid(endpoint).toRow();
    return Change.put(TopicTables.ENDPOINT_TOKENS, key(application, token), row);
  }

  /** The change that removes the row. */
  public Change remove() {
    return Change.remove(TopicTables.ENDPOINT_TOKENS, key(application, token));
  }
}

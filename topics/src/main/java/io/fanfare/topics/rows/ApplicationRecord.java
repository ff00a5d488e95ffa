package io.fanfare.topics.rows;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;

/**
 * An application that takes push notifications, as it is stored.
 *
 * @param id never used for another one, also not for one of the same name
 * @param attributes what was set, with the credentials
 */
public record ApplicationRecord(long id, String arn, Attributes attributes) {

  private static final int VERSION = 1;

  /** The application that {@code row} keeps. */
  public static ApplicationRecord decode(byte[] row) {
    RowReader reader = new RowReader("application", VERSION, row);
    return new ApplicationRecord(reader.int64(), reader.text(), new Attributes(reader.map()));
  }

  /** Where the application {@code arn} of {@code scope} stands. */
  public static Key key(String scope, String arn) {
    return DigestKey.of(owner(scope), arn);
  }

  /** Whose rows the applications of {@code scope} are; seldom those of another scope, too. */
  public static long owner(String scope) {
    return DigestKey.owner(scope);
  }

  /** The change that makes this the application's row. */
  public Change put() {
    byte[] row = new RowWriter(VERSION).int64(id).text(arn).map(attributes.texts()).toRow();
    return Change.put(TopicTables.APPLICATIONS, key(scope(), arn), row);
  }

  /** The change that removes the row. */
  public Change remove() {
    return Change.remove(TopicTables.APPLICATIONS, key(scope(), arn));
  }

  /** The change that marks what the application leaves behind for removal. */
  public Change leaveBehind() {
    return Change.put(TopicTables.GARBAGE, Key.of(id), new RowWriter(1, 1).toRow());
  }

  /** The application with other attributes. */
  public ApplicationRecord with(Attributes changed) {
    return new ApplicationRecord(id, arn, changed);
  }

  /** The region and account whose application it is. */
  public String scope() {
    Arn parsed = Arn.parse(arn).orElseThrow();
    return TopicRecord.scope(parsed.region(), parsed.account());
  }
}

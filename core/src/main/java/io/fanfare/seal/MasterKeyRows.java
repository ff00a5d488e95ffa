package io.fanfare.seal;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows by which a store knows the master keys that may have sealed something in it: a sealed
 * row that holds nothing for each, so that another file of keys is found out before it is used.
 */
public final class MasterKeyRows {

  /** A row a master key, by its id. */
  public static final Table TABLE = Table.of("master-keys");

  private static final long OWNER = 1;
  private static final byte[] NOTHING = {};

  private MasterKeyRows() {}

  /** The first key of the table, and the first behind it. */
  public static List<Key> range() {
    return List.of(Key.first(OWNER), Key.afterAll(OWNER));
  }

  /** The rows of those of {@code keys} that are enabled and not among {@code known}. */
  public static List<Row> missing(MasterKeys keys, List<Row> known, RandomGenerator chance) {
    Set<Key> there = known.stream().map(Row::key).collect(Collectors.toSet());
    List<Row> rows = new ArrayList<>();
    for (MasterKey key : keys.all()) {
      Key at =
          new Key(OWNER, key.id().getMostSignificantBits(), key.id().getLeastSignificantBits());
      if (key.isEnabled() && !there.contains(at)) {
        DataKey wrapped = DataKey.make(key, 0, 0, chance);
        rows.add(new Row(at, wrapped.seal(NOTHING, Place.of(TABLE, at))));
      }
    }
    return rows;
  }

  /** The changes by which the store has {@code rows}. */
  public static List<Change> put(List<Row> rows) {
    return rows.stream().map(row -> Change.put(TABLE, row.key(), row.value())).toList();
  }

  /**
   * What is wrong with {@code keys} for a store that has {@code known}, a sentence each: a key that
   * is not there, or that is another.
   *
   * @param keys absent if there is no key file
   */
  public static List<String> complaints(
      @Nullable MasterKeys keys, List<Row> known, RandomGenerator chance) {
    List<String> complaints = new ArrayList<>();
    MasterKeys given = keys == null ? new MasterKeys(List.of()) : keys;
    Seals seals = new Seals(given, () -> 0, chance);
    for (Row row : known) {
      UUID id = new UUID(row.key().order(), row.key().sequence());
      MasterKey key = given.find(id).orElse(null);
      if (key == null) {
        complaints.add("The key " + id + " is missing, by which something is sealed here.");
      } else if (key.state() != MasterKey.State.DELETED && !opens(seals, row)) {
        complaints.add("The key " + id + " is another one than that by which something is sealed.");
      }
    }
    return complaints;
  }

  private static boolean opens(Seals seals, Row row) {
    try {
      return seals.openOwn(row.value(), Place.of(TABLE, row.key())).length == 0
          && Seals.isSealed(row.value());
    } catch (RuntimeException broken) {
      return false;
    }
  }
}

package io.fanfare.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Row;
import io.fanfare.seal.MasterKey.State;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A store knows the keys that may have sealed something in it, and no others do. */
class MasterKeyRowsTest {

  private static final String MISSING = "The key %s is missing, by which something is sealed here.";
  private static final String ANOTHER =
      "The key %s is another one than that by which something is sealed.";

  private final SecureRandom chance = new SecureRandom();

  private static MasterKey key(long number, State state, int bytes) {
    byte[] key = new byte[MasterKey.BYTES];
    Arrays.fill(key, (byte) bytes);
    return new MasterKey(id(number), Set.of("alias/aws/sqs"), Instant.EPOCH, state, key);
  }

  private static UUID id(long number) {
    return new UUID(7, number);
  }

  private List<String> complaints(List<Row> known, MasterKey... keys) {
    return complaints(known, new MasterKeys(List.of(keys)));
  }

  private List<String> complaints(List<Row> known, @Nullable MasterKeys keys) {
    return MasterKeyRows.complaints(keys, known, chance);
  }

  private List<Row> rows(List<Row> known, MasterKey... keys) {
    List<Row> all = new ArrayList<>(known);
    all.addAll(MasterKeyRows.missing(new MasterKeys(List.of(keys)), known, chance));
    return all;
  }

  @Test
  void theKeysThatWereThereHaveToBeThereAndTheSame() {
    MasterKey first = key(1, State.ENABLED, 1);
    MasterKey second = key(2, State.ENABLED, 2);
    List<Row> known = rows(List.of(), first, second);
    assertEquals(2, known.size());
    assertEquals(List.of(), complaints(known, first, second, key(3, State.ENABLED, 3)));
    assertEquals(List.of(MISSING.formatted(id(2))), complaints(known, first));
    assertEquals(
        List.of(ANOTHER.formatted(id(2))), complaints(known, first, key(2, State.ENABLED, 3)));
    assertEquals(
        List.of(MISSING.formatted(id(1)), MISSING.formatted(id(2))),
        complaints(known, (MasterKeys) null));
  }

  @Test
  void aKeyThatIsDisabledHasToBeTheSameAndOneThatIsDeletedOnlyToBeNamed() {
    List<Row> known = rows(List.of(), key(1, State.ENABLED, 1));
    assertEquals(List.of(), complaints(known, key(1, State.DISABLED, 1)));
    assertEquals(List.of(ANOTHER.formatted(id(1))), complaints(known, key(1, State.DISABLED, 2)));
    MasterKey deleted = new MasterKey(id(1), Set.of(), Instant.EPOCH, State.DELETED, null);
    assertEquals(List.of(), complaints(known, deleted));
  }

  @Test
  void onlyWhatIsNewAndEnabledIsAdded() {
    List<Row> known = rows(List.of(), key(1, State.ENABLED, 1), key(2, State.DISABLED, 2));
    assertEquals(1, known.size());
    assertEquals(known, rows(known, key(1, State.ENABLED, 1)));
    assertEquals(2, rows(known, key(1, State.ENABLED, 1), key(2, State.ENABLED, 2)).size());
  }

  @Test
  void aRowThatIsDamagedOrIsNotSealedTellsOfNoKey() {
    MasterKey key = key(1, State.ENABLED, 1);
    Row row = rows(List.of(), key).get(0);
    byte[] flipped = row.value().clone();
    flipped[flipped.length - 1] ^= 1;
    for (byte[] value : List.of(flipped, new byte[0], new byte[] {1})) {
      assertEquals(
          List.of(ANOTHER.formatted(id(1))), complaints(List.of(new Row(row.key(), value)), key));
    }
  }
}

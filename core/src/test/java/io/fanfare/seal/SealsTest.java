package io.fanfare.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Key;
import io.fanfare.core.RowFormatException;
import io.fanfare.core.RowReader;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.seal.MasterKey.State;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sealed opens where it was sealed for, by its key, and nowhere and by nothing else. */
class SealsTest {

  private static final String ID = "00000000-0000-0001-0000-000000000002";
  private static final String OTHER = "00000000-0000-0001-0000-000000000003";
  private static final Place PLACE = new Place("bodies", new Key(7, 8, 9));

  /** Of the formats of rows that are sealed. */
  private static final int NEWEST_FORMAT = 3;

  private static final byte[] ROW = "what somebody sent".getBytes(UTF_8);

  private final VirtualClock clock = new VirtualClock();
  private final Seals seals = seals(key(ID, 1, State.ENABLED, 1));
  private final DataKeySlot slot = new DataKeySlot(5);

  private Seals seals(MasterKey... keys) {
    return new Seals(new MasterKeys(List.of(keys)), clock::millis, new SecureRandom());
  }

  private static MasterKey key(String id, long created, State state, int bytes) {
    byte[] key = new byte[MasterKey.BYTES];
    Arrays.fill(key, (byte) bytes);
    Set<String> aliases = Set.of("alias/aws/sqs", "alias/a");
    return new MasterKey(UUID.fromString(id), aliases, Instant.ofEpochSecond(created), state, key);
  }

  private byte[] sealed() {
    return seals.key(slot, Sealing.MANAGED).orElseThrow().seal(ROW, PLACE);
  }

  @Test
  void aSealedRowOpensAtItsPlaceAndShowsNothing() {
    byte[] sealed = sealed();
    assertEquals(ROW.length + Envelope.OVERHEAD, sealed.length);
    assertArrayEquals(ROW, seals.open(sealed, PLACE));
    assertEquals(5, Seals.ownerOf(sealed));
    assertFalse(new String(sealed, UTF_8).contains("somebody"));
  }

  @Test
  void aRowThatIsNotSealedIsAsItIs() {
    assertSame(ROW, seals.open(ROW, PLACE));
    assertEquals(0, seals.broken());
  }

  @Test
  void anEmptyRowIsSealedToo() {
    byte[] sealed = seals.key(slot, Sealing.MANAGED).orElseThrow().seal(new byte[0], PLACE);
    assertEquals(0, seals.open(sealed, PLACE).length);
  }

  @Test
  void noBitOfASealedRowCanBeFlipped() {
    byte[] sealed = sealed();
    for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      int at = bit;
      if (bit < Byte.SIZE) {
        // It is taken for a row that was never sealed, and for one of a format that none has.
        byte[] plain = seals.open(flipped, PLACE);
        assertThrows(
            RowFormatException.class,
            () -> new RowReader("row", NEWEST_FORMAT, plain),
            () -> "bit " + at);
      } else {
        assertThrows(
            BrokenSealException.class, () -> seals.open(flipped, PLACE), () -> "bit " + at);
      }
    }
    assertArrayEquals(ROW, seals.open(sealed, PLACE));
  }

  @Test
  void noByteOfASealedRowCanBeLeftOutOrAdded() {
    byte[] sealed = sealed();
    for (int length = 1; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      RuntimeException refused = assertThrows(RuntimeException.class, () -> seals.open(cut, PLACE));
      assertTrue(
          refused instanceof RowFormatException || refused instanceof BrokenSealException,
          refused::toString);
    }
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
    assertThrows(BrokenSealException.class, () -> seals.open(longer, PLACE));
  }

  @ParameterizedTest
  @CsvSource({"shared, 7, 8, 9", "bodies, 6, 8, 9", "bodies, 7, 9, 9", "bodies, 7, 8, 10"})
  void aRowThatWasMovedDoesNotOpen(String table, long owner, long order, long sequence) {
    byte[] sealed = sealed();
    Place elsewhere = new Place(table, new Key(owner, order, sequence));
    assertThrows(BrokenSealException.class, () -> seals.open(sealed, elsewhere));
  }

  @Test
  void theOwnerOfADataKeyCannotBeChanged() {
    byte[] sealed = sealed();
    byte[] of6 = seals.key(new DataKeySlot(6), Sealing.MANAGED).orElseThrow().seal(ROW, PLACE);
    byte[] mixed = of6.clone();
    System.arraycopy(sealed, 18, mixed, 18, Long.BYTES);
    assertThrows(BrokenSealException.class, () -> seals.open(mixed, PLACE));
  }

  @Test
  void anotherKeyOfTheSameIdDoesNotOpenIt() {
    byte[] sealed = sealed();
    Seals wrong = seals(key(ID, 1, State.ENABLED, 2));
    assertThrows(BrokenSealException.class, () -> wrong.open(sealed, PLACE));
  }

  @ParameterizedTest
  @CsvSource({"DISABLED, DISABLED, is disabled.", "DELETED,  DELETED,  is pending deletion."})
  void aKeyThatMayNotBeUsedOpensAndSealsNothing(State state, KeyTrouble trouble, String end) {
    byte[] sealed = sealed();
    seals.replace(new MasterKeys(List.of(key(ID, 1, state, 1))));
    KeyTroubleException opening =
        assertThrows(KeyTroubleException.class, () -> seals.open(sealed, PLACE));
    assertEquals(trouble, opening.trouble());
    assertEquals(ID + " " + end, opening.sentence());
    KeyTroubleException sealing =
        assertThrows(KeyTroubleException.class, () -> seals.key(slot, Sealing.MANAGED));
    assertEquals("alias/aws/sqs " + end, sealing.sentence());
    seals.replace(new MasterKeys(List.of(key(ID, 1, State.ENABLED, 1))));
    assertArrayEquals(ROW, seals.open(sealed, PLACE));
  }

  @Test
  void theBrokerOpensItsOwnThoughTheKeyIsDisabledButNotOnceItIsDeleted() {
    byte[] sealed = sealed();
    seals.replace(new MasterKeys(List.of(key(ID, 1, State.DISABLED, 1))));
    assertArrayEquals(ROW, seals.openOwn(sealed, PLACE));
    seals.replace(new MasterKeys(List.of(key(ID, 1, State.DELETED, 1))));
    assertThrows(KeyTroubleException.class, () -> seals.openOwn(sealed, PLACE));
  }

  @Test
  void aKeyThatIsAddedWrapsAndTheOldOneStillOpens() {
    byte[] before = sealed();
    assertTrue(seals.isSealedByDefault(before));
    seals.replace(
        new MasterKeys(List.of(key(ID, 1, State.ENABLED, 1), key(OTHER, 2, State.ENABLED, 2))));
    byte[] after = sealed();
    assertFalse(seals.isSealedByDefault(before));
    assertTrue(seals.isSealedByDefault(after));
    assertEquals(UUID.fromString(OTHER), Envelope.master(after));
    assertArrayEquals(ROW, seals.open(before, PLACE));
    assertArrayEquals(ROW, seals.open(after, PLACE));
  }

  @Test
  void aDataKeyIsUsedAgainForAsLongAsItsPeriodAndNoLonger() {
    Sealing minute = new Sealing("alias/a", false, 60_000);
    DataKey first = seals.key(slot, minute).orElseThrow();
    clock.advance(59_999);
    assertSame(first, seals.key(slot, minute).orElseThrow());
    clock.advance(1);
    assertNotEquals(first, seals.key(slot, minute).orElseThrow());
    assertEquals(2, seals.made());
  }

  @Test
  void noNonceComesTwiceUnderOneKey() {
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] sealed = sealed();
      assertTrue(
          nonces.add(HexFormat.of().formatHex(sealed, Envelope.HEAD_BYTES, Envelope.TEXT_AT)));
    }
    assertEquals(1, seals.made());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID,
        "alias/a",
        "alias/aws/sqs",
        "arn:aws:kms:us-east-1:000000000000:key/" + ID,
        "arn:aws-cn:kms:cn-north-1:000000000000:alias/a"
      })
  void aKeyIsNamedInAllFormsOfAws(String name) {
    assertTrue(seals.key(slot, Sealing.by(name)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OTHER,
        "key",
        "a",
        "alias/b",
        "key/" + ID,
        "arn:aws:kms:us-east-1:000000000000:" + ID,
        "arn:aws:sqs:us-east-1:000000000000:key/" + ID,
        "arn:aws:kms:us-east-1:000000000000:alias/b",
        "0-0-1-0-2"
      })
  void aNameOfNoKeyIsRefused(String name) {
    KeyTroubleException refused =
        assertThrows(KeyTroubleException.class, () -> seals.check(Sealing.by(name)));
    assertEquals(KeyTrouble.NOT_FOUND, refused.trouble());
    assertEquals("Key '" + name + "' does not exist", refused.sentence());
  }

  @Test
  void withoutAKeyFileOrAWishNothingIsSealedOrRefused() {
    Seals none = Seals.none();
    assertTrue(none.key(slot, Sealing.MANAGED).isEmpty());
    assertTrue(none.key(slot, Sealing.by("alias/b")).isEmpty());
    none.check(Sealing.by("alias/b"));
    assertTrue(seals.key(slot, Sealing.by("")).isEmpty());
    assertTrue(seals.key(slot, Sealing.by("").orManaged()).isPresent());
  }

  @Test
  void aPlaceIsToldOfOnceAndCountedEachTime() {
    assertTrue(seals.tell(PLACE));
    assertFalse(seals.tell(PLACE));
    assertTrue(seals.tell(new Place("shared", PLACE.key())));
    assertEquals(3, seals.broken());
  }

  @Test
  void nothingShowsAKey() {
    MasterKey key = key(ID, 1, State.ENABLED, 65);
    DataKey made = seals.key(slot, Sealing.MANAGED).orElseThrow();
    assertEquals("master key " + ID, key.toString());
    assertEquals("data key of master key " + ID, made.toString());
    assertEquals("1 master keys", new MasterKeys(List.of(key)).toString());
  }
}

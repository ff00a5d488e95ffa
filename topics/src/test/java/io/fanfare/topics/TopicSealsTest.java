package io.fanfare.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.seal.KeyTroubleException;
import io.fanfare.seal.MasterKey;
import io.fanfare.seal.MasterKey.State;
import io.fanfare.seal.MasterKeys;
import io.fanfare.seal.Seals;
import io.fanfare.topics.engine.ArchivedMessage;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rows.TopicTables;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a topic archives is sealed, and what was changed of it is left out of replays. */
class TopicSealsTest {

  private static final Key AT = new Key(7, 1_000, 9);
  private static final Change OTHER = Change.put(TopicTables.DEDUPLICATION, AT, new byte[] {2});

  private final Seals seals =
      new Seals(keys("alias/orders", State.ENABLED), () -> 0, new SecureRandom());
  private final TopicSeals topic = new TopicSeals(seals, 7);

  private static MasterKeys keys(String alias, State state) {
    byte[] bytes = new byte[MasterKey.BYTES];
    Instant created = Instant.EPOCH;
    return new MasterKeys(
        List.of(
            new MasterKey(new UUID(1, 1), Set.of("alias/aws/sqs"), created, State.ENABLED, bytes),
            new MasterKey(new UUID(1, 2), Set.of(alias), created, state, bytes)));
  }

  private static TopicRecord record(String masterKey) {
    Map<String, String> attributes =
        masterKey.isEmpty() ? Map.of() : Map.of("KmsMasterKeyId", masterKey);
    return new TopicRecord(7, "arn:aws:sns:r:1:t", new Attributes(attributes), Map.of());
  }

  private static ArchivedMessage message(String text) {
    Publication publication = new Publication(text, null, Map.of(), "g", null, 0);
    return new ArchivedMessage(AT.sequence(), AT.order(), "id", "", publication);
  }

  private Row archived(String masterKey, String text) {
    Change archive = message(text).put(AT.owner());
    Outcome<Boolean> sealed =
        TopicSeals.sealed(
            new Outcome<>(true, List.of(OTHER, archive)), topic.key(record(masterKey)));
    assertSame(OTHER, sealed.changes().get(0));
    byte[] row = ((Change.Put) sealed.changes().get(1)).value();
    assertTrue(Seals.isSealed(row));
    return new Row(AT, row);
  }

  @ParameterizedTest
  @CsvSource({"''", "alias/orders"})
  void whatIsArchivedIsSealedAndOpensInItsPlace(String masterKey) {
    Row row = archived(masterKey, "text");
    assertEquals(List.of(message("text")), topic.opened(List.of(row)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 18, 100})
  void whatWasChangedOrMovedIsLeftOutAndTheRestIsThere(int at) {
    Row row = archived("", "text");
    byte[] flipped = row.value().clone();
    flipped[at] ^= 1;
    List<Row> rows =
        List.of(new Row(AT, flipped), new Row(new Key(7, 1_000, 10), row.value()), row);
    assertEquals(List.of(message("text")), topic.opened(rows));
    assertEquals(2, seals.broken());
  }

  @Test
  void aKeyThatMayNotBeUsedKeepsAReplayFromGoingOn() {
    Row row = archived("alias/orders", "text");
    seals.replace(keys("alias/orders", State.DISABLED));
    assertThrows(KeyTroubleException.class, () -> topic.opened(List.of(row)));
    seals.replace(keys("alias/orders", State.ENABLED));
    assertEquals(1, topic.opened(List.of(row)).size());
  }

  @ParameterizedTest
  @CsvSource({
    "KMS_NOT_FOUND,     alias/none,   ENABLED",
    "KMS_DISABLED,      alias/orders, DISABLED",
    "KMS_INVALID_STATE, alias/orders, DELETED"
  })
  void aMasterKeyThatCannotBeUsedIsRefusedInTheWordsOfSns(
      TopicError error, String masterKey, State state) {
    seals.replace(keys("alias/orders", state));
    BrokerException refused =
        assertThrows(BrokerException.class, () -> topic.key(record(masterKey)));
    assertEquals(error, refused.code());
  }

  @Test
  void withoutAKeyFileWhatIsArchivedStaysAsItIs() {
    TopicSeals none = new TopicSeals(Seals.none(), 7);
    Outcome<Boolean> outcome = new Outcome<>(true, List.of(OTHER));
    assertSame(outcome, TopicSeals.sealed(outcome, none.key(record("alias/none"))));
    assertEquals(Optional.empty(), none.key(record("")));
  }
}

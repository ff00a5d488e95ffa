package io.fanfare.topics.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Key;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.topics.rows.TopicRecord;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For how long a FIFO topic archives, and since when. */
class ArchivePolicyTest {

  private static final long DAY = 86_400_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "x",
        "{\"MessageRetentionPeriod\":\"0\"}",
        "{\"MessageRetentionPeriod\":\"366\"}",
        "{\"MessageRetentionPeriod\":\"-1\"}",
        "{\"MessageRetentionPeriod\":\"1.5\"}",
        "{\"MessageRetentionPeriod\":null}",
        "{\"Days\":\"1\"}"
      })
  void aPolicyIsAPeriodOf1To365Days(String text) {
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> ArchivePolicy.parse("Invalid parameter: ", text));
    assertTrue(refusal.sentence().startsWith("Invalid parameter: ArchivePolicy: "));
  }

  @Test
  void aPeriodIsATextOrANumber() {
    for (String days : new String[] {"\"1\"", "365", "\"30\""}) {
      String text = "{\"MessageRetentionPeriod\":" + days + "}";
      int expected = Integer.parseInt(days.replace("\"", ""));
      assertEquals(Optional.of(new ArchivePolicy(expected)), ArchivePolicy.parse("", text));
    }
    assertEquals(Optional.empty(), ArchivePolicy.parse("", "{}"));
  }

  @Test
  void theArchiveBeginsWhenItsPolicyBecomesActive() {
    Attributes thirty = archive("30");
    Attributes begun = ArchivePolicy.noteBeginning(Attributes.none(), thirty, 1_000);
    assertEquals("1970-01-01T00:00:01Z", begun.texts().get("BeginningArchiveTime"));
    Attributes longer =
        ArchivePolicy.noteBeginning(
            begun, begun.with(TopicAttribute.ARCHIVE_POLICY, policy("60")), 2_000);
    assertEquals("1970-01-01T00:00:01Z", longer.texts().get("BeginningArchiveTime"));
    Attributes inactive =
        ArchivePolicy.noteBeginning(
            longer, longer.with(TopicAttribute.ARCHIVE_POLICY, "{}"), 3_000);
    assertFalse(inactive.texts().containsKey("BeginningArchiveTime"));
    Attributes again =
        ArchivePolicy.noteBeginning(
            inactive, inactive.with(TopicAttribute.ARCHIVE_POLICY, policy("1")), 4_000);
    assertEquals("1970-01-01T00:00:04Z", again.texts().get("BeginningArchiveTime"));
  }

  @Test
  void anArchiveKeepsItsPeriodAndNothingFromBeforeItsBeginning() {
    Attributes begun = ArchivePolicy.noteBeginning(Attributes.none(), archive("2"), 5 * DAY);
    assertEquals(keptFrom(5 * DAY), ArchivePolicy.archivedFrom(topic(begun), 6 * DAY));
    assertEquals(keptFrom(7 * DAY), ArchivePolicy.archivedFrom(topic(begun), 9 * DAY));
    Attributes inactive = new Attributes(Map.of("ArchivePolicy", "{}"));
    assertEquals(keptFrom(9 * DAY), ArchivePolicy.archivedFrom(topic(inactive), 9 * DAY));
    assertEquals(Optional.empty(), ArchivePolicy.archivedFrom(topic(Attributes.none()), 9 * DAY));
  }

  private static Optional<Key> keptFrom(long at) {
    return Optional.of(new Key(7, at, Long.MIN_VALUE));
  }

  private static TopicRecord topic(Attributes attributes) {
    return new TopicRecord(7, "arn:aws:sns:r:1:t.fifo", attributes, Map.of());
  }

  private static Attributes archive(String days) {
    return new Attributes(Map.of("ArchivePolicy", policy(days)));
  }

  private static String policy(String days) {
    return "{\"MessageRetentionPeriod\":\"" + days + "\"}";
  }
}

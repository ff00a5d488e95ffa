package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.SequenceNumber;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rules.BatchRules;
import io.fanfare.queues.rules.QueueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message must say for a FIFO queue to take it, and by what it is known again. */
class FifoMessageRulesTest {

  private static final String SHA256_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  private static final QueueSettings STANDARD = QueueSettings.of(Attributes.none());
  private static final QueueSettings BY_ID = fifo(false, false);
  private static final QueueSettings BY_CONTENT = fifo(true, false);
  private static final QueueSettings PER_GROUP = fifo(true, true);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "fifo,     g,   d,   -,   taken",
        "content,  g,   -,   -,   taken",
        "content,  g,   d,   0,   taken",
        "standard, g,   -,   5,   taken",
        "fifo,     -,   d,   -,   MISSING_PARAMETER: The request must contain the parameter"
            + " MessageGroupId.",
        "fifo,     -,   'a b', 901, MISSING_PARAMETER: The request must contain the parameter"
            + " MessageGroupId.",
        "fifo,     g,   -,   -,   no id",
        "fifo,     g,   -,   901, delay",
        "standard, -,   d,   901, delay",
        "fifo,     a b, a b, 901, delay",
        "fifo,     a b, a b, 1,   group",
        "fifo,     '',  d,   -,   empty group",
        "fifo,     g,   a b, 1,   id",
        "content,  g,   '',  -,   empty id",
        "standard, g,   a b, -,   id",
        "fifo,     g,   -,   2,   INVALID_PARAMETER_VALUE: Value 2 for parameter DelaySeconds is"
            + " invalid. Reason: The request include parameter that is not valid for this queue"
            + " type.",
        "standard, -,   d,   -,   INVALID_PARAMETER_VALUE: Value d for parameter"
            + " MessageDeduplicationId is invalid. Reason: The request includes a parameter that is"
            + " not valid for this queue type.",
      })
  void aMessageIsTakenOrRefused(
      String queue,
      @Nullable String group,
      @Nullable String id,
      @Nullable Integer delay,
      String outcome) {
    QueueSettings settings =
        Map.of("fifo", BY_ID, "content", BY_CONTENT, "standard", STANDARD)
            .getOrDefault(queue, BY_ID);
    assertEquals(spelled(outcome), outcome(() -> draft(settings, "a", group, id, delay)));
  }

  private static String spelled(String outcome) {
    return switch (outcome) {
      case "no id" ->
          "INVALID_PARAMETER_VALUE: The queue should either have ContentBasedDeduplication enabled"
              + " or MessageDeduplicationId provided explicitly";
      case "delay" ->
          "INVALID_PARAMETER_VALUE: Value 901 for parameter DelaySeconds is invalid. Reason:"
              + " DelaySeconds must be >= 0 and <= 900.";
      case "group" -> badId("a b", "MessageGroupId");
      case "empty group" -> badId("", "MessageGroupId");
      case "id" -> badId("a b", "MessageDeduplicationId");
      case "empty id" -> badId("", "MessageDeduplicationId");
      default -> outcome;
    };
  }

  private static String badId(String value, String name) {
    return "INVALID_PARAMETER_VALUE: Value "
        + value
        + " for parameter "
        + name
        + " is invalid. Reason: "
        + name
        + " can only include alphanumeric and punctuation characters. 1 to 128 in length.";
  }

  @Test
  void everyCharacterOfAsciiThatShowsMayStandInAnId() {
    StringBuilder all = new StringBuilder();
    for (char c = '!'; c <= '~'; c++) {
      all.append(c);
    }
    String id = all.toString();
    assertEquals("taken", outcome(() -> draft(BY_ID, "a", id, id, null)));
    String longest = "x".repeat(128);
    assertEquals("taken", outcome(() -> draft(BY_ID, "a", longest, longest, null)));
    assertEquals(
        badId(longest + "x", "MessageGroupId"),
        outcome(() -> draft(BY_ID, "a", longest + "x", longest, null)));
  }

  @Test
  void theContentKeepsTheIdThatWasGivenOrIsMadeOfTheBody() {
    assertEquals("d", kept(draft(BY_CONTENT, "hello", "g", "d", null)));
    assertEquals(SHA256_OF_HELLO, kept(draft(BY_CONTENT, "hello", "g", null, null)));
    assertNull(kept(draft(STANDARD, "hello", "g", null, null)));
  }

  @Test
  void anIdCountsInTheQueueOrInItsGroup() {
    assertEquals(
        draft(BY_ID, "a", "g1", "d", null).deduplication(),
        draft(BY_CONTENT, "b", "g2", "d", null).deduplication());
    assertEquals(
        DeduplicationKey.of(null, SHA256_OF_HELLO),
        draft(BY_CONTENT, "hello", "g", null, null).deduplication());
    assertEquals(
        DeduplicationKey.of("g", SHA256_OF_HELLO),
        draft(PER_GROUP, "hello", "g", null, null).deduplication());
    assertNotEquals(
        draft(PER_GROUP, "a", "g1", "d", null).deduplication(),
        draft(PER_GROUP, "a", "g2", "d", null).deduplication());
    assertNull(draft(STANDARD, "a", "g", null, null).deduplication());
  }

  @Test
  void aDelayOfNothingIsTheDelayOfTheQueue() {
    assertEquals(OptionalLong.empty(), draft(BY_ID, "a", "g", "d", 0).delayMillis());
    assertEquals(OptionalLong.of(0), draft(STANDARD, "a", "g", null, 0).delayMillis());
  }

  @ParameterizedTest
  @CsvSource({
    "fifo,     g-d g-d, taken",
    "content,  g-  g-d, taken",
    "standard, -   -,   taken",
    "content,  g-  -d,  INVALID_PARAMETER_VALUE: The request must contain the parameter"
        + " MessageGroupId.",
    "fifo,     g-  -d,  INVALID_PARAMETER_VALUE: The request must contain the parameter"
        + " MessageGroupId.",
    "fifo,     g-d g-,  no id",
  })
  void aBatchIsRefusedAsAWhole(String queue, String entries, String outcome) {
    QueueSettings settings =
        Map.of("fifo", BY_ID, "content", BY_CONTENT, "standard", STANDARD)
            .getOrDefault(queue, BY_ID);
    List<SendMessageBatch.Entry> batch = new ArrayList<>();
    for (String entry : entries.split(" +", -1)) {
      int hyphen = entry.indexOf('-');
      batch.add(entry(entry.substring(0, hyphen), entry.substring(hyphen + 1)));
    }
    assertEquals(
        spelled(outcome), outcome(() -> BatchRules.checkMessages("Entry", batch, settings)));
  }

  @Test
  void aSequenceNumberHasTwentyDigits() {
    assertEquals("00000000000000000001", SequenceNumber.of(1));
    assertEquals("09223372036854775807", SequenceNumber.of(Long.MAX_VALUE));
  }

  @Test
  void aDraftKnowsItsTypeOfQueue() {
    assertFalse(draft(STANDARD, "a", "g", null, null).isFifo());
    assertTrue(draft(BY_CONTENT, "a", "g", null, null).isFifo());
  }

  private static SendMessageBatch.Entry entry(String group, String id) {
    return new SendMessageBatch.Entry(
        "id",
        "a",
        null,
        Map.of(),
        Map.of(),
        id.isEmpty() ? null : id,
        group.isEmpty() ? null : group);
  }

  private static Draft draft(
      QueueSettings settings,
      String body,
      @Nullable String group,
      @Nullable String id,
      @Nullable Integer delay) {
    return Draft.of(
        new SendMessage("q", body, delay, Map.of(), Map.of(), id, group),
        new Caller("000000000000", "us-east-1", "http://localhost"),
        settings,
        Draft.Wording.SINGLE);
  }

  private static @Nullable String kept(Draft draft) {
    return Content.decode(draft.content(), ContentRef.own(1, 0)).deduplicationId();
  }

  private static QueueSettings fifo(boolean byContent, boolean perGroup) {
    return QueueSettings.of(
        Attributes.none()
            .with(QueueAttribute.FIFO_QUEUE, "true")
            .with(QueueAttribute.CONTENT_BASED_DEDUPLICATION, Boolean.toString(byContent))
            .with(QueueAttribute.DEDUPLICATION_SCOPE_IN_USE, perGroup ? "messageGroup" : "queue"));
  }

  private static String outcome(Runnable act) {
    try {
      act.run();
      return "taken";
    } catch (BrokerException refusal) {
      return refusal.code() + ": " + refusal.sentence();
    }
  }
}

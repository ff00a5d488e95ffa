package io.fanfare.queues.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.RedriveAllowPolicy;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.queues.rows.QueueRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attributes that only FIFO queues have: who may set them, to what, and what they show. */
class FifoAttributeRulesTest {

  private static final String BAD_NAME =
      "INVALID_PARAMETER_VALUE: Can only include alphanumeric characters, hyphens, or underscores."
          + " 1 to 80 in length";
  private static final String BAD_FIFO_NAME =
      "INVALID_PARAMETER_VALUE: The name of a FIFO queue can only include alphanumeric characters,"
          + " hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.";

  private static final List<String> FIFO_NAMES =
      List.of(
          "FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");

  @ParameterizedTest
  @CsvSource({
    "q.fifo, FifoQueue=true, done",
    "q.fifo, FifoQueue=True, done",
    "q, FifoQueue=true, bad FIFO name",
    ".fifo, FifoQueue=true, bad FIFO name",
    "q.x.fifo, FifoQueue=true, bad FIFO name",
    "q.FIFO, FifoQueue=true, bad FIFO name",
    "q.fifo, , bad name",
    "q.fifo, FifoQueue=false, bad name",
    "q.fifo, FifoQueue=, INVALID_ATTRIBUTE_VALUE: Invalid value for the parameter FifoQueue.",
    "q.fifo, FifoQueue=1, INVALID_ATTRIBUTE_VALUE: Invalid value for the parameter FifoQueue.",
    "q, FifoQueue=false, INVALID_ATTRIBUTE_NAME: Unknown Attribute FifoQueue.",
  })
  void theNameTellsTheType(String name, @Nullable String given, String outcome) {
    String expected = outcome.replace("bad name", BAD_NAME).replace("bad FIFO name", BAD_FIFO_NAME);
    assertEquals(expected, outcome(() -> create(name, attributes(given))));
  }

  @Test
  void theSuffixCountsInTheLengthOfTheName() {
    Map<String, String> fifo = Map.of("FifoQueue", "true");
    assertEquals("done", outcome(() -> create("q".repeat(75) + ".fifo", fifo)));
    assertEquals(BAD_FIFO_NAME, outcome(() -> create("q".repeat(76) + ".fifo", fifo)));
  }

  @ParameterizedTest
  @CsvSource({
    "ContentBasedDeduplication=true, Unknown Attribute ContentBasedDeduplication.",
    "ContentBasedDeduplication=false, Unknown Attribute ContentBasedDeduplication.",
    "DeduplicationScope=queue, 'You can specify the DeduplicationScope only when FifoQueue is set"
        + " to true.'",
    "FifoThroughputLimit=perQueue, 'You can specify the FifoThroughputLimit only when FifoQueue is"
        + " set to true.'",
  })
  void aStandardQueueHasNoneOfThem(String given, String sentence) {
    String refusal = "INVALID_ATTRIBUTE_NAME: " + sentence;
    assertEquals(refusal, outcome(() -> create("q", attributes(given))));
    assertEquals(refusal, outcome(() -> change("q", Attributes.none(), attributes(given))));
  }

  @ParameterizedTest
  @CsvSource({"true", "false", "maybe"})
  void aStandardQueueStaysOne(String value) {
    assertEquals(
        "INVALID_ATTRIBUTE_NAME: Unknown Attribute FifoQueue.",
        outcome(() -> change("q", Attributes.none(), Map.of("FifoQueue", value))));
  }

  @ParameterizedTest
  @CsvSource({
    "FifoQueue=true, done",
    "FifoQueue=TRUE, done",
    "FifoQueue=false, INVALID_ATTRIBUTE_VALUE: Invalid value for the parameter FifoQueue. Reason:"
        + " Modifying queue type is not supported.",
    "FifoQueue=x, INVALID_ATTRIBUTE_VALUE: Invalid value for the parameter FifoQueue.",
    "ContentBasedDeduplication=True, done",
    "ContentBasedDeduplication=x, INVALID_ATTRIBUTE_VALUE: Invalid value for the parameter"
        + " ContentBasedDeduplication.",
    "DeduplicationScope=messageGroup, done",
    "DeduplicationScope=MessageGroup, INVALID_ATTRIBUTE_VALUE: Invalid value for the parameter"
        + " DeduplicationScope.",
    "FifoThroughputLimit=perQueue, done",
    "FifoThroughputLimit=x, INVALID_ATTRIBUTE_VALUE: Invalid value for the parameter"
        + " FifoThroughputLimit.",
    "FifoThroughputLimit=perMessageGroupId, not within the queue",
    "FifoThroughputLimit=perMessageGroupId;DeduplicationScope=queue, not within the queue",
    "FifoThroughputLimit=perMessageGroupId;DeduplicationScope=messageGroup, done",
    "DeduplicationScope=messageGroup;FifoThroughputLimit=perMessageGroupId, done",
    "DeduplicationScopeInUse=queue, INVALID_ATTRIBUTE_NAME: Unknown Attribute"
        + " DeduplicationScopeInUse.",
  })
  void aFifoQueueIsChangedToWhatItCanBe(String given, String outcome) {
    String expected =
        outcome.replace(
            "not within the queue",
            "INVALID_PARAMETER_VALUE: The perMessageGroupId value is allowed only when the value"
                + " for DeduplicationScope is messageGroup");
    assertEquals(expected, outcome(() -> change("q.fifo", fifo(""), attributes(given))));
    if (!given.startsWith("FifoQueue")) {
      assertEquals(expected, outcome(() -> fifo(given)));
    }
  }

  @Test
  void theScopeCannotBeWidenedUnderAQuotaOfGroups() {
    Attributes fast = fifo("DeduplicationScope=messageGroup;FifoThroughputLimit=perMessageGroupId");
    assertThrows(
        BrokerException.class, () -> change("q.fifo", fast, Map.of("DeduplicationScope", "queue")));
    change("q.fifo", fast, attributes("DeduplicationScope=queue;FifoThroughputLimit=perQueue"));
  }

  @ParameterizedTest
  @CsvSource({"queue, messageGroup", "messageGroup, queue"})
  void theScopeInUseIsThatOfTheCreation(String created, String changed) {
    Attributes before = fifo("DeduplicationScope=" + created);
    Attributes after = change("q.fifo", before, Map.of("DeduplicationScope", changed));
    assertEquals(changed, after.get(QueueAttribute.DEDUPLICATION_SCOPE));
    for (Attributes attributes : List.of(before, after)) {
      assertEquals(
          created.equals("messageGroup"),
          QueueSettings.of(attributes).fifo().orElseThrow().perGroup());
    }
  }

  @Test
  void aQueueIsCreatedAgainAsItIs() {
    Attributes current = fifo("DeduplicationScope=messageGroup");
    AttributeRules rules = rules("q.fifo", false);
    rules.checkSame(current, attributes("FifoQueue=true"));
    rules.checkSame(current, attributes("FifoThroughputLimit=perQueue;FifoQueue=True"));
    assertEquals(
        "QUEUE_NAME_EXISTS: A queue already exists with the same name and a different value for"
            + " attribute DeduplicationScope",
        outcome(
            () -> rules.checkSame(current, attributes("FifoQueue=true;DeduplicationScope=queue"))));
  }

  @Test
  void onlyAFifoQueueShowsThem() {
    assertEquals(
        Map.of(
            "FifoQueue", "true",
            "ContentBasedDeduplication", "false",
            "DeduplicationScope", "messageGroup",
            "FifoThroughputLimit", "perQueue"),
        shown("q.fifo", fifo("DeduplicationScope=messageGroup"), FIFO_NAMES));
    assertEquals(Map.of(), shown("q", Attributes.none(), FIFO_NAMES));
    Map<String, String> all = shown("q.fifo", fifo(""), List.of("All"));
    assertTrue(all.keySet().containsAll(FIFO_NAMES));
    assertFalse(all.containsKey(QueueAttribute.DEDUPLICATION_SCOPE_IN_USE.name()));
  }

  private static Map<String, String> shown(String name, Attributes set, List<String> names) {
    QueueRecord.Times times = new QueueRecord.Times(0, 0, 0, 0);
    QueueRecord queue = new QueueRecord(1, QueueKind.USER, nameOf(name), 1, set, Map.of(), times);
    return AttributeView.of(queue, new QueueCounts(0, 0, 0, OptionalLong.empty()), names);
  }

  /** The attributes of a new FIFO queue. */
  private static Attributes fifo(String given) {
    return create("q.fifo", attributes("FifoQueue=true;" + given));
  }

  private static Attributes create(String name, Map<String, String> given) {
    AttributeRules rules = rules(name, true);
    AttributeRules.checkName(name, given);
    return rules.apply(Attributes.none(), given);
  }

  private static Attributes change(String name, Attributes current, Map<String, String> given) {
    return rules(name, false).apply(current, given);
  }

  private static AttributeRules rules(String name, boolean isNew) {
    return new AttributeRules(
        nameOf(name), isNew, target -> Optional.of(RedriveAllowPolicy.allowAll()));
  }

  private static QueueName nameOf(String name) {
    return new QueueName("000000000000", "us-east-1", name);
  }

  /** {@code name=value;...} as a map in this order. */
  private static Map<String, String> attributes(@Nullable String given) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String each : given == null ? new String[0] : given.split(";", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        map.put(each.substring(0, equals), each.substring(equals + 1));
      }
    }
    return map;
  }

  private static String outcome(Runnable act) {
    try {
      act.run();
      return "done";
    } catch (BrokerException refusal) {
      return refusal.code() + ": " + refusal.sentence();
    }
  }
}

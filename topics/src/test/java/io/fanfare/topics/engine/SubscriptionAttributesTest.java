package io.fanfare.topics.engine;

import static io.fanfare.fixture.Refusals.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.core.Attributes;
import io.fanfare.core.Caller;
import io.fanfare.core.MessageAttribute;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attributes of a subscription: what they may be, what is shown, and what they change. */
class SubscriptionAttributesTest {

  private static final String ACCOUNT = "111111111111";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111111111111:t";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111111111111:q";
  private static final String STREAM = "arn:aws:firehose:r:1:deliverystream/s";
  private static final String FUNCTION = "arn:aws:lambda:r:1:function:f";
  private static final String ROLE = "arn:aws:iam::111111111111:role/r";
  private static final String DEAD = "{\"deadLetterTargetArn\":\"" + QUEUE + "-dead\"}";
  private static final String FIFO_DEAD = DEAD.replace("-dead", "-dead.fifo");

  private final VirtualStep step = new VirtualStep(0);
  private final Topic topic = topic(TOPIC, Map.of());
  private final Topic fifo = topic(TOPIC + ".fifo", Map.of());

  @Test
  void whatIsAlwaysKnownOfASubscriptionIsShown() {
    String arn = subscribe(topic, "sqs", QUEUE, Map.of());
    assertEquals(
        Map.of(
            "SubscriptionArn", arn,
            "TopicArn", TOPIC,
            "Owner", ACCOUNT,
            "Protocol", "sqs",
            "Endpoint", QUEUE,
            "PendingConfirmation", "false",
            "ConfirmationWasAuthenticated", "true",
            "RawMessageDelivery", "false",
            "SubscriptionPrincipal", "arn:aws:iam::111111111111:root"),
        topic.attributes(arn));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "RawMessageDelivery | True | true",
        "FilterPolicy | {\"a\": [1]} | {\"a\": [1]}",
        "RedrivePolicy | {\"deadLetterTargetArn\": \"arn:aws:sqs:r:111111111111:d\"} |"
            + " {\"deadLetterTargetArn\": \"arn:aws:sqs:r:111111111111:d\"}",
      })
  void anAttributeIsShownAsItWasSetAndNoMoreOnceItIsRemoved(
      String name, String value, String shown) {
    String arn = subscribe(topic, "sqs", QUEUE, Map.of());
    topic.set(arn, Map.of(name, value));
    assertEquals(shown, shown(arn, name));
    String other = subscribe(topic, "sqs", QUEUE + "2", Map.of(name, value));
    assertEquals(shown, shown(other, name));
    if (!name.equals("RawMessageDelivery")) {
      topic.set(arn, Map.of(name, ""));
      assertEquals(Set.of(), difference(arn, name));
    }
  }

  @Test
  void theScopeIsShownWhileThereIsAPolicyAndRememberedMeanwhile() {
    String arn = subscribe(topic, "sqs", QUEUE, Map.of("FilterPolicyScope", "MessageAttributes"));
    assertFalse(topic.attributes(arn).containsKey("FilterPolicyScope"));
    topic.set(arn, Map.of("FilterPolicy", "{\"a\":[1]}"));
    assertEquals("MessageAttributes", shown(arn, "FilterPolicyScope"));
    for (String nothing : List.of("", "{}", "{ }")) {
      topic.set(arn, Map.of("FilterPolicy", "{\"a\":[1]}"));
      topic.set(arn, Map.of("FilterPolicyScope", "MessageBody"));
      topic.set(arn, Map.of("FilterPolicy", nothing));
      assertFalse(topic.attributes(arn).containsKey("FilterPolicy"));
      assertFalse(topic.attributes(arn).containsKey("FilterPolicyScope"));
      topic.set(arn, Map.of("FilterPolicy", "{\"a\":[1]}"));
      assertEquals("MessageBody", shown(arn, "FilterPolicyScope"));
    }
    String empty = subscribe(topic, "sqs", QUEUE + "2", Map.of("FilterPolicy", "{}"));
    assertFalse(topic.attributes(empty).containsKey("FilterPolicy"));
  }

  @Test
  void aPolicyMustFitEveryScopeThatIsSet() {
    String nested = "{\"a\":{\"b\":[1]}}";
    String flatOnly =
        "Invalid parameter: Filter policy scope MessageAttributes does not support nested filter"
            + " policy";
    String arn = subscribe(topic, "sqs", QUEUE, Map.of());
    assertEquals(
        flatOnly, refusal(() -> topic.set(arn, Map.of("FilterPolicy", nested))).sentence());
    topic.set(arn, Map.of("FilterPolicyScope", "MessageBody"));
    topic.set(arn, Map.of("FilterPolicy", nested));
    assertEquals(
        1, topic.route(new Publication("{\"a.b\":1}", null, Map.of(), null, null, 0)).size());
    assertEquals(
        flatOnly,
        refusal(() -> topic.set(arn, Map.of("FilterPolicyScope", "MessageAttributes"))).sentence());
    assertEquals("MessageBody", shown(arn, "FilterPolicyScope"));
    assertEquals(
        0, topic.route(new Publication("{\"a\":1}", null, Map.of(), null, null, 0)).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "RawMessageDelivery | maybe | RawMessageDelivery: Invalid value [maybe]. Must be true or"
            + " false.",
        "FilterPolicyScope | All | FilterPolicyScope: Invalid value [All]. Please use either"
            + " MessageBody or MessageAttributes",
        "FilterPolicy | {\"key\":\"v\"} | FilterPolicy: \"key\" must be an object or an array",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"q\"} | RedrivePolicy: deadLetterTargetArn is an"
            + " invalid arn",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"arn:aws:sns:r:1:t\"} | RedrivePolicy:"
            + " deadLetterTargetArn is an invalid arn",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"arn:aws:sqs:r:222222222222:d\"} | RedrivePolicy:"
            + " deadLetterTargetArn must be a queue of the subscription's own account",
        "RedrivePolicy | {} | RedrivePolicy: deadLetterTargetArn is an invalid arn",
        "RedrivePolicy | {\"maxReceiveCount\":3} | RedrivePolicy: invalid JSON. Attribute"
            + " maxReceiveCount is unknown.",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"arn:aws:sqs:r:111111111111:d.fifo\"} | RedrivePolicy: must"
            + " use a standard queue as DLQ for a Subscription to a standard Topic.",
        "SubscriptionRoleArn | x | Delivery protocol [sqs] does not support SubscriptionRoleArn.",
        "ReplayPolicy | {\"PointType\":\"Now\"} | ReplayPolicy: PointType must be Timestamp",
        "ReplayPolicy | {\"PointType\":\"Timestamp\",\"StartingPoint\":\"2026-01-01T00:00:00Z\"} |"
            + " ReplayPolicy: the topic has no active ArchivePolicy",
      })
  void aValueThatCannotBeIsRefusedAndChangesNothing(String name, String value, String reason) {
    assertEquals(
        "Invalid parameter: Attributes Reason: " + reason,
        refusal(() -> subscribe(topic, "sqs", QUEUE, Map.of(name, value))).sentence());
    String arn = subscribe(topic, "sqs", QUEUE, Map.of());
    Map<String, String> before = topic.attributes(arn);
    assertEquals(
        "Invalid parameter: " + reason,
        refusal(() -> topic.set(arn, Map.of(name, value))).sentence());
    assertEquals(before, topic.attributes(arn));
    assertEquals(1, topic.route(new Publication("m", null, Map.of(), null, null, 0)).size());
  }

  @Test
  void textThatIsNoJsonIsRefusedInTheParsersWords() {
    String arn = subscribe(topic, "sqs", QUEUE, Map.of());
    for (String name : List.of("RedrivePolicy", "FilterPolicy")) {
      assertEquals(
          "Invalid parameter: "
              + name
              + ": failed to parse JSON. Unexpected character ('i' (code 105)): was expecting"
              + " double-quote to start field name\n at [Source: REDACTED"
              + " (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]",
          refusal(() -> topic.set(arn, Map.of(name, "{invalid}"))).sentence());
    }
  }

  @Test
  void anAttributeThatNobodyMaySetIsRefused() {
    String arn = subscribe(topic, "sqs", QUEUE, Map.of());
    for (String name : List.of("Nope", "Owner", "PendingConfirmation")) {
      assertEquals(
          "Invalid parameter: AttributeName",
          refusal(() -> topic.set(arn, Map.of(name, "x"))).sentence());
      assertEquals(
          "Invalid parameter: Attributes Reason: Unknown attribute: " + name,
          refusal(() -> subscribe(topic, "sqs", QUEUE, Map.of(name, "x"))).sentence());
    }
    assertEquals(
        "Subscription does not exist",
        refusal(() -> topic.set(arn + "x", Map.of("FilterPolicy", ""))).sentence());
    assertEquals(
        "Subscription does not exist", refusal(() -> topic.attributes(arn + "x")).sentence());
  }

  @Test
  void onlySomeProtocolsTakeRawMessages() {
    String arn = subscribe(topic, "lambda", FUNCTION, Map.of("RawMessageDelivery", "false"));
    assertEquals(
        "Invalid parameter: Delivery protocol [lambda] does not support raw message delivery.",
        refusal(() -> topic.set(arn, Map.of("RawMessageDelivery", "true"))).sentence());
    for (Subscribe taker :
        List.of(
            new Subscribe(TOPIC, "http", "http://x", Map.of(), null),
            new Subscribe(TOPIC, "https", "https://x", Map.of(), null))) {
      String raw = topic.subscribe(taker, ACCOUNT, "", step).reply().arn();
      topic.set(raw, Map.of("RawMessageDelivery", "TRUE"));
      assertEquals("true", shown(raw, "RawMessageDelivery"));
    }
  }

  @Test
  void aQueueHasADeliveryPolicyFromTheBeginningOrNever() {
    String policy = "{\"requestPolicy\":{\"headerContentType\":\"text/csv\"}}";
    String arn = subscribe(topic, "sqs", QUEUE, Map.of("DeliveryPolicy", policy));
    assertEquals(
        "{\"healthyRetryPolicy\":null,\"sicklyRetryPolicy\":null,\"throttlePolicy\":null,"
            + "\"requestPolicy\":{\"headerContentType\":\"text/csv\"},\"guaranteed\":false}",
        shown(arn, "DeliveryPolicy"));
    assertFalse(topic.attributes(arn).containsKey("EffectiveDeliveryPolicy"));
    assertEquals(
        "Invalid parameter: Delivery protocol [sqs] does not support delivery policies.",
        refusal(() -> topic.set(arn, Map.of("DeliveryPolicy", policy))).sentence());
    assertEquals(
        "Invalid parameter: Attributes Reason: Delivery protocol [lambda] does not support delivery"
            + " policies.",
        refusal(() -> subscribe(topic, "lambda", FUNCTION, Map.of("DeliveryPolicy", policy)))
            .sentence());
  }

  @Test
  void aDeliveryStreamNeedsARole() {
    assertEquals(
        "Invalid parameter: Attributes Reason: SubscriptionRoleArn: Invalid value [].",
        refusal(() -> subscribe(topic, "firehose", STREAM, Map.of())).sentence());
    String arn = subscribe(topic, "firehose", STREAM, Map.of("SubscriptionRoleArn", ROLE));
    assertEquals(ROLE, shown(arn, "SubscriptionRoleArn"));
    assertEquals(arn, subscribe(topic, "firehose", STREAM, Map.of()));
    assertEquals(
        "Invalid parameter: SubscriptionRoleArn: Invalid value [x].",
        refusal(() -> topic.set(arn, Map.of("SubscriptionRoleArn", "x"))).sentence());
  }

  @Test
  void deadLettersOfAFifoQueueStayInOrder() {
    String ordered = subscribe(fifo, "sqs", QUEUE + ".fifo", Map.of());
    assertEquals(
        "Invalid parameter: RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to"
            + " a FIFO Topic.",
        refusal(() -> fifo.set(ordered, Map.of("RedrivePolicy", DEAD))).sentence());
    fifo.set(ordered, Map.of("RedrivePolicy", FIFO_DEAD));
    String unordered = subscribe(fifo, "sqs", QUEUE, Map.of());
    fifo.set(unordered, Map.of("RedrivePolicy", DEAD));
    assertEquals(
        List.of(Optional.of("q-dead.fifo"), Optional.of("q-dead")),
        fifo.subscribers().stream()
            .map(subscriber -> subscriber.deadLetterQueue().map(arn -> arn.resource()))
            .toList());
  }

  @Test
  void aReplayNeedsAnArchive() {
    String policy = "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2026-01-01T00:00:00.000Z\"}";
    Topic archive =
        topic(TOPIC + ".fifo", Map.of("ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}"));
    String arn = subscribe(archive, "sqs", QUEUE, Map.of());
    archive.set(arn, Map.of("ReplayPolicy", policy));
    assertEquals(policy, archive.attributes(arn).get("ReplayPolicy"));
    archive.set(arn, Map.of("ReplayPolicy", "{}"));
    assertFalse(archive.attributes(arn).containsKey("ReplayPolicy"));
    String before = policy.replace("}", ",\"EndingPoint\":\"2025-01-01T00:00:00Z\"}");
    assertEquals(
        "Invalid parameter: ReplayPolicy: EndingPoint must not be before StartingPoint",
        refusal(() -> archive.set(arn, Map.of("ReplayPolicy", before))).sentence());
    assertEquals(
        "Invalid parameter: ReplayPolicy: StartingPoint must be a timestamp in the format of ISO"
            + " 8601",
        refusal(() -> archive.set(arn, Map.of("ReplayPolicy", policy.replace("2026", "soon"))))
            .sentence());
  }

  @Test
  void aNewPolicyHoldsFromTheNextMessageOn() {
    String arn = subscribe(topic, "sqs", QUEUE, Map.of());
    subscribe(topic, "sqs", QUEUE + "2", Map.of("FilterPolicy", "{\"kind\":[\"b\"]}"));
    assertEquals(List.of("q"), route("a"));
    topic.set(arn, Map.of("FilterPolicy", "{\"kind\":[\"b\"]}"));
    assertEquals(List.of(), route("a"));
    assertEquals(List.of("q", "q2"), route("b"));
    topic.set(arn, Map.of("FilterPolicy", "{\"kind\":[\"c\"]}"));
    assertEquals(List.of("q2"), route("b"));
    assertEquals(List.of("q"), route("c"));
    topic.set(arn, Map.of("FilterPolicy", "{}"));
    assertEquals(List.of("q", "q2"), route("b"));
    topic.unsubscribe(arn, new Caller(ACCOUNT, "r", "http://x"), "", 0);
    assertEquals(List.of("q2"), route("b"));
  }

  @Test
  void subscribingAgainComparesWhatIsGivenAndCountsDefaultsAsEqual() {
    Map<String, String> set =
        Map.of("FilterPolicy", "{\"a\":[1]}", "RawMessageDelivery", "true", "RedrivePolicy", DEAD);
    String arn = subscribe(topic, "sqs", QUEUE, set);
    List<Map<String, String>> same =
        List.of(
            set,
            Map.of(),
            Map.of("RawMessageDelivery", "TRUE"),
            Map.of("FilterPolicyScope", "MessageAttributes"));
    same.forEach(given -> assertEquals(arn, subscribe(topic, "sqs", QUEUE, given)));
    List<Map<String, String>> different =
        List.of(
            Map.of("RawMessageDelivery", "false"),
            Map.of("FilterPolicy", ""),
            Map.of("FilterPolicy", "{\"a\":[2]}"),
            Map.of("RedrivePolicy", ""));
    different.forEach(
        given ->
            assertEquals(
                "Invalid parameter: Attributes Reason: Subscription already exists with different"
                    + " attributes",
                refusal(() -> subscribe(topic, "sqs", QUEUE, given)).sentence()));
    String plain = subscribe(topic, "sqs", QUEUE + "2", Map.of());
    Map<String, String> defaults =
        Map.of("FilterPolicy", "{}", "RawMessageDelivery", "false", "RedrivePolicy", "");
    assertEquals(plain, subscribe(topic, "sqs", QUEUE + "2", defaults));
  }

  private static Topic topic(String arn, Map<String, String> attributes) {
    return new Topic(new TopicRecord(7, arn, new Attributes(attributes), Map.of()), List.of());
  }

  private String subscribe(
      Topic to, String protocol, String endpoint, Map<String, String> attributes) {
    Subscribe request = new Subscribe(to.record().arn(), protocol, endpoint, attributes, true);
    return to.subscribe(request, ACCOUNT, "", step).reply().arn();
  }

  private @Nullable String shown(String arn, String name) {
    return topic.attributes(arn).get(name);
  }

  private Set<String> difference(String arn, String name) {
    return topic.attributes(arn).containsKey(name) ? Set.of(name) : Set.of();
  }

  private List<String> route(String kind) {
    return topic
        .route(
            new Publication(
                "m", null, Map.of("kind", MessageAttribute.string(kind)), null, null, 0))
        .stream()
        .map(subscriber -> subscriber.queue().resource())
        .sorted()
        .toList();
  }
}

package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the topics refuse, in AWS's sentences. */
class RequestRefusalTest {

  private static final String QUEUE = TopicsFixture.arn("q");

  private final TopicsFixture fixture = new TopicsFixture();
  private final String topic = fixture.topic("t");

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aTopicIsRefusedUnlessItIsNewOrTheSame() {
    String name = "Invalid parameter: Topic Name";
    assertRefused(name, create("", Map.of()));
    assertRefused(name, create("a b", Map.of()));
    assertRefused(name, create("x".repeat(257), Map.of()));
    assertRefused(name, create("a.fifo", Map.of()));
    assertRefused(name, create("a", Map.of("FifoTopic", "true")));
    assertRefused(
        "Invalid parameter: Attributes Reason: Unknown attribute ContentBasedDeduplication",
        create("a", Map.of("ContentBasedDeduplication", "true")));
    assertRefused(
        "Invalid parameter: Attributes Reason: Unknown attribute Nope",
        create("a", Map.of("Nope", "1")));
    assertRefused(
        "Invalid parameter: Attributes Reason: Topic already exists with different attributes",
        create("t", Map.of("DisplayName", "d")));
    assertRefused(
        "Invalid parameter: Tags Reason: Topic already exists with different tags",
        fixture.topics.createTopic(
            new CreateTopic("t", Map.of(), List.of(new Tag("k", "v")), null)));
    assertRefused(
        "Invalid parameter: Duplicated keys are not allowed.",
        fixture.topics.createTopic(
            new CreateTopic("u", Map.of(), List.of(new Tag("k", "v"), new Tag("k", "w")), null)));
    assertEquals(topic, await(create("t", Map.of("FifoTopic", "false"))).topicArn());
  }

  @Test
  void aSubscriptionIsRefusedUnlessItIsNewOrTheSame() {
    assertRefused("Topic does not exist", subscribe(topic + "x", "nope", "nope", Map.of()));
    assertRefused(
        "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1",
        () -> await(subscribe("", "sqs", QUEUE, Map.of())));
    assertRefused("Invalid parameter: SQS endpoint ARN", subscribe(topic, "sqs", "nope", Map.of()));
    assertRefused(
        "Invalid parameter: Amazon SNS does not support this protocol string: nope",
        subscribe(topic, "nope", "x", Map.of()));
    assertRefused(
        "Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be"
            + " subscribed to standard SNS topics",
        subscribe(topic, "sqs", QUEUE + ".fifo", Map.of()));
    assertRefused(
        "Invalid parameter: SubscriptionId", fixture.topics.unsubscribe(new Unsubscribe(topic)));
    await(fixture.topics.unsubscribe(new Unsubscribe(topic + ":nope")));
  }

  @Test
  void theAttributesOfASubscriptionAreRefusedUnlessTheyAreKnownAndTheSame() {
    String prefix = "Invalid parameter: Attributes Reason: ";
    assertRefused(
        prefix + "RawMessageDelivery: Invalid value [x]. Must be true or false.",
        subscribe(topic, "sqs", QUEUE, Map.of("RawMessageDelivery", "x")));
    assertRefused(
        prefix
            + "FilterPolicyScope: Invalid value [x]. Please use either MessageBody or"
            + " MessageAttributes",
        subscribe(topic, "sqs", QUEUE, Map.of("FilterPolicyScope", "x")));
    assertRefused(
        prefix + "Unknown attribute: Nope", subscribe(topic, "sqs", QUEUE, Map.of("Nope", "x")));
    String arn = fixture.subscribe(topic, QUEUE, Map.of("FilterPolicy", "{\"a\":[1]}"));
    assertEquals(arn, fixture.subscribe(topic, QUEUE, Map.of("RawMessageDelivery", "False")));
    assertRefused(
        prefix + "Subscription already exists with different attributes",
        subscribe(topic, "sqs", QUEUE, Map.of("FilterPolicy", "{\"a\":[2]}")));
  }

  @Test
  void aMessageThatMayNotBePublishedIsRefused() {
    assertRefused("Invalid parameter: Empty message", publish("", null, null, null));
    assertRefused("Invalid parameter: Subject", publish("m", "", null, null));
    assertRefused("Invalid parameter: Subject", publish("m", "x".repeat(100), null, null));
    assertRefused("Invalid parameter: Subject", publish("m", "a\nb", null, null));
    assertRefused(
        "Invalid parameter: Message too long", publish("x".repeat(262_145), null, null, null));
    String structure = "Invalid parameter: Message Structure - ";
    assertRefused(
        structure + "JSON message body failed to parse", publish("{", null, "json", null));
    assertRefused(
        structure + "JSON message body failed to parse", publish("[]", null, "json", null));
    for (String more : List.of("x", "{}", ",", "\"\"", "null")) {
      assertRefused(
          structure + "JSON message body failed to parse",
          publish("{\"default\":\"d\"} " + more, null, "json", null));
    }
    await(publish("{\"default\":\"c\",\"default\":\"d\"} \n\t", null, "json", null));
    assertRefused(
        structure + "No default entry in JSON message body", publish("{}", null, "json", null));
    assertRefused(
        "Invalid parameter: MessageDeduplicationId Reason: The request includes"
            + " MessageDeduplicationId parameter that is not valid for this topic type",
        publish("m", null, null, "d"));
    assertRefused(
        "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter",
        fixture.topics.publish(
            new Publish(null, null, null, "m", null, null, Map.of(), null, null)));
    assertRefused(
        "Topic does not exist", fixture.topics.publish(new Publish(topic + "x", "m", Map.of())));
  }

  @Test
  void anAttributeThatAMessageMayNotHaveIsRefused() {
    String start = "The message attribute 'a' ";
    MessageAttribute text = MessageAttribute.string("v");
    assertRefused(
        start
            + "must contain non-empty message attribute value for message attribute type 'String'.",
        publish("a", MessageAttribute.string("")));
    assertRefused(
        start + "with type 'Number' must use field 'String'.",
        publish("a", MessageAttribute.ofBytes("Number", Bytes.of((byte) 1))));
    assertRefused(
        start + "with type 'Binary' must use field 'Binary'.",
        publish("a", MessageAttribute.ofText("Binary", "v")));
    String type =
        "has an invalid message attribute type, the set of supported type prefixes is Binary,"
            + " Number, and String.";
    assertRefused(start + type, publish("a", MessageAttribute.ofText("Stringx", "v")));
    assertRefused(start + type, publish("a", MessageAttribute.ofText("String.", "v")));
    assertRefused(
        "Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can"
            + " only include alphanumeric characters, hyphens, underscores, or dots.",
        publish("a^", text));
    assertRefused(
        "Invalid message attribute name starting with character '.' was found.",
        publish(".a", text));
    assertRefused(
        "Invalid message attribute name ending with character '.' was found.", publish("a.", text));
    assertRefused(
        "Message attribute name can not have successive '.' character.", publish("a..b", text));
    assertRefused(
        "Length of message attribute name must be less than 256 bytes.",
        publish("a".repeat(256), text));
    assertRefused(
        "1 validation error detected: Value null at 'messageAttributes.a.member.dataType' failed"
            + " to satisfy constraint: Member must not be null",
        publish("a", new MessageAttribute(null, "v", null, List.of(), List.of())));
  }

  @Test
  void aBatchIsRefusedAsAWhole() {
    assertRefused("The batch request doesn't contain any entries.", batch());
    assertRefused(
        "The batch request contains more entries than permissible.",
        fixture.topics.publishBatch(
            new PublishBatch(topic, Collections.nCopies(11, entry("a", "m")))));
    assertRefused(
        "Two or more batch entries in the request have the same Id.",
        batch(entry("a", "m"), entry("a", "m")));
    assertRefused(
        "The Id of a batch entry in the batch request contains an impermissible character: a b",
        batch(entry("a b", "m")));
    assertRefused(
        "The Id of a batch entry in the batch request is too long: " + "x".repeat(81),
        batch(entry("x".repeat(81), "m")));
    assertRefused(
        "1 validation error detected: Value null at 'publishBatchRequestEntries.2.member.message'"
            + " failed to satisfy constraint: Member must not be null",
        batch(entry("a", "m"), entry("b", null)));
    assertRefused(
        "Invalid parameter: Message Structure - No default entry in JSON message body",
        batch(
            entry("a", "m"),
            new PublishBatch.Entry("b", "{}", null, "json", Map.of(), null, null)));
    String half = "x".repeat(140_000);
    assertRefused(
        "The length of all the messages put together is more than the limit.",
        batch(entry("a", half), entry("b", half)));
  }

  @Test
  void anEntryWithoutATextIsRefusedAlone() {
    PublishBatch.ErrorEntry refusal =
        new PublishBatch.ErrorEntry(
            "b", "InvalidParameter", "Invalid parameter: Empty message", true);
    PublishBatch.Result some =
        await(batch(entry("a", "m"), entry("b", ""), entry("c", "n"), entry("d", "o")));
    assertEquals(
        List.of("a", "c", "d"), some.successful().stream().map(entry -> entry.id()).toList());
    assertEquals(List.of(refusal), some.failed());
    assertEquals(
        new PublishBatch.Result(List.of(), List.of(refusal)), await(batch(entry("b", ""))));
  }

  private Future<CreateTopic.Result> create(String name, Map<String, String> attributes) {
    return fixture.topics.createTopic(new CreateTopic(name, attributes, List.of(), null));
  }

  private Future<Subscribe.Result> subscribe(
      String arn, String protocol, String endpoint, Map<String, String> attributes) {
    return fixture.topics.subscribe(new Subscribe(arn, protocol, endpoint, attributes, true));
  }

  private Future<Publish.Result> publish(
      String message,
      @Nullable String subject,
      @Nullable String structure,
      @Nullable String deduplicationId) {
    return fixture.topics.publish(
        new Publish(
            topic, null, null, message, subject, structure, Map.of(), deduplicationId, null));
  }

  private Future<Publish.Result> publish(String name, MessageAttribute attribute) {
    return fixture.topics.publish(new Publish(topic, "m", Map.of(name, attribute)));
  }

  private Future<PublishBatch.Result> batch(PublishBatch.Entry... entries) {
    return fixture.topics.publishBatch(new PublishBatch(topic, List.of(entries)));
  }

  private static PublishBatch.Entry entry(String id, @Nullable String message) {
    return new PublishBatch.Entry(id, message, null, null, Map.of(), null, null);
  }
}

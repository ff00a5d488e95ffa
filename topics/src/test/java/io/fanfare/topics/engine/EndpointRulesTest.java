package io.fanfare.topics.engine;

import static io.fanfare.fixture.Refusals.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.EndpointRules;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be subscribed to a topic by which protocol. */
class EndpointRulesTest {

  private static final String TOPIC = "arn:aws:sns:r:1:t";
  private static final String QUEUE = "arn:aws:sqs:r:1:q";
  private static final TopicRecord STANDARD = topic(TOPIC);
  private static final TopicRecord FIFO = topic(TOPIC + ".fifo");

  @ParameterizedTest
  @CsvSource({
    "sqs, arn:aws:sqs:r:1:q",
    "http, http://host:8080/path?a=b",
    "http, http://my_host",
    "https, HTTPS://user:pw@host/",
    "email, a@b.example",
    "email-json, a@b.example",
    "sms, +4912345",
    "sms, +12/34-567.890 1",
    "lambda, arn:aws:lambda:r:1:function:f:alias",
    "firehose, arn:aws:firehose:r:1:deliverystream/s",
    "application, arn:aws:sns:r:1:endpoint/GCM/app/id",
  })
  void everyProtocolHasItsEndpoints(String protocol, String endpoint) {
    assertEquals(
        new SubscriptionRecord.Target(protocol, endpoint), target(protocol, endpoint, STANDARD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqs | q | Invalid parameter: SQS endpoint ARN",
        "sqs | arn:aws:sns:r:1:t | Invalid parameter: SQS endpoint ARN",
        "sqs | arn:aws:sqs:r:1:q.x | Invalid parameter: SQS endpoint ARN",
        "sqs | | Invalid parameter: SQS endpoint ARN",
        "http | https://x | Invalid parameter: Endpoint must match the specified protocol",
        "https | http://x | Invalid parameter: Endpoint must match the specified protocol",
        "http | http: | Invalid parameter: Endpoint must match the specified protocol",
        "http | http://a b | Invalid parameter: Endpoint must match the specified protocol",
        "email | a.example | Invalid parameter: Email address",
        "email-json | @ | Invalid parameter: Email address",
        "sms | 12a | Invalid SMS endpoint: 12a",
        "sms | +1--2 | Invalid SMS endpoint: +1--2",
        "sms | +1- | Invalid SMS endpoint: +1-",
        "sms | +-1 | Invalid SMS endpoint: +-1",
        "lambda | arn:aws:lambda:r:1:f | Invalid parameter: Lambda endpoint ARN",
        "firehose | s | Invalid parameter: Firehose endpoint ARN",
        "application | x | Invalid parameter: Application endpoint arn invalid:x",
        "pigeon | x | Invalid parameter: Amazon SNS does not support this protocol string: pigeon",
        "SQS | x | Invalid parameter: Amazon SNS does not support this protocol string: SQS",
      })
  void otherEndpointsAreRefused(String protocol, @Nullable String endpoint, String sentence) {
    assertEquals(sentence, refusal(() -> target(protocol, endpoint, STANDARD)).sentence());
  }

  @Test
  void aProtocolIsRequired() {
    Subscribe request = new Subscribe(TOPIC, null, QUEUE, Map.of(), null);
    assertEquals(
        "1 validation error detected: Value null at 'protocol' failed to satisfy constraint:"
            + " Member must not be null",
        refusal(() -> EndpointRules.target(request, STANDARD)).sentence());
  }

  @Test
  void aStandardTopicTakesNoFifoQueues() {
    assertEquals(
        "Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be"
            + " subscribed to standard SNS topics",
        refusal(() -> target("sqs", QUEUE + ".fifo", STANDARD)).sentence());
  }

  @Test
  void aFifoTopicTakesQueuesOfBothKindsAndNothingElse() {
    target("sqs", QUEUE + ".fifo", FIFO);
    target("sqs", QUEUE, FIFO);
    assertEquals(
        "Invalid parameter: Invalid parameter: Endpoint Reason: Please use FIFO SQS queue",
        refusal(() -> target("http", "http://x", FIFO)).sentence());
  }

  @Test
  void aFifoTopicHas100Subscriptions() {
    Topic topic = new Topic(FIFO, List.of());
    VirtualStep step = new VirtualStep(0);
    IntStream.range(0, 100).forEach(i -> topic.subscribe(queue(i), "1", "", step));
    topic.subscribe(queue(7), "1", "", step);
    assertEquals(
        "Subscription limit reached: a topic has at most 100 subscriptions",
        refusal(() -> topic.subscribe(queue(100), "1", "", step)).sentence());
  }

  private static Subscribe queue(int number) {
    return new Subscribe(FIFO.arn(), QUEUE + number, Map.of());
  }

  private static SubscriptionRecord.Target target(
      String protocol, @Nullable String endpoint, TopicRecord topic) {
    return EndpointRules.target(
        new Subscribe(topic.arn(), protocol, endpoint, Map.of(), null), topic);
  }

  private static TopicRecord topic(String arn) {
    return new TopicRecord(7, arn, Attributes.none(), Map.of());
  }
}

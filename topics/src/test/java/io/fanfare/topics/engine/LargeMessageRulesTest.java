package io.fanfare.topics.engine;

import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.fanfare.core.Attributes;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.SubscriptionRecord.Target;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.LargeMessageRules;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic with messages larger than usual has few subscriptions, and those of few kinds. */
class LargeMessageRulesTest {

  private static final String ARN = "arn:aws:sns:us-east-1:000000000000:t";
  private static final TopicRecord USUAL = topic("262144");
  private static final TopicRecord LARGE = topic("262145");

  @Test
  void aTopicWithLargeMessagesHasAtMost100Subscriptions() {
    String reason =
        " Reason: A topic with a MaximumMessageSize above 262144 can have at most 100"
            + " subscriptions";
    assertDoesNotThrow(() -> LargeMessageRules.checkSubscription(LARGE, "sqs", 99));
    assertInvalid(
        "TopicArn" + reason, () -> LargeMessageRules.checkSubscription(LARGE, "sqs", 100));
    assertDoesNotThrow(() -> LargeMessageRules.checkSubscription(USUAL, "sqs", 100));
    assertDoesNotThrow(() -> with(100).change(LARGE));
    assertInvalid("MaximumMessageSize" + reason, () -> with(101).change(LARGE));
    assertDoesNotThrow(() -> with(101).change(topic("1024")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https", "email", "sms", "application"})
  void aTopicWithLargeMessagesDeliversToFewKindsOfEndpoints(String protocol) {
    assertDoesNotThrow(() -> LargeMessageRules.checkSubscription(USUAL, protocol, 0));
    assertInvalid(
        "Protocol Reason: A topic with a MaximumMessageSize above 262144 cannot deliver to "
            + protocol
            + " endpoints",
        () -> LargeMessageRules.checkSubscription(LARGE, protocol, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqs", "lambda", "firehose"})
  void queuesFunctionsAndStreamsTakeLargeMessages(String protocol) {
    assertDoesNotThrow(() -> LargeMessageRules.checkSubscription(LARGE, protocol, 0));
  }

  private static TopicRecord topic(String maximumMessageSize) {
    return new TopicRecord(
        1, ARN, new Attributes(Map.of("MaximumMessageSize", maximumMessageSize)), Map.of());
  }

  private static Topic with(int subscriptions) {
    List<SubscriptionRecord> all =
        IntStream.range(0, subscriptions)
            .mapToObj(
                i ->
                    new SubscriptionRecord(
                        1,
                        i,
                        ARN + ":" + i,
                        new Target("sqs", "arn:aws:sqs:us-east-1:000000000000:q" + i),
                        Attributes.none()))
            .toList();
    return new Topic(USUAL, all);
  }

  private static void assertInvalid(String what, Executable act) {
    assertRefused("Invalid parameter: " + what, act);
  }
}

package io.fanfare.topics.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic's delivery policy is kept as it is given, and in effect it lies over AWS's defaults. */
class TopicDeliveryPolicyTest {

  private static final String DEFAULT =
      """
      {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,\
      "numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,\
      "backoffFunction":"linear"},"disableSubscriptionOverrides":false,\
      "defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"http\":{}} | {\"http\":{\"disableSubscriptionOverrides\":false}}",
        "{\"http\":{\"defaultHealthyRetryPolicy\":null}}"
            + " | {\"http\":{\"disableSubscriptionOverrides\":false}}",
        "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":9,\"minDelayTarget\":null}}}"
            + " | {\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":9},"
            + "\"disableSubscriptionOverrides\":false}}",
        "{\"http\":{\"disableSubscriptionOverrides\":true}}"
            + " | {\"http\":{\"disableSubscriptionOverrides\":true}}",
        "{\"http\":null} | {}",
        "{} | {}",
      })
  void whatIsGivenIsKeptWithoutItsNulls(String given, String kept) {
    assertEquals(kept, TopicDeliveryPolicy.stored(given, ""));
  }

  @Test
  void theDefaultsAreInEffectWhereNothingElseIsSaid() {
    assertEquals(DEFAULT, TopicDeliveryPolicy.effective(Optional.empty()));
    assertEquals(DEFAULT, TopicDeliveryPolicy.effective(Optional.of("{}")));
    assertEquals(DEFAULT, TopicDeliveryPolicy.effective(Optional.of("what an older version kept")));
  }

  @Test
  void aPolicyLiesOverTheDefaultsFieldByField() {
    String policy =
        "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":5,\"maxDelayTarget\":30},"
            + "\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":7},"
            + "\"defaultRequestPolicy\":{\"headerContentType\":\"text/csv\"}}}";
    assertEquals(
        DEFAULT
            .replace("\"numRetries\":3", "\"numRetries\":5")
            .replace("\"maxDelayTarget\":20", "\"maxDelayTarget\":30")
            .replace("text/plain; charset=UTF-8", "text/csv")
            .replace("}}}", "},\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":7}}}"),
        TopicDeliveryPolicy.effective(Optional.of(TopicDeliveryPolicy.stored(policy, ""))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x | failed to parse JSON.",
        "[] | failed to parse JSON.",
        "{\"healthyRetryPolicy\":{}} | Unexpected JSON member: healthyRetryPolicy",
        "{\"http\":{\"guaranteed\":false}} | Unexpected JSON member: guaranteed",
        "{\"http\":{\"defaultThrottlePolicy\":{\"x\":{\"y\":1}}}} | Unexpected JSON member: x",
        "{\"http\":[]} | http must be an object",
        "{\"http\":{\"defaultHealthyRetryPolicy\":3}}"
            + " | defaultHealthyRetryPolicy must be an object",
        "{\"http\":{\"disableSubscriptionOverrides\":\"no\"}}"
            + " | disableSubscriptionOverrides must be true or false",
        "{\"http\":{\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":0}}}"
            + " | defaultThrottlePolicy.maxReceivesPerSecond must be at least 1",
        "{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"csv\"}}}"
            + " | defaultRequestPolicy.headerContentType is invalid",
        "{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"text/bogus\"}}}"
            + " | defaultRequestPolicy.headerContentType is invalid",
      })
  void whatIsNoDeliveryPolicyIsRefused(String given, String reason) {
    assertEquals(
        "Invalid parameter: DeliveryPolicy: " + reason,
        assertThrows(BrokerException.class, () -> TopicDeliveryPolicy.stored(given, ""))
            .sentence());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"minDelayTarget\":0 | minDelayTarget must be a number from 1 to 20",
        "\"minDelayTarget\":21 | minDelayTarget must be a number from 1 to 20",
        "\"maxDelayTarget\":3601 | maxDelayTarget must be a number from 1 to 3600",
        "\"numRetries\":101 | numRetries must be a number from 0 to 100",
        "\"numRetries\":\"3\" | numRetries must be a number from 0 to 100",
        "\"numRetries\":1.5 | numRetries must be a number from 0 to 100",
        "\"numNoDelayRetries\":4 | numNoDelayRetries must be a number from 0 to 3",
        "\"numNoDelayRetries\":2,\"numMaxDelayRetries\":2"
            + " | numRetries must be greater than or equal to total of numMinDelayRetries,"
            + " numNoDelayRetries and numMaxDelayRetries",
        "\"backoffFunction\":\"x\""
            + " | backoffFunction must be one of linear, arithmetic, geometric, exponential",
        "\"maxDelayTarget\":3600,\"numMaxDelayRetries\":2"
            + " | total delay must be at most 3600 seconds",
      })
  void retriesHaveTheirBounds(String fields, String reason) {
    String policy = "{\"http\":{\"defaultHealthyRetryPolicy\":{" + fields + "}}}";
    assertEquals(
        "Invalid parameter: DeliveryPolicy: defaultHealthyRetryPolicy." + reason,
        assertThrows(BrokerException.class, () -> TopicDeliveryPolicy.stored(policy, ""))
            .sentence());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/csv", "application/json", "text/plain; charset=UTF-8", "application/xml"})
  void aContentTypeOfTheListMayBeSent(String type) {
    String policy =
        "{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\""
            + type
            + "\"},\"disableSubscriptionOverrides\":false}}";
    assertEquals(policy, TopicDeliveryPolicy.stored(policy, ""));
  }
}

package io.fanfare.topics.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The delivery policy of an HTTP endpoint: what it may say, and what holds where it says nothing.
 */
class DeliveryPolicyTest {

  private static final AttributeJson JSON = new AttributeJson("", "DeliveryPolicy");
  private static final String NOTHING =
      "{'healthyRetryPolicy':null,'sicklyRetryPolicy':null,'throttlePolicy':null,"
          + "'requestPolicy':null,'guaranteed':false}";
  private static final String DEFAULT =
      "{'healthyRetryPolicy':{'minDelayTarget':20,'maxDelayTarget':20,'numRetries':3,"
          + "'numMaxDelayRetries':0,'numNoDelayRetries':0,'numMinDelayRetries':0,"
          + "'backoffFunction':'linear'},'sicklyRetryPolicy':null,'throttlePolicy':null,"
          + "'requestPolicy':{'headerContentType':'text/plain; charset=UTF-8'},"
          + "'guaranteed':false}";

  @Test
  void aPolicyIsShownWithAllItsParts() {
    assertEquals(NOTHING, parse("{}"));
    assertEquals(NOTHING, parse("{'throttlePolicy':null,'guaranteed':true}"));
    assertEquals(
        NOTHING.replace("'requestPolicy':null", "'requestPolicy':{'headerContentType':'text/csv'}"),
        parse("{'requestPolicy':{'headerContentType':'text/csv'}}"));
    assertEquals(
        NOTHING
            .replace(
                "'healthyRetryPolicy':null",
                "'healthyRetryPolicy':{'minDelayTarget':1,'maxDelayTarget':2,'numRetries':5}")
            .replace("'throttlePolicy':null", "'throttlePolicy':{'maxReceivesPerSecond':7}"),
        parse(
            "{'throttlePolicy':{'maxReceivesPerSecond':7},"
                + "'healthyRetryPolicy':{'minDelayTarget':1,'maxDelayTarget':2,'numRetries':5,"
                + "'backoffFunction':null}}"));
  }

  @Test
  void whatHoldsIsCompletedByTheTopicAndByDefaults() {
    assertEquals(DEFAULT, effective("", ""));
    assertEquals(
        DEFAULT.replace("'numRetries':3", "'numRetries':5"),
        effective("{'healthyRetryPolicy':{'numRetries':5}}", ""));
    String ofTopic =
        "{'http':{'defaultHealthyRetryPolicy':{'numRetries':9,'maxDelayTarget':40},"
            + "'defaultThrottlePolicy':{'maxReceivesPerSecond':2},"
            + "'defaultRequestPolicy':{'headerContentType':'text/csv'},"
            + "'disableSubscriptionOverrides':false}}";
    String completed =
        DEFAULT
            .replace("'maxDelayTarget':20", "'maxDelayTarget':40")
            .replace("'throttlePolicy':null", "'throttlePolicy':{'maxReceivesPerSecond':2}")
            .replace("text/plain; charset=UTF-8", "text/csv");
    assertEquals(
        completed.replace("'numRetries':3", "'numRetries':5"),
        effective("{'healthyRetryPolicy':{'numRetries':5}}", ofTopic));
    assertEquals(
        completed.replace("'numRetries':3", "'numRetries':9"),
        effective(
            "{'healthyRetryPolicy':{'numRetries':5}}",
            ofTopic.replace("Overrides':false", "Overrides':true")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[] | invalid JSON. An object is expected.",
        "{'retry':{}} | invalid JSON. Attribute retry is unknown.",
        "{'throttlePolicy':7} | throttlePolicy must be an object",
        "{'throttlePolicy':{'maxReceivesPerSecond':0}} | throttlePolicy.maxReceivesPerSecond must"
            + " be greater than or equal to 1",
        "{'requestPolicy':{'headerContentType':'a/b\\r\\nx: y'}} |"
            + " requestPolicy.headerContentType is invalid",
        "{'requestPolicy':{'headerContentType':'text/bogus'}} |"
            + " requestPolicy.headerContentType is invalid"
      })
  void aPolicyThatCannotBeIsRefused(String policy, String reason) {
    assertEquals(
        "DeliveryPolicy: " + reason,
        assertThrows(BrokerException.class, () -> parse(policy)).sentence());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'healthyRetryPolicy':{}} | healthyRetryPolicy.minDelayTarget must be specified",
        "{'healthyRetryPolicy':{'minDelayTarget':1,'numRetries':3}} |"
            + " healthyRetryPolicy.maxDelayTarget must be specified",
        "{'healthyRetryPolicy':{'minDelayTarget':1,'maxDelayTarget':2}} |"
            + " healthyRetryPolicy.numRetries must be specified",
        "{'requestPolicy':{}} | requestPolicy.headerContentType is invalid",
        "{'healthyRetryPolicy':{'x':1}} | invalid JSON. Attribute healthyRetryPolicy.x is unknown.",
        "{'healthyRetryPolicy':{'numRetries':'3'}} | healthyRetryPolicy.numRetries must be an"
            + " integer",
        "{'healthyRetryPolicy':{'numRetries':101}} | healthyRetryPolicy.numRetries must be less"
            + " than or equal to 100",
        "{'healthyRetryPolicy':{'minDelayTarget':0}} | healthyRetryPolicy.minDelayTarget must be"
            + " greater than or equal to 1",
        "{'healthyRetryPolicy':{'maxDelayTarget':3601}} | healthyRetryPolicy.maxDelayTarget must be"
            + " less than or equal to 3600",
        "{'healthyRetryPolicy':{'minDelayTarget':30,'maxDelayTarget':20,'numRetries':3}} | healthyRetryPolicy.maxDelayTarget must be"
            + " greater than or equal to healthyRetryPolicy.minDelayTarget",
        "{'healthyRetryPolicy':{'minDelayTarget':20,'maxDelayTarget':20,'numRetries':3,"
            + "'numNoDelayRetries':2,'numMinDelayRetries':2}} |"
            + " healthyRetryPolicy.numRetries must be greater than or equal to total of"
            + " numMinDelayRetries, numNoDelayRetries and numMaxDelayRetries",
        "{'healthyRetryPolicy':{'minDelayTarget':20,'maxDelayTarget':20,'numRetries':3,"
            + "'backoffFunction':'cubic'}} | healthyRetryPolicy.backoffFunction"
            + " must be one of linear, arithmetic, geometric, exponential",
        "{'healthyRetryPolicy':{'minDelayTarget':20,'maxDelayTarget':3600,'numRetries':100}} | healthyRetryPolicy: the"
            + " delays of all retries must not exceed 3600 seconds",
      })
  void aRetryPolicyThatCannotBeIsRefused(String policy, String reason) {
    assertEquals(
        "DeliveryPolicy: " + reason,
        assertThrows(BrokerException.class, () -> parse(policy)).sentence());
  }

  private static String parse(String policy) {
    return DeliveryPolicy.parse(JSON, policy.replace('\'', '"')).replace('"', '\'');
  }

  private static String effective(String own, String ofTopic) {
    return DeliveryPolicy.effective(own.replace('\'', '"'), ofTopic.replace('\'', '"'))
        .replace('"', '\'');
  }
}

package io.fanfare.topics.rules;

import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.PutDataProtectionPolicy;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.topics.rows.TopicRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What attributes a topic takes, and what it makes of them. */
class TopicAttributeRulesTest {

  private static final String ARN = "arn:aws:sns:eu-west-1:123456789012:orders";
  private static final String OTHER =
      "Invalid parameter: Attributes Reason: Topic already exists with different attributes";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DisplayName | Orders",
        "Policy | {\"Statement\":[]}",
        "KmsMasterKeyId | alias/key",
        "SignatureVersion | 2",
        "TracingConfig | Active",
        "MaximumMessageSize | 1024",
        "MaximumMessageSize | 1048576",
        "HTTPSuccessFeedbackRoleArn | arn:aws:iam::123456789012:role/r",
        "FirehoseFailureFeedbackRoleArn | arn:aws:iam::123456789012:role/r",
        "LambdaSuccessFeedbackSampleRate | 0",
        "ApplicationSuccessFeedbackSampleRate | 100",
      })
  void anAttributeIsKeptAsItIsSet(String name, String value) {
    assertEquals(Map.of(name, value), created(name, value).texts());
    assertEquals(Map.of(name, value), set(topic(Map.of()), name, value).texts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SignatureVersion | 3 | 1, 2",
        "TracingConfig | active | PassThrough, Active",
        "MaximumMessageSize | 1023 | 1024 to 1048576",
        "MaximumMessageSize | 1048577 | 1024 to 1048576",
        "MaximumMessageSize | much | 1024 to 1048576",
        "SQSSuccessFeedbackSampleRate | 101 | 0 to 100",
        "SQSFailureFeedbackRoleArn | me | the ARN of a role",
        "SQSFailureFeedbackRoleArn | arn:aws:iam::123456789012:user/u | the ARN of a role",
      })
  void aValueOutsideItsRangeIsRefused(String name, String value, String values) {
    String refusal = name + ": Invalid value [" + value + "]. Must be " + values + ".";
    assertRefused("Invalid parameter: Attributes Reason: " + refusal, () -> created(name, value));
    assertRefused("Invalid parameter: " + refusal, () -> set(topic(Map.of()), name, value));
  }

  @Test
  void aDisplayNameHasUpTo100Characters() {
    assertDoesNotThrow(() -> created("DisplayName", "\ud83d\ude00".repeat(100)));
    assertThrows(BrokerException.class, () -> created("DisplayName", "x".repeat(101)));
  }

  @Test
  void aPolicyIsAnObjectInJsonOfUpTo30720Bytes() {
    String none = "Policy Error: null";
    for (String text : List.of("", "x", "[]", "{} {}")) {
      assertRefused("Invalid parameter: Attributes Reason: " + none, () -> created("Policy", text));
      assertRefused("Invalid parameter: " + none, () -> set(topic(Map.of()), "Policy", text));
    }
    String large = "{\"Id\":\"" + "x".repeat(30_720 - 9) + "\"}";
    assertEquals(30_720, large.length());
    assertDoesNotThrow(() -> created("Policy", large));
    assertRefused(
        "Invalid parameter: Policy Error: 30721 bytes were found, maximum allowed is 30720",
        () -> set(topic(Map.of()), "Policy", large + " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TopicArn",
        "Owner",
        "SubscriptionsConfirmed",
        "EffectiveDeliveryPolicy",
        "FifoTopic",
        "DataProtectionPolicy",
        "displayname",
        "",
      })
  void whatIsUnknownOrReadOnlyIsNotSet(String name) {
    assertRefused("Invalid parameter: AttributeName", () -> set(topic(Map.of()), name, "true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TopicArn", "DataProtectionPolicy", "Nope"})
  void whatIsUnknownOrReadOnlyIsNotGivenAtCreation(String name) {
    assertRefused(
        "Invalid parameter: Attributes Reason: Unknown attribute " + name,
        () -> created(name, "true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DeliveryPolicy",
        "KmsMasterKeyId",
        "HTTPSuccessFeedbackRoleArn",
        "SQSSuccessFeedbackSampleRate"
      })
  void anEmptyTextUnsetsWhatMayBeUnset(String name) {
    TopicRecord topic = topic(Map.of(name, "x", "DisplayName", "d"));
    assertEquals(Map.of("DisplayName", "d"), set(topic, name, "").texts());
    assertEquals(Map.of("DisplayName", "d"), set(topic, name, null).texts());
    assertEquals(Map.of(), created(name, "").texts());
  }

  @Test
  void aStandardTopicDoesNotKeepThatItIsNoFifoTopic() {
    assertEquals(Attributes.none(), created("FifoTopic", "False"));
  }

  @Test
  void everyAttributeHasItsPlaceInTheTableOfItsKindOfTopic() {
    for (Attribute<?> attribute : TopicAttribute.all()) {
      assertEquals(
          !attribute.name().equals("TracingConfig"), TopicAttribute.of(true).contains(attribute));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DisplayName | d",
        "MaximumMessageSize | 02048",
        "Policy | { \"Statement\" : [] }",
        "DeliveryPolicy | {\"http\":{}}",
        "KmsMasterKeyId | ''",
        "FifoTopic | false",
      })
  void aTopicIsCreatedAgainWithWhatItHas(String name, String value) {
    TopicRecord topic =
        topic(
            Map.of(
                "DisplayName", "d",
                "MaximumMessageSize", "2048",
                "Policy", "{\"Statement\":[]}",
                "DeliveryPolicy", "{\"http\":{\"disableSubscriptionOverrides\":false}}"));
    assertDoesNotThrow(() -> TopicRules.checkSame(topic, request(name, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"DisplayName | e", "MaximumMessageSize | 262144", "KmsMasterKeyId | k"})
  void aTopicIsNotCreatedAgainWithAnythingElse(String name, String value) {
    TopicRecord topic = topic(Map.of("DisplayName", "d"));
    assertRefused(OTHER, () -> TopicRules.checkSame(topic, request(name, value)));
  }

  @Test
  void aDataProtectionPolicyIsAnythingOfUpTo30720Characters() {
    TopicRecord topic = topic(Map.of());
    TopicRecord protectedTopic = topic.with(protect(topic, "{}"));
    assertEquals("{}", protectedTopic.dataProtectionPolicy().orElseThrow());
    assertEquals(Attributes.none(), protect(protectedTopic, ""));
    assertDoesNotThrow(() -> protect(topic, "x".repeat(30_720)));
    assertRefused(
        "Invalid parameter: DataProtectionPolicy", () -> protect(topic, "x".repeat(30_721)));
    CreateTopic request = new CreateTopic("orders", Map.of(), List.of(), "{}");
    assertEquals(protectedTopic.attributes(), TopicAttributeRules.of(request));
    assertDoesNotThrow(() -> TopicRules.checkSame(protectedTopic, request));
    assertRefused(OTHER, () -> TopicRules.checkSame(topic, request));
  }

  private static Attributes protect(TopicRecord topic, String policy) {
    return TopicAttributeRules.set(topic, new PutDataProtectionPolicy(ARN, policy));
  }

  private static Attributes created(String name, String value) {
    return TopicAttributeRules.of(request(name, value));
  }

  private static CreateTopic request(String name, String value) {
    return new CreateTopic("orders", Map.of(name, value), List.of(), null);
  }

  private static Attributes set(TopicRecord topic, String name, @Nullable String value) {
    return TopicAttributeRules.set(topic, new SetTopicAttributes(ARN, name, value));
  }

  private static TopicRecord topic(Map<String, String> attributes) {
    return new TopicRecord(1, ARN, new Attributes(attributes), Map.of());
  }
}

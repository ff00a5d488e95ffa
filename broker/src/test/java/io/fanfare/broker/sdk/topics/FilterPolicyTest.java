package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** A subscription with a filter policy gets what matches, and nothing else. */
@OnEveryBroker
final class FilterPolicyTest {

  private final Tenant tenant;
  private final String topic;
  private final String url;

  FilterPolicyTest(Tenant tenant) {
    this.tenant = tenant;
    topic = tenant.sns.createTopic(c -> c.name(tenant.newName())).topicArn();
    url = tenant.queue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"kind\":[\"order\"]} | order | 1",
        "{\"kind\":[\"order\"]} | Order | 0",
        "{\"kind\":[\"a\",\"order\"]} | order | 1",
        "{\"kind\":[{\"prefix\":\"ord\"}]} | order | 1",
        "{\"kind\":[{\"suffix\":\"der\"}]} | order | 1",
        "{\"kind\":[{\"equals-ignore-case\":\"ORDER\"}]} | order | 1",
        "{\"kind\":[{\"wildcard\":\"o*d*r\"}]} | order | 1",
        "{\"kind\":[{\"wildcard\":\"o*d\"}]} | order | 0",
        "{\"kind\":[{\"cidr\":\"10.0.0.0/24\"}]} | 10.0.0.7 | 1",
        "{\"kind\":[{\"cidr\":\"10.0.0.0/24\"}]} | 10.0.1.7 | 0",
        "{\"kind\":[{\"anything-but\":{\"prefix\":\"ord\"}}]} | order | 0",
        "{\"kind\":[{\"anything-but\":{\"suffix\":\"ord\"}}]} | order | 1",
        "{\"kind\":[{\"anything-but\":{\"wildcard\":\"*rd*\"}}]} | order | 0",
        "{\"$or\":[{\"kind\":[\"order\"]},{\"other\":[\"x\"]}]} | order | 1",
        "{\"kind\":[{\"anything-but\":\"order\"}]} | order | 0",
        "{\"kind\":[{\"anything-but\":[\"a\"]}]} | order | 1",
        "{\"kind\":[{\"exists\":true}]} | order | 1",
        "{\"kind\":[{\"exists\":false}]} | order | 0",
        "{\"other\":[{\"exists\":false}]} | order | 1",
        "{\"kind\":[\"order\"],\"other\":[\"x\"]} | order | 0",
        "{} | order | 1",
      })
  void aPolicyOverAttributesChooses(String policy, String kind, int copies) {
    subscribe(Map.of("FilterPolicy", policy));
    publish("m", Map.of("kind", text("String", kind)));
    assertEquals(copies + "+0+0", tenant.counts(url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"n\":[100]} | 100 | 1",
        "{\"n\":[301.5]} | 3.015e2 | 1",
        "{\"n\":[{\"numeric\":[\">\",10,\"<=\",20]}]} | 20 | 1",
        "{\"n\":[{\"numeric\":[\">\",10,\"<=\",20]}]} | 10 | 0",
        "{\"n\":[\"100\"]} | 100 | 0",
      })
  void numbersAreComparedAsNumbers(String policy, String number, int copies) {
    subscribe(Map.of("FilterPolicy", policy));
    publish("m", Map.of("n", text("Number", number)));
    assertEquals(copies + "+0+0", tenant.counts(url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"o\":{\"kind\":[\"order\"]}} | {\"o\":{\"kind\":\"order\"}} | 1",
        "{\"o\":{\"kind\":[\"order\"]}} | {\"o\":{\"kind\":\"return\"}} | 0",
        "{\"o\":{\"kind\":[\"order\"]}} | {\"o.kind\":\"order\"} | 1",
        "{\"o\":{\"kind\":[\"a\"],\"n\":[1]}} | {\"o\":[{\"kind\":\"a\",\"n\":1}]} | 1",
        "{\"o\":{\"kind\":[\"a\"],\"n\":[1]}} | {\"o\":[{\"kind\":\"a\"},{\"n\":1}]} | 0",
        "{\"n\":[{\"numeric\":[\">\",5]}]} | {\"n\":[1,[6]]} | 1",
        "{\"n\":[null]} | {\"n\":null} | 1",
        "{\"n\":[{\"exists\":false}]} | {\"n\":[]} | 1",
        "{\"n\":[{\"exists\":false}]} | text | 0",
        "{\"$or\":[{\"a\":[1]},{\"b\":[1]}]} | {\"b\":1} | 1",
      })
  void aPolicyOverTheBodyChooses(String policy, String body, int copies) {
    subscribe(Map.of("FilterPolicy", policy, "FilterPolicyScope", "MessageBody"));
    publish(body, Map.of());
    assertEquals(copies + "+0+0", tenant.counts(url));
  }

  @Test
  void aPolicyOverTheBodyLooksAtTheTextForQueues() {
    subscribe(Map.of("FilterPolicy", "{\"n\":[1]}", "FilterPolicyScope", "MessageBody"));
    String message = "{\"default\":\"none\",\"sqs\":\"{\\\"n\\\":1}\"}";
    tenant.sns.publish(p -> p.topicArn(topic).message(message).messageStructure("json"));
    assertEquals("1+0+0", tenant.counts(url));
  }

  @Test
  void anArrayAttributeMatchesWithOneOfItsElements() {
    subscribe(Map.of("FilterPolicy", "{\"tags\":[\"b\"]}"));
    publish("m", Map.of("tags", text("String.Array", "[\"a\",\"b\"]")));
    publish("m", Map.of("tags", text("String.Array", "[\"a\"]")));
    assertEquals("1+0+0", tenant.counts(url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"key\":\"v\"} | \"key\" must be an object or an array",
        "{\"key\":[]} | Empty arrays are not allowed",
        "{\"key\":[{\"like\":\"v\"}]} | Unrecognized match type like",
        "{\"key\":[{\"prefix\":1}]} | prefix match pattern must be a string",
        "{\"key\":[{\"exists\":\"x\"}]} | exists match pattern must be either true or false.",
        "{\"key\":[{\"numeric\":[\">\",3,\"<\",1]}]} | Bottom must be less than top",
        "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]} | Filter policy can not have"
            + " more than 5 keys",
      })
  void aPolicyThatCannotWorkIsRefused(String policy, String reason) {
    Refusal refusal = Refusal.of(() -> subscribe(Map.of("FilterPolicy", policy)));
    assertEquals("InvalidParameter", refusal.code());
    String expected = "Invalid parameter: Attributes Reason: FilterPolicy: " + reason;
    assertEquals(
        expected,
        refusal.sentence().substring(0, Math.min(expected.length(), refusal.sentence().length())));
  }

  @Test
  void attributesAreNotNested() {
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: Filter policy scope MessageAttributes does not support nested filter"
            + " policy",
        () -> subscribe(Map.of("FilterPolicy", "{\"a\":{\"b\":[1]}}")));
  }

  private void subscribe(Map<String, String> attributes) {
    Map<String, String> all = new HashMap<>(attributes);
    all.put("RawMessageDelivery", "true");
    tenant.sns.subscribe(
        s -> s.topicArn(topic).protocol("sqs").endpoint(tenant.arnOf(url)).attributes(all));
  }

  private void publish(String message, Map<String, MessageAttributeValue> attributes) {
    tenant.sns.publish(p -> p.topicArn(topic).message(message).messageAttributes(attributes));
  }

  private static MessageAttributeValue text(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }
}

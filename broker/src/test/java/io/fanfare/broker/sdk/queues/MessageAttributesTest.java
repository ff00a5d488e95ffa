package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Attributes.binary;
import static io.fanfare.broker.sdk.fixture.Attributes.number;
import static io.fanfare.broker.sdk.fixture.Attributes.string;
import static io.fanfare.broker.sdk.fixture.Attributes.text;
import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Message attributes: what they may be, and the digest that AWS counts over them. */
@OnEveryBroker
final class MessageAttributesTest {

  private final Tenant tenant;
  private final String url;

  MessageAttributesTest(Tenant tenant) {
    this.tenant = tenant;
    url = tenant.queue();
  }

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of("a45daa70926828a2f0a1db3418e6feb4", Map.of("k", string("x"))),
        Arguments.of("ae7155c6026991b6d54b11589678bf9c", Map.of("Foo", string("Bar"))),
        Arguments.of(
            "fca026605781cb4126a1e9044df24232",
            Map.of("Hello", string("There"), "General", string("Kenobi"))),
        Arguments.of(
            "4c360f3fdafd970e05fae2f149d997f5",
            Map.of("Hello", string("There"), "Help.Me", string("Me"), "General", string("Kenobi"))),
        Arguments.of(
            "235c5c510d26fb653d073faed50ae77c", Map.of("timestamp", number("1493147359900"))),
        Arguments.of("d302007e9aa062660afc85fd0a482472", Map.of("attr1", number("99.12"))),
        Arguments.of(
            "797ab158d73dcb5242dedc4412c8e855",
            Map.of("UserId", text("Number.bigint", "1234567890123456789012"))),
        Arguments.of("973749046908c117819a7d5e12dac587", Map.of("b", binary("Binary", 0, 1))),
        Arguments.of(
            "98abb37965bc020b2c30fe0594270958",
            Map.of("a", string("2"), "B", string("3"), "Aa", string("1"))),
        Arguments.of(
            "6f282fa21a3a16ce3c3705e526903f7c",
            Map.of(
                "Alpha", string("first"),
                "beta", binary("Binary.png", 0, 1, 2, 255),
                "Count", text("Number.decimal", "42.50"))));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void attributesRoundTripUnderTheDigestAwsCounts(
      String digest, Map<String, MessageAttributeValue> attributes) {
    assertEquals(digest, send(attributes).md5OfMessageAttributes());
    var received = tenant.receiveOne(url);
    assertEquals(digest, received.md5OfMessageAttributes());
    assertEquals(attributes, received.messageAttributes());
  }

  @Test
  void aMessageHasUpTo10() {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      attributes.put("name" + i, string("v"));
    }
    send(attributes);
    assertEquals(attributes, tenant.receiveOne(url).messageAttributes());
    attributes.put("one more", string("v"));
    assertInvalid(
        "Number of message attributes [11] exceeds the allowed maximum [10].",
        () -> send(attributes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-b_9.x", "ø", "9", "awsome", "Name.With.Dots"})
  void aNameHasLettersDigitsHyphensUnderscoresAndDots(String name) {
    send(Map.of(name, string("v")));
    assertEquals(Map.of(name, string("v")), tenant.receiveOne(url).messageAttributes());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "AWS.a, You can't use message attribute names beginning with 'AWS.' or 'Amazon'. These strings"
            + " are reserved for internal use.",
        "aws.a, You can't use message attribute names beginning with 'AWS.' or 'Amazon'. These strings"
            + " are reserved for internal use.",
        "Amazon.a, You can't use message attribute names beginning with 'AWS.' or 'Amazon'. These"
            + " strings are reserved for internal use.",
        ".a, Message (user) attribute name must not begin with character '.'.",
        "a., Message (user) attribute name must not end with character '.'.",
        "a..b, Message (user) attribute name must not have successive '.' characters.",
      })
  void aReservedOrBadlyDottedNameIsRefused(String name, String sentence) {
    assertInvalid(sentence, () -> send(Map.of(name, string("v"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "a\"b", "§", "a(b", "a?b", "a b"})
  void anotherNameIsRefused(String name) {
    assertEquals("InvalidParameterValue", Refusal.of(() -> send(Map.of(name, string("v")))).code());
  }

  @Test
  void aNameIsNotEmptyAndShorterThan256Bytes() {
    assertInvalid(
        "The request must contain non-empty message (user) attribute names.",
        () -> send(Map.of("", string("v"))));
    send(Map.of("n".repeat(256), string("v")));
    assertInvalid(
        "Message (user) attribute name must be shorter than 256 bytes.",
        () -> send(Map.of("n".repeat(257), string("v"))));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "The message (user) attribute 'X' must contain a non-empty message attribute type.",
            MessageAttributeValue.builder().stringValue("v").build()),
        Arguments.of(
            "The type of message (user) attribute 'X' is invalid. You must use only the following"
                + " supported type prefixes: Binary, Number, String.",
            text("Text", "v")),
        Arguments.of(
            "The type of message (user) attribute 'X' is invalid. You must use only the following"
                + " supported type prefixes: Binary, Number, String.",
            text("Stringy", "v")),
        Arguments.of(
            "Message (user) attribute type must be shorter than 256 bytes.",
            text("String." + "x".repeat(250), "v")),
        Arguments.of(
            "The message (user) attribute 'X' must contain a non-empty message attribute value.",
            MessageAttributeValue.builder().dataType("String").build()),
        Arguments.of(
            "Message (user) attribute 'X' must contain a non-empty value of type 'String'.",
            string("")),
        Arguments.of(
            "Message (user) attribute 'X' with type 'Number' must use field 'String'.",
            binary("Number", 1)),
        Arguments.of(
            "Message (user) attribute 'X' with type 'Binary' must use field 'Binary'.",
            text("Binary", "v")),
        Arguments.of(
            "Can't cast the value of message (user) attribute 'X' to a number.", number("one")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatDoesNotFitTogetherIsRefused(String sentence, MessageAttributeValue value) {
    assertInvalid(sentence, () -> send(Map.of("X", value)));
  }

  @Test
  void aValueHasTheCharactersOfABody() {
    assertInvalid(
        "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF |"
            + " #xE000 to #xFFFD | #x10000 to #x10FFFF",
        () -> send(Map.of("X", string("\u0001"))));
  }

  @ParameterizedTest
  @CsvSource({
    "All, 4",
    ".*, 4",
    "*, 4",
    "Hel.*, 2",
    "Hello, 1",
    "hello, 0",
    "Unknown, 0",
    "He!, 0",
    "General;Hello, 2",
    "Hel.*;Hello;General, 3",
  })
  void aReceiverNamesTheAttributesItWants(String names, int expected) {
    send(
        Map.of(
            "Hello", string("There"),
            "Help.Me", string("Me"),
            "General", string("Kenobi"),
            "n", number("1")));
    List<software.amazon.awssdk.services.sqs.model.Message> messages =
        tenant
            .sqs
            .receiveMessage(r -> r.queueUrl(url).messageAttributeNames(names.split(";")))
            .messages();
    assertEquals(expected, messages.get(0).messageAttributes().size());
    assertEquals(expected == 0, messages.get(0).md5OfMessageAttributes() == null);
  }

  @Test
  void aReceiverThatNamesNoneGetsNone() {
    send(Map.of("Hello", string("There")));
    var message = tenant.sqs.receiveMessage(r -> r.queueUrl(url)).messages().get(0);
    assertEquals(false, message.hasMessageAttributes());
  }

  private SendMessageResponse send(Map<String, MessageAttributeValue> attributes) {
    return tenant.sqs.sendMessage(
        s -> s.queueUrl(url).messageBody("body").messageAttributes(attributes));
  }
}

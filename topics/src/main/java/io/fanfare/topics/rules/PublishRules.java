package io.fanfare.topics.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Sha256;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.PhoneNumber;
import io.fanfare.topics.model.Platform;
import io.fanfare.topics.model.Protocol;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a message may consist of, with AWS's refusals of everything else. */
public final class PublishRules {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Pattern ID =
      Pattern.compile("[A-Za-z0-9!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~]{1,128}");
  private static final String NO_VALUE =
      "TopicArn or TargetArn Reason: no value for required parameter";

  private PublishRules() {}

  /** The topic that {@code request} is for, which lies in {@code region}. */
  public static Arn target(Publish request, String region) {
    String topic = request.topicArn();
    String target = request.targetArn();
    if (topic != null && target != null) {
      throw Refusals.invalid("TopicArn Reason: TopicArn and TargetArn exclude each other");
    }
    if (topic != null) {
      return TopicRules.topicArn("TopicArn", topic, region);
    }
    if (target == null) {
      throw Refusals.invalid(NO_VALUE);
    }
    return TopicRules.topicArn("TargetArn", target, region);
  }

  /** Refuses {@code request} unless it is for a phone number, and for nothing else. */
  public static void checkNumber(Publish request) {
    String number = request.phoneNumber() == null ? "" : request.phoneNumber();
    if (request.topicArn() != null || request.targetArn() != null) {
      throw Refusals.invalid("PhoneNumber Reason: PhoneNumber excludes TopicArn and TargetArn");
    }
    if (!PhoneNumber.isOne(number)) {
      throw Refusals.invalid("PhoneNumber Reason: " + number + " is not valid to publish to");
    }
  }

  /** Refuses {@code request} unless its message can be sent as a text message. */
  public static void checkText(Publish request) {
    String message = checkMessage(request, "");
    checkIdsOfStandard(request);
    checkSize(message, request, "", Limits.MESSAGE_BYTES);
  }

  /**
   * What {@code request} publishes to {@code topic}.
   *
   * @param path where the request's members stand in a refusal, such as {@code ""}
   */
  public static Publication check(Publish request, String path, TopicRecord topic) {
    String message = checkMessage(request, path);
    Map<String, String> texts = texts(message, request.messageStructure());
    String text = texts.getOrDefault(Protocol.SQS.toString(), message);
    if (topic.isFifo()) {
      checkIdsOfFifo(request, topic);
    } else {
      checkIdsOfStandard(request);
    }
    int size = checkSize(message, request, path, topic.maximumMessageSize());
    return new Publication(
        text,
        others(texts, text),
        request.subject(),
        request.messageAttributes(),
        request.messageGroupId(),
        topic.isFifo() ? deduplicationId(request, message) : null,
        size);
  }

  static String checkMessage(Publish request, String path) {
    String message = request.message();
    if (message == null) {
      throw Refusals.missing(path + "message");
    }
    if (message.isEmpty()) {
      throw emptyMessage();
    }
    checkSubject(request.subject());
    return message;
  }

  static BrokerException emptyMessage() {
    return Refusals.invalid("Empty message");
  }

  static int checkSize(String message, Publish request, String path, int mostBytes) {
    MessageAttributeRules.check(path, request.messageAttributes());
    int size = utf8Length(message) + size(request.messageAttributes());
    if (size > mostBytes) {
      throw Refusals.invalid("Message too long");
    }
    return size;
  }

  private static void checkSubject(@Nullable String subject) {
    if (subject != null
        && (subject.isEmpty()
            || subject.codePointCount(0, subject.length()) > Limits.SUBJECT_LENGTH
            || subject.chars().anyMatch(Character::isISOControl))) {
      throw Refusals.invalid("Subject");
    }
  }

  static void checkIdsOfStandard(Publish request) {
    if (request.messageDeduplicationId() != null) {
      throw Refusals.invalid(
          "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that"
              + " is not valid for this topic type");
    }
    checkId("MessageGroupId", request.messageGroupId());
  }

  private static void checkIdsOfFifo(Publish request, TopicRecord topic) {
    if (request.messageGroupId() == null) {
      throw Refusals.invalid("The MessageGroupId parameter is required for FIFO topics");
    }
    if (request.messageDeduplicationId() == null && !topic.knowsByContent()) {
      throw Refusals.invalid(
          "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
              + " provided explicitly");
    }
    checkId("MessageGroupId", request.messageGroupId());
    checkId("MessageDeduplicationId", request.messageDeduplicationId());
  }

  private static void checkId(String parameter, @Nullable String id) {
    if (id != null && !ID.matcher(id).matches()) {
      throw Refusals.invalid(
          parameter
              + " Reason: "
              + parameter
              + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }
  }

  private static String deduplicationId(Publish request, String message) {
    String given = request.messageDeduplicationId();
    return given != null ? given : HexFormat.of().formatHex(Sha256.of(message));
  }

  /**
   * What each protocol gets, and each platform of devices, if {@code structure} says that they may
   * differ.
   */
  private static Map<String, String> texts(String message, @Nullable String structure) {
    if (structure == null) {
      return Map.of();
    }
    if (!structure.equals("json")) {
      throw Refusals.invalid("MessageStructure");
    }
    JsonNode choices = parse(message);
    JsonNode preset = choices.path("default");
    if (!preset.isTextual()) {
      throw noDefault();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    Stream.concat(Arrays.stream(Protocol.values()), Arrays.stream(Platform.values()))
        .map(Enum::toString)
        .forEach(
            key -> {
              JsonNode own = choices.path(key);
              texts.put(key, own.isTextual() ? own.textValue() : preset.textValue());
            });
    return texts;
  }

  /** Those of {@code texts} that are not {@code text}. */
  private static Map<String, String> others(Map<String, String> texts, String text) {
    Map<String, String> others = new LinkedHashMap<>(texts);
    others.values().removeIf(text::equals);
    return others;
  }

  static BrokerException noDefault() {
    return Refusals.invalid("Message Structure - No default entry in JSON message body");
  }

  static JsonNode parse(String message) {
    try {
      JsonNode choices = JSON.readTree(message);
      if (choices.isObject()) {
        return choices;
      }
    } catch (JsonProcessingException e) {
      // Refused below, as anything else that is not an object.
    }
    throw Refusals.invalid("Message Structure - JSON message body failed to parse");
  }

  private static int size(Map<String, MessageAttribute> attributes) {
    int size = 0;
    for (Map.Entry<String, MessageAttribute> attribute : attributes.entrySet()) {
      size += utf8Length(attribute.getKey()) + attribute.getValue().size();
    }
    return size;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

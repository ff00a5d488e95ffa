package io.fanfare.http.stomp;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import io.fanfare.http.stomp.frame.Frame;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.topics.model.Publish;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a SEND asks of the services. Everything but the words of the tables is an attribute. */
final class SentMessages {

  private static final Set<String> OF_QUEUE =
      Set.of(
          Names.DESTINATION,
          Names.RECEIPT,
          Names.CONTENT_LENGTH,
          Names.TYPES,
          Names.GROUP,
          Names.DEDUPLICATION,
          Names.TRACE,
          Names.DELAY,
          Names.SUBSCRIPTION,
          Names.MESSAGE_ID,
          Names.ACK,
          Names.RECEIVE_COUNT,
          Names.TIMESTAMP,
          Names.SEQUENCE,
          Names.SOURCE);

  private static final Set<String> OF_TOPIC_ONLY = Set.of(Names.SUBJECT, Names.STRUCTURE);

  private SentMessages() {}

  /** A SEND to a queue of {@code caller}'s. */
  static SendMessage toQueue(Frame frame, Destination queue, Caller caller) {
    String trace = frame.header(Names.TRACE);
    return new SendMessage(
        queue.queueUrl(caller),
        body(frame),
        seconds(frame.header(Names.DELAY)),
        attributes(frame, false),
        trace == null ? Map.of() : Map.of("AWSTraceHeader", MessageAttribute.string(trace)),
        frame.header(Names.DEDUPLICATION),
        frame.header(Names.GROUP));
  }

  /** A SEND to a topic. */
  static Publish toTopic(Frame frame, Destination topic, Caller caller) {
    if (frame.header(Names.DELAY) != null) {
      throw StompError.INVALID_PARAMETER.refuse("A topic takes no header delay.");
    }
    return new Publish(
        topic.topicArn(caller),
        null,
        null,
        body(frame),
        frame.header(Names.SUBJECT),
        frame.header(Names.STRUCTURE),
        attributes(frame, true),
        frame.header(Names.DEDUPLICATION),
        frame.header(Names.GROUP));
  }

  /** So many whole seconds, if the header is there. */
  static @Nullable Integer seconds(@Nullable String header) {
    if (header == null) {
      return null;
    }
    if (!header.matches("[0-9]{1,9}")) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse(
          "The header delay must be a whole number of seconds.");
    }
    return Integer.valueOf(header);
  }

  private static String body(Frame frame) {
    byte[] octets = frame.body().getBytes();
    if (octets.length == 0) {
      throw QueueError.INVALID_MESSAGE_CONTENTS.refuse("The message has no body.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw QueueError.INVALID_MESSAGE_CONTENTS.refuse(
          "The body is not UTF-8. Send other octets in an attribute of type Binary, or as base64.");
    }
  }

  private static Map<String, MessageAttribute> attributes(Frame frame, boolean topic) {
    Map<String, String> types = AttributeTypes.parse(frame.header(Names.TYPES));
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    frame
        .headers()
        .forEach(
            (header, value) -> {
              String name = attribute(header, topic);
              if (name != null && !attributes.containsKey(name)) {
                String type = types.remove(name);
                attributes.put(name, value(type == null ? "String" : type, value));
              }
            });
    if (!types.isEmpty()) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse(
          "The header attribute-types has a type for what no header has a value for.");
    }
    return attributes;
  }

  /** The attribute that a header is; null if it is none. */
  private static @Nullable String attribute(String header, boolean topic) {
    if (header.startsWith(Names.ATTRIBUTE)) {
      return header.substring(Names.ATTRIBUTE.length());
    }
    return OF_QUEUE.contains(header) || (topic && OF_TOPIC_ONLY.contains(header)) ? null : header;
  }

  private static MessageAttribute value(String type, String value) {
    if (!type.equals("Binary") && !type.startsWith("Binary.")) {
      return MessageAttribute.ofText(type, value);
    }
    try {
      return MessageAttribute.ofBytes(type, Bytes.ofBase64(value));
    } catch (IllegalArgumentException e) {
      throw notBase64();
    }
  }

  private static BrokerException notBase64() {
    return CommonError.INVALID_PARAMETER_VALUE.refuse(
        "The value of an attribute of type Binary must be base64.");
  }
}

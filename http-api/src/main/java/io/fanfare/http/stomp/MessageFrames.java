package io.fanfare.http.stomp;

import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.http.stomp.frame.FrameWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as a MESSAGE: the body as it was sent, all else as headers. */
final class MessageFrames {

  private MessageFrames() {}

  /**
   * The MESSAGE that brings {@code message}.
   *
   * @param destination what was subscribed to, in its user's words
   * @param ack what acknowledges it; null if it needs nothing
   */
  static List<String> of(
      Delivered message, String destination, String subscription, @Nullable String ack) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Names.DESTINATION, destination);
    headers.put(Names.SUBSCRIPTION, subscription);
    headers.put(Names.MESSAGE_ID, message.messageId());
    if (ack != null) {
      headers.put(Names.ACK, ack);
    }
    headers.putAll(message.headers());
    Map<String, MessageAttribute> attributes = message.attributes();
    if (!attributes.isEmpty()) {
      String types = AttributeTypes.format(attributes);
      if (types != null) {
        headers.put(Names.TYPES, types);
      }
      attributes.forEach((name, attribute) -> headers.put(headerOf(name), text(attribute)));
    }
    return FrameWriter.pieces("MESSAGE", headers, message.body());
  }

  private static String headerOf(String attribute) {
    return Names.isOfMessage(attribute) || attribute.startsWith(Names.ATTRIBUTE)
        ? Names.ATTRIBUTE + attribute
        : attribute;
  }

  private static String text(MessageAttribute attribute) {
    Bytes bytes = attribute.binaryValue();
    String text = attribute.stringValue();
    return bytes != null ? bytes.toBase64() : text == null ? "" : text;
  }
}

package io.fanfare.topics.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Publish;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a message to one device may consist of, with AWS's refusals of everything else. */
public final class DeviceMessageRules {

  private DeviceMessageRules() {}

  /**
   * What {@code request} says to a device on {@code platform}. Where there is a text for each
   * platform, this one's is enough: nobody else gets the message.
   */
  public static String check(Publish request, String platform) {
    String message = PublishRules.checkMessage(request, "");
    String payload = payload(message, request.messageStructure(), platform);
    PublishRules.checkIdsOfStandard(request);
    PublishRules.checkSize(message, request, "", Limits.MESSAGE_BYTES);
    return payload;
  }

  private static String payload(String message, @Nullable String structure, String platform) {
    if (structure == null) {
      return message;
    }
    if (!structure.equals("json")) {
      throw Refusals.invalid("MessageStructure");
    }
    JsonNode choices = PublishRules.parse(message);
    return Stream.of(platform, "default")
        .map(choices::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst()
        .orElseThrow(PublishRules::noDefault);
  }
}

package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.model.Platform;
import io.fanfare.topics.notification.Redrive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to one device, as its platform is to get it.
 *
 * @param messageId what its publisher was answered with
 * @param platform which service the device is known to
 * @param endpointArn the device as it is known here
 * @param token the device as the platform knows it
 * @param payload the text for this platform, as it was published
 * @param subject of the message; absent if it has none
 * @param messageAttributes values by name, such as {@code AWS.SNS.MOBILE.GCM.TTL}
 * @param redrive where it goes if its gateway gives up; absent if it is lost then, as always when
 *     it was published to the device itself
 */
public record PushNotification(
    String messageId,
    Platform platform,
    String endpointArn,
    String token,
    String payload,
    @Nullable String subject,
    Map<String, MessageAttribute> messageAttributes,
    @Nullable Redrive redrive) {

  public PushNotification {
    messageAttributes = Lists.orEmpty(messageAttributes);
  }
}

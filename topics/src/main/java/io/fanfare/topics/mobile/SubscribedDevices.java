package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.notification.Redrive;
import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The devices that have subscribed to topics: what is published goes to the gateways of their
 * platforms. Any thread may ask.
 */
public final class SubscribedDevices {

  private static final String PARAMETER = "Endpoint";

  private volatile @Nullable MobileHosts hosts;

  /**
   * What a device is to be told.
   *
   * @param messageId what its publisher was or is answered with
   * @param payload the text for the platform of the device
   * @param subject of the message; absent if it has none
   * @param attributes values by name
   * @param redrive where it goes if its gateway gives up; absent if it is lost then
   */
  public record DeviceMessage(
      String messageId,
      String payload,
      @Nullable String subject,
      Map<String, MessageAttribute> attributes,
      @Nullable Redrive redrive) {

    public DeviceMessage {
      attributes = Lists.orEmpty(attributes);
    }
  }

  /** From now on they are those of {@code open}, which has all applications. */
  public void in(MobileHosts open) {
    hosts = open;
  }

  /**
   * Brings {@code message} to the device {@code endpoint}, whoever's it is.
   *
   * @return whether there is a gateway that has taken it, on the caller's context; fails as a
   *     message to that one device is refused
   */
  public Future<Boolean> push(String endpoint, DeviceMessage message) {
    return Attempt.of(
        () -> {
          MobileHosts open = hosts;
          if (open == null) {
            throw new IllegalStateException("Applications are not open yet");
          }
          PlatformArn arn = PlatformArn.endpoint(PARAMETER, endpoint);
          return open.platforms(arn.scope(), host -> host.accept(arn, message))
              .compose(open.gateways()::push);
        });
  }
}

package io.fanfare.topics.gateway;

import io.fanfare.push.http.HttpTarget;
import io.fanfare.topics.model.Platform;
import java.util.Optional;

/**
 * Where the messages to devices of one platform are posted to.
 *
 * @param platform in AWS's words
 * @param target the URL of its gateway
 */
public record GatewayUrl(Platform platform, HttpTarget target) {

  /** Whether {@code text} is one, such as {@code APNS=https://gateway/apns}. */
  public static boolean isOne(String text) {
    return parse(text).isPresent();
  }

  /** The one that {@code text} spells: a platform, {@code =} and a URL. */
  public static Optional<GatewayUrl> parse(String text) {
    int equals = text.indexOf('=');
    Optional<Platform> platform = Platform.of(text.substring(0, Math.max(0, equals)));
    try {
      return platform.map(
          known -> new GatewayUrl(known, HttpTarget.parse(text.substring(equals + 1))));
    } catch (IllegalArgumentException noTarget) {
      return Optional.empty();
    }
  }
}

package io.fanfare.topics.gateway;

import static java.util.stream.Collectors.toMap;

import io.fanfare.core.Caller;
import io.fanfare.runtime.EventLoop;
import io.fanfare.topics.mobile.PushGateway;
import io.fanfare.topics.model.Platform;
import io.fanfare.topics.push.Pushing;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** The gateways that are configured, at work. */
public final class OpenGateways {

  private final List<QueuedGateway> gateways;

  private OpenGateways(List<QueuedGateway> gateways) {
    this.gateways = gateways;
  }

  /**
   * Opens the gateways at {@code urls}, of which the last of a platform holds.
   *
   * @param loop where they work
   * @param home whose their queues are
   * @param losses who counts what they do not take, on any thread
   */
  public static Future<OpenGateways> open(
      EventLoop loop, Pushing pushing, List<String> urls, Caller home, Losses losses) {
    Map<Platform, GatewayUrl> byPlatform =
        urls.stream()
            .flatMap(url -> GatewayUrl.parse(url).stream())
            .collect(toMap(GatewayUrl::platform, url -> url, (first, last) -> last));
    return loop.call(
        () -> {
          List<Future<QueuedGateway>> opening =
              byPlatform.values().stream()
                  .map(url -> QueuedGateway.open(loop, pushing, url, home, losses))
                  .toList();
          return Future.all(opening)
              .map(opened -> new OpenGateways(opening.stream().map(Future::result).toList()));
        });
  }

  /** Each by the platform that it serves. */
  public Map<Platform, PushGateway> byPlatform() {
    return gateways.stream().collect(toMap(QueuedGateway::platform, gateway -> gateway));
  }

  /** Stops all; what is not sent is sent after the next start. */
  public Future<Void> close() {
    return Future.join(gateways.stream().map(QueuedGateway::close).toList()).mapEmpty();
  }
}

package io.fanfare.topics.mobile;

import io.fanfare.topics.model.Platform;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The gateways of those platforms that have one; what is for the others is counted, and lost. */
public final class Gateways {

  private static final System.Logger LOG = System.getLogger(Gateways.class.getName());

  private final Map<Platform, PushGateway> byPlatform;
  private final Set<Platform> logged = ConcurrentHashMap.newKeySet();
  private final LongAdder unsent = new LongAdder();

  /** Those gateways, and no others. */
  public Gateways(Map<Platform, PushGateway> byPlatform) {
    this.byPlatform = Map.copyOf(byPlatform);
  }

  /**
   * Hands {@code notification} to the gateway of its platform, if there is one; whether there is.
   */
  Future<Boolean> push(PushNotification notification) {
    Platform platform = notification.platform();
    PushGateway gateway = byPlatform.get(platform);
    if (gateway != null) {
      return gateway.push(notification).map(true);
    }
    unsent.increment();
    if (logged.add(platform)) {
      LOG.log(
          System.Logger.Level.INFO,
          "What is published to devices of {0}, such as {1}, goes nowhere: it has no gateway",
          platform,
          notification.endpointArn());
    }
    return Future.succeededFuture(false);
  }

  /** How many notifications no gateway took. */
  long unsent() {
    return unsent.sum();
  }
}

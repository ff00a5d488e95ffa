package io.fanfare.topics.mobile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.topics.model.Platform;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where push notifications go. */
class GatewaysTest {

  private final List<PushNotification> pushed = new ArrayList<>();

  @Test
  void aNotificationGoesToTheGatewayOfItsPlatformOrIsCounted() {
    Gateways gateways = new Gateways(Map.of(Platform.GCM, this::take));
    gateways.push(notification(Platform.GCM));
    assertEquals(0, gateways.unsent());
    gateways.push(notification(Platform.APNS));
    gateways.push(notification(Platform.APNS));
    assertEquals(2, gateways.unsent());
    assertEquals(List.of(notification(Platform.GCM)), pushed);
  }

  private Future<Void> take(PushNotification notification) {
    pushed.add(notification);
    return Future.succeededFuture();
  }

  private static PushNotification notification(Platform platform) {
    return new PushNotification("id", platform, "arn", "token", "hello", null, Map.of(), null);
  }
}

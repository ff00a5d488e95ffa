package io.fanfare.topics.mobile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where push notifications go. */
class GatewaysTest {

  @Test
  void aNotificationGoesToTheGatewayOfItsPlatformOrIsCounted() {
    List<PushNotification> pushed = new ArrayList<>();
    Gateways gateways = new Gateways(Map.of(Platform.GCM, pushed::add));
    gateways.push(notification(Platform.GCM));
    assertEquals(0, gateways.unsent());
    gateways.push(notification(Platform.APNS));
    gateways.push(notification(Platform.APNS));
    assertEquals(2, gateways.unsent());
    assertEquals(List.of(notification(Platform.GCM)), pushed);
  }

  private static PushNotification notification(Platform platform) {
    return new PushNotification("id", platform, "arn", "token", "hello", null, Map.of());
  }
}

package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.model.Publish;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages to devices go to the gateway of their platform, now or after the next start. */
@Timeout(60)
class GatewayPushTest {

  private final TopicsFixture fixture = new TopicsFixture();
  private final Webhook hook = new Webhook(fixture.vertx);

  GatewayPushTest() {
    fixture.options.setPushGateways(List.of("GCM=" + hook.url("/gcm")));
    fixture.reopen();
  }

  @AfterEach
  void close() {
    hook.close();
    fixture.close();
  }

  @Test
  void aMessageToADeviceIsPostedAsItsPlatformIsToGetIt() {
    String device = device("GCM", "token:1");
    MessageAttribute ttl = MessageAttribute.string("60");
    String id =
        await(
                fixture.topics.publish(
                    new Publish(
                        null,
                        device,
                        null,
                        "{\"default\":\"d\",\"GCM\":\"{\\\"data\\\":1}\"}",
                        "a ä",
                        "json",
                        Map.of("AWS.SNS.MOBILE.GCM.TTL", ttl, "other", ttl),
                        null,
                        null)))
            .messageId();
    Webhook.Received posted = hook.next();
    assertEquals("{\"data\":1}", posted.body());
    assertEquals("application/json", posted.header("Content-Type"));
    assertEquals(id, posted.header("x-amz-sns-message-id"));
    assertEquals("GCM", posted.header("x-fanfare-platform"));
    assertEquals(device, posted.header("x-fanfare-endpoint-arn"));
    assertEquals("token:1", posted.header("x-fanfare-token"));
    assertEquals("a%20%C3%A4", posted.header("x-fanfare-subject"));
    assertEquals(List.of("AWS.SNS.MOBILE.GCM.TTL=60"), posted.headers().getAll("x-fanfare-option"));
  }

  @Test
  void whatTheGatewayDoesNotTakeIsThereAfterARestart() {
    String device = device("GCM", "t");
    hook.answer("/gcm", Webhook.STUCK);
    publish(device, "m");
    assertEquals("m", hook.next().body());
    fixture.reopen();
    assertEquals("m", hook.next().body());
  }

  @Test
  void whatHasNoGatewayGoesNowhere() {
    publish(device("ADM", "t"), "nowhere");
    publish(device("GCM", "t"), "somewhere");
    assertEquals("somewhere", hook.next().body());
    assertEquals(0, hook.waiting());
  }

  private String device(String platform, String token) {
    return Devices.make(fixture.topics.mobile(), platform, token);
  }

  private void publish(String device, String text) {
    await(
        fixture.topics.publish(
            new Publish(null, device, null, text, null, null, Map.of(), null, null)));
  }
}

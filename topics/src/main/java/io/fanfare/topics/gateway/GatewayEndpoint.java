package io.fanfare.topics.gateway;

import io.fanfare.push.DeliveryResult;
import io.fanfare.push.Endpoint;
import io.fanfare.push.http.HttpSender;
import io.fanfare.push.http.HttpTarget;
import io.fanfare.queues.consumer.Lease;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A gateway, which gets the payload of each message as it was published for its platform, and in
 * headers which device it is for. What is not visible ASCII is percent-encoded there.
 */
final class GatewayEndpoint implements Endpoint {

  private final HttpSender sender;
  private final GatewayUrl gateway;

  GatewayEndpoint(HttpSender sender, GatewayUrl gateway) {
    this.sender = sender;
    this.gateway = gateway;
  }

  @Override
  public Future<DeliveryResult> deliver(Lease message) {
    StoredNotification notification = StoredNotification.read(message.body());
    HttpTarget target = gateway.target();
    return sender.post(target, headers(notification), Buffer.buffer(notification.payload()));
  }

  private MultiMap headers(StoredNotification notification) {
    boolean json = notification.payload().stripLeading().startsWith("{");
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", json ? "application/json" : "text/plain; charset=UTF-8")
            .add("User-Agent", "Amazon Simple Notification Service Agent")
            .add("x-amz-sns-message-id", notification.messageId())
            .add("x-fanfare-platform", gateway.platform().name())
            .add("x-fanfare-endpoint-arn", visible(notification.endpointArn()))
            .add("x-fanfare-token", visible(notification.token()));
    if (notification.subject() != null) {
      headers.add("x-fanfare-subject", visible(notification.subject()));
    }
    notification
        .options()
        .forEach((name, value) -> headers.add("x-fanfare-option", visible(name + "=" + value)));
    return headers;
  }

  private static String visible(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 127 && c != '%')
        ? text
        : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

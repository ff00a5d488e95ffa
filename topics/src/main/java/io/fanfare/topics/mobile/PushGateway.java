package io.fanfare.topics.mobile;

/** What sends the notifications of one platform on. */
@FunctionalInterface
public interface PushGateway {

  /**
   * Takes {@code notification}, whose publisher has been answered; on any context, without waiting.
   */
  void push(PushNotification notification);
}

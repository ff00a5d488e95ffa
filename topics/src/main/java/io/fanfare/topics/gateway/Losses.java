package io.fanfare.topics.gateway;

/** Who counts what becomes of messages that gateways do not take. */
public interface Losses {

  /** A message went to the dead-letter queue of its subscription. */
  void deadLettered();

  /** A message is gone. */
  void lost();
}

package io.fanfare.topics.push;

import io.fanfare.push.DeliveryResult;
import io.fanfare.topics.engine.Subscriber;

/** Who is told what came of pushes, on any thread. */
public interface Ledger {

  /** A message was tried once. */
  void attempted(Subscriber subscriber, DeliveryResult result);

  /** A message went to the dead-letter queue of its subscription. */
  void deadLettered(Subscriber subscriber);

  /** A message is gone: its endpoint does not take it, and nobody else is to. */
  void lost(Subscriber subscriber, String reason);
}

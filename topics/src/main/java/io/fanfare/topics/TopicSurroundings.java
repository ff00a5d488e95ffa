package io.fanfare.topics;

import io.fanfare.queues.Delivery;
import io.fanfare.runtime.Environment;
import io.fanfare.topics.mobile.SubscribedDevices;
import io.fanfare.topics.push.Pushing;
import io.fanfare.topics.rules.ConfirmationLimit;

/** What all topics of the service share, on whatever event loop they are. */
record TopicSurroundings(
    Environment environment,
    Delivery queues,
    DeliveryFailures failures,
    PushStates pushes,
    SigningKey signing,
    Pushing pushing,
    ConfirmationLimit confirmations,
    SubscribedDevices devices,
    AccountTallies tallies,
    HardWork elsewhere) {

  /** How many event loops run topics. */
  static final int LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors());
}

package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.push.DeliveryResult;
import io.fanfare.runtime.EventLoop;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.push.Ledger;

/** Counts what comes of the pushes of one event loop's topics, and shows it with subscriptions. */
record PushLedger(EventLoop loop, DeliveryCounters counters, TopicSurroundings surroundings)
    implements Ledger {

  @Override
  public void attempted(Subscriber subscriber, DeliveryResult result) {
    counters.pushed(result.outcome());
    surroundings.pushes().attempted(subscriber.arn(), result, loop.now());
    if (result.outcome() == DeliveryResult.Outcome.DELIVERED) {
      surroundings.failures().succeeded(subscriber);
    }
  }

  @Override
  public void deadLettered(Subscriber subscriber) {
    counters.deadLettered();
  }

  @Override
  public void lost(Subscriber subscriber, String reason) {
    counters.failed(1);
    Arn topic = Arn.parse(subscriber.topicArn()).orElseThrow();
    Caller broker = new Caller(topic.account(), topic.region(), "");
    surroundings.failures().failed(subscriber, 1, reason, loop.now(), broker);
  }
}

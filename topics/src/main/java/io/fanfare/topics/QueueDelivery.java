package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.queues.Queues;
import io.fanfare.runtime.EventLoop;
import io.fanfare.topics.engine.Notification;
import io.fanfare.topics.engine.Subscriber;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The way from a topic's event loop to the queues, each in its own account and region. */
final class QueueDelivery {

  private final Queues queues;
  private final EventLoop loop;
  private final DeliveryFailures failures;
  private final Map<Place, Queues> views = new HashMap<>();

  /** The delivery from {@code loop}. */
  QueueDelivery(Queues queues, EventLoop loop, DeliveryFailures failures) {
    this.queues = queues;
    this.loop = loop;
    this.failures = failures;
  }

  /** Where a queue lives. */
  private record Place(String account, String region) {}

  /** Messages for one subscriber, by their position in the request. */
  record Parcel(Subscriber subscriber, List<Integer> positions) {}

  /**
   * Brings {@code parcels} to their queues. The future completes when every queue has answered,
   * with the messages that must be published again by their position; a queue that refuses for good
   * is counted as a failure and is nobody's fault.
   */
  Future<Map<Integer, Throwable>> deliver(
      List<Notification> messages, List<Parcel> parcels, Caller publisher) {
    return parcels.isEmpty()
        ? Future.succeededFuture(Map.of())
        : new FanOut(this, messages, parcels, publisher).run();
  }

  EventLoop loop() {
    return loop;
  }

  DeliveryFailures failures() {
    return failures;
  }

  /** The queues where {@code queue} lives, for what {@code publisher} sends. */
  Queues at(Arn queue, Caller publisher) {
    Place place = new Place(queue.account(), queue.region());
    if (publisher.traceHeader() != null) {
      return queues.as(
          new Caller(
              place.account(), place.region(), publisher.endpoint(), publisher.traceHeader()));
    }
    Queues view = views.get(place);
    if (view == null) {
      view = queues.as(new Caller(place.account(), place.region(), publisher.endpoint()));
      views.put(place, view);
    }
    return view;
  }
}

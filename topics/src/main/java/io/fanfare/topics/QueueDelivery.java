package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.Queues;
import io.fanfare.queues.SharedMessage;
import io.fanfare.runtime.EventLoop;
import io.fanfare.topics.engine.Copies;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.notification.Publication;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The way from a topic's event loop to the queues, each in its own account and region. */
final class QueueDelivery {

  private final Queues queues;
  private final EventLoop loop;
  private final DeliveryFailures failures;
  private final SigningKey signing;
  private final HeapBudget heap;
  private final DeliveryCounters counters;

  /** The delivery from {@code loop}. */
  QueueDelivery(
      EventLoop loop, TopicVerticle.Surroundings surroundings, DeliveryCounters counters) {
    this.loop = loop;
    this.counters = counters;
    queues = surroundings.queues();
    failures = surroundings.failures();
    signing = surroundings.signing();
    heap = surroundings.environment().heap();
  }

  /** The copies of those that {@code topic} routes {@code publications} to, if they get them. */
  List<Copies> route(List<Publication> publications, Topic topic, Predicate<Subscriber> gets) {
    Map<Subscriber, List<Integer>> positions = new LinkedHashMap<>();
    for (int i = 0; i < publications.size(); i++) {
      Publication publication = publications.get(i);
      List<Subscriber> wanting = topic.route(publication.attributes(), publication.text());
      counters.published(topic.served() - wanting.size());
      for (Subscriber subscriber : wanting) {
        if (gets.test(subscriber)) {
          positions.computeIfAbsent(subscriber, first -> new ArrayList<>(1)).add(i);
        }
      }
    }
    return positions.entrySet().stream()
        .map(some -> new Copies(some.getKey(), some.getValue()))
        .toList();
  }

  /**
   * Brings {@code copies} to their queues. The future completes when every queue has answered, with
   * the messages that must be published again by their position. What a queue refuses for good goes
   * to the subscription's dead-letter queue; without one it is counted as a failure and is nobody's
   * fault.
   *
   * @param sender as whom the queues see who sends
   */
  Future<Map<Integer, Throwable>> deliver(
      List<Notification> messages, List<Copies> copies, Caller sender) {
    return copies.isEmpty()
        ? Future.succeededFuture(Map.of())
        : fanOut(messages, copies, sender).run();
  }

  /** The same, for who wants to know how far it has come. */
  FanOut fanOut(List<Notification> messages, List<Copies> copies, Caller sender) {
    Queues view = queues.as(sender);
    List<Variants> variants =
        messages.stream().map(message -> new Variants(message, view)).toList();
    return new FanOut(this, variants, copies, sender);
  }

  List<Future<List<Optional<BrokerException>>>> send(List<SharedMessage.Addressed> mail) {
    return queues.sendCopies(mail);
  }

  EventLoop loop() {
    return loop;
  }

  /** The key that envelopes are signed with. */
  SigningKey signing() {
    return signing;
  }

  DeliveryCounters counters() {
    return counters;
  }

  DeliveryFailures failures() {
    return failures;
  }

  /** What may be taken of the heap. */
  HeapBudget heap() {
    return heap;
  }
}

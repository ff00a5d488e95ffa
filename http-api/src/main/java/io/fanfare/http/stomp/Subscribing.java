package io.fanfare.http.stomp;

import io.fanfare.core.Caller;
import io.fanfare.http.stomp.frame.Frame;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.QueueName;
import io.fanfare.topics.Topics;
import io.fanfare.topics.listener.Listen;
import io.fanfare.topics.model.TopicError;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How a SUBSCRIBE becomes a subscription: of a queue, of a topic for a while, or durably. */
final class Subscribing {

  private static final String POLICY = "filter-policy";
  private static final String SCOPE = "filter-policy-scope";
  private static final List<String> SCOPES = List.of("MessageAttributes", "MessageBody");
  private static final List<String> OF_TOPICS =
      Stream.concat(DurableName.HEADERS.stream(), Stream.of(POLICY, SCOPE)).toList();

  private final Means means;
  private final Queues queues;
  private final Topics topics;
  private final Caller caller;
  private final Link link;
  private final DurableQueues durable;

  /** How {@code caller}, who sees {@code services}, subscribes over {@code link}. */
  Subscribing(Means means, StompServices services, Caller caller, Link link) {
    this.means = means;
    this.queues = services.queues();
    this.topics = services.topics();
    this.caller = caller;
    this.link = link;
    this.durable = new DurableQueues(queues, topics, caller);
  }

  /** The queues of durable subscriptions. */
  DurableQueues durable() {
    return durable;
  }

  /** The subscription that {@code frame} asks for, once it is in force. */
  Future<Subscription> subscribe(Frame frame, String id, Optional<DurableName> name) {
    String header = frame.header(Names.DESTINATION);
    Destination destination = Destination.of(header, caller);
    Order order = new Order(id, String.valueOf(header), destination, Terms.of(frame));
    if (!destination.topic()) {
      return queue(frame, order);
    }
    Map<String, String> filter = filter(frame);
    return name.isPresent() ? durable(order, name.get(), filter) : topic(order, filter);
  }

  /** What is asked for, in the words of who asks and in ours. */
  private record Order(String id, String header, Destination destination, Terms terms) {

    Subscription of(Feed feed, Link link) {
      return new Subscription(id, header, terms, feed, link);
    }
  }

  private Future<Subscription> queue(Frame frame, Order order) {
    for (String name : OF_TOPICS) {
      if (frame.header(name) != null) {
        throw StompError.INVALID_PARAMETER.refuse("A queue takes no header %s.", name);
      }
    }
    QueueFeed feed =
        new QueueFeed(queues, order.destination().queueUrl(caller), order.terms(), false);
    return feed.found()
        .onFailure(none -> feed.close())
        .map(
            there -> {
              Subscription subscription = order.of(feed, link);
              feed.begin(subscription::deliver, link::ended);
              return subscription;
            });
  }

  private Future<Subscription> topic(Order order, Map<String, String> filter) {
    Destination topic = order.destination();
    TopicFeed feed = new TopicFeed(means.vertx(), means.clock(), topic.isFifo(), order.terms());
    Subscription subscription = order.of(feed, link);
    return feed.begin(
            topics, new Listen(topic.topicArn(caller), filter), subscription::deliver, link::ended)
        .map(subscription);
  }

  private Future<Subscription> durable(Order order, DurableName name, Map<String, String> filter) {
    return durable
        .open(name, order.destination(), filter)
        .compose(
            queue -> {
              DurableFeed feed =
                  new DurableFeed(
                      means.holders(),
                      queue.arn().toString(),
                      means.vertx().getOrCreateContext(),
                      link);
              return feed.take().map(free -> begin(order, queue, feed));
            });
  }

  private Subscription begin(Order order, QueueName queue, DurableFeed feed) {
    Subscription subscription = order.of(feed, link);
    feed.begin(() -> new QueueFeed(queues, queue.url(caller), order.terms(), true), subscription);
    return subscription;
  }

  private static Map<String, String> filter(Frame frame) {
    Map<String, String> filter = new HashMap<>();
    String policy = frame.header(POLICY);
    if (policy != null) {
      filter.put("FilterPolicy", policy);
    }
    String scope = frame.header(SCOPE);
    if (scope != null) {
      if (!SCOPES.contains(scope)) {
        throw TopicError.INVALID_PARAMETER.refuse(
            "Invalid parameter: Attributes Reason: FilterPolicyScope: Invalid value. Please use"
                + " either MessageBody or MessageAttributes");
      }
      filter.put("FilterPolicyScope", scope);
    }
    return filter;
  }
}

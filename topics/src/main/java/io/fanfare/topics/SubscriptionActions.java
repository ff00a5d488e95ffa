package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.topics.engine.Refusals;
import io.fanfare.topics.engine.TopicRules;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.Future;

/** The actions on subscriptions, for one caller. */
final class SubscriptionActions {

  private static final int TOPIC_ELEMENTS = 6;

  private final TopicHouse house;
  private final Caller caller;

  SubscriptionActions(TopicHouse house, Caller caller) {
    this.house = house;
    this.caller = caller;
  }

  Future<Subscribe.Result> subscribe(Subscribe request) {
    return Refusing.attempt(
        () -> {
          Arn arn = topic(request.topicArn());
          return house
              .at(arn.toString(), shelf -> shelf.subscribe(arn, request))
              .map(Subscribe.Result::new);
        });
  }

  Future<Void> unsubscribe(Unsubscribe request) {
    return Refusing.attempt(
        () -> {
          String subscription = request.subscriptionArn();
          if (subscription.split(":", -1).length == TOPIC_ELEMENTS) {
            throw Refusals.invalid("SubscriptionId");
          }
          String topic = subscription.substring(0, subscription.lastIndexOf(':'));
          return house.at(topic, shelf -> shelf.unsubscribe(topic, subscription));
        });
  }

  Future<ListSubscriptionsByTopic.Result> listByTopic(ListSubscriptionsByTopic request) {
    return Refusing.attempt(
        () -> {
          Arn arn = topic(request.topicArn());
          String after = Refusing.after(request.nextToken(), arn.toString());
          return house
              .at(arn.toString(), shelf -> shelf.subscriptions(arn, after))
              .map(page -> new ListSubscriptionsByTopic.Result(page.items(), page.nextToken()));
        });
  }

  private Arn topic(String arn) {
    return TopicRules.topicArn("TopicArn", arn, caller.region());
  }
}

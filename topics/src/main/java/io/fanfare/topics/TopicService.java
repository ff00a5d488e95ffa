package io.fanfare.topics;

import io.fanfare.core.Caller;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.SetSubscriptionAttributes;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.Future;

/** The topics' service as one caller sees it. */
final class TopicService implements Topics {

  private final TopicHouse house;
  private final TopicActions topics;
  private final SubscriptionActions subscriptions;
  private final PublishActions publishing;

  TopicService(TopicHouse house, Caller caller) {
    this.house = house;
    this.topics = new TopicActions(house, caller);
    this.subscriptions = new SubscriptionActions(house, caller);
    this.publishing = new PublishActions(house, caller);
  }

  @Override
  public Topics as(Caller other) {
    return new TopicService(house, other);
  }

  @Override
  public Future<Void> close() {
    return house.close();
  }

  @Override
  public Future<CreateTopic.Result> createTopic(CreateTopic request) {
    return topics.create(request);
  }

  @Override
  public Future<Void> deleteTopic(DeleteTopic request) {
    return topics.delete(request);
  }

  @Override
  public Future<ListTopics.Result> listTopics(ListTopics request) {
    return topics.list(request);
  }

  @Override
  public Future<Subscribe.Result> subscribe(Subscribe request) {
    return subscriptions.subscribe(request);
  }

  @Override
  public Future<Void> unsubscribe(Unsubscribe request) {
    return subscriptions.unsubscribe(request);
  }

  @Override
  public Future<ConfirmSubscription.Result> confirmSubscription(ConfirmSubscription request) {
    return subscriptions.confirm(request);
  }

  @Override
  public Future<GetSubscriptionAttributes.Result> getSubscriptionAttributes(
      GetSubscriptionAttributes request) {
    return subscriptions.attributes(request);
  }

  @Override
  public Future<Void> setSubscriptionAttributes(SetSubscriptionAttributes request) {
    return subscriptions.set(request);
  }

  @Override
  public Future<ListSubscriptions.Result> listSubscriptions(ListSubscriptions request) {
    return subscriptions.list(request);
  }

  @Override
  public Future<ListSubscriptionsByTopic.Result> listSubscriptionsByTopic(
      ListSubscriptionsByTopic request) {
    return subscriptions.listByTopic(request);
  }

  @Override
  public Future<Publish.Result> publish(Publish request) {
    return publishing.publish(request);
  }

  @Override
  public Future<PublishBatch.Result> publishBatch(PublishBatch request) {
    return publishing.publishBatch(request);
  }
}

package io.fanfare.broker;

import io.fanfare.core.Caller;
import io.fanfare.core.ErrorCode;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.Future;

/** The topics of a broker that has none: every action is refused. */
final class AbsentTopics implements Topics {

  @Override
  public Topics as(Caller caller) {
    return this;
  }

  @Override
  public Future<CreateTopic.Result> createTopic(CreateTopic request) {
    return refuse();
  }

  @Override
  public Future<Void> deleteTopic(DeleteTopic request) {
    return refuse();
  }

  @Override
  public Future<ListTopics.Result> listTopics(ListTopics request) {
    return refuse();
  }

  @Override
  public Future<Subscribe.Result> subscribe(Subscribe request) {
    return refuse();
  }

  @Override
  public Future<Void> unsubscribe(Unsubscribe request) {
    return refuse();
  }

  @Override
  public Future<ListSubscriptionsByTopic.Result> listSubscriptionsByTopic(
      ListSubscriptionsByTopic request) {
    return refuse();
  }

  @Override
  public Future<Publish.Result> publish(Publish request) {
    return refuse();
  }

  @Override
  public Future<PublishBatch.Result> publishBatch(PublishBatch request) {
    return refuse();
  }

  private static <R> Future<R> refuse() {
    return Future.failedFuture(ErrorCode.SERVICE_UNAVAILABLE.refuse("This broker has no topics."));
  }
}

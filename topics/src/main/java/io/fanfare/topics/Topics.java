package io.fanfare.topics;

import io.fanfare.core.Caller;
import io.fanfare.queues.Delivery;
import io.fanfare.runtime.Environment;
import io.fanfare.topics.mobile.Mobile;
import io.fanfare.topics.model.AddPermission;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.GetDataProtectionPolicy;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.ListTagsForResource;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.PutDataProtectionPolicy;
import io.fanfare.topics.model.RemovePermission;
import io.fanfare.topics.model.SetSubscriptionAttributes;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.SigningCertificate;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TagResource;
import io.fanfare.topics.model.Unsubscribe;
import io.fanfare.topics.model.UntagResource;
import io.vertx.core.Future;

/**
 * The topics' service, an action a method, in AWS's names. A future completes on its caller's
 * context, and only when what it reports is durable: a publisher hears success when every queue
 * that wants the message holds it. It fails with a {@link io.fanfare.core.BrokerException} where
 * AWS would refuse.
 */
public interface Topics {

  /**
   * Opens the topics that the store holds; they deliver to {@code queues}, and what replays read is
   * taken from the heap's budget.
   */
  static Future<Topics> open(Environment environment, Delivery queues, TopicsOptions options) {
    DeliveryFailures failures = new DeliveryFailures();
    return SigningKey.open(environment.vertx(), environment.store(), environment.clock())
        .map(signing -> new TopicSurroundings(environment, queues, failures, signing))
        .compose(surroundings -> TopicPartition.open(surroundings, options))
        .map(partition -> new TopicService(partition, partition.defaultCaller()));
  }

  /**
   * The same topics, as {@code caller} sees them, who may do with its own all, and with others what
   * their policies allow.
   */
  Topics as(Caller caller);

  Future<CreateTopic.Result> createTopic(CreateTopic request);

  Future<Void> deleteTopic(DeleteTopic request);

  Future<ListTopics.Result> listTopics(ListTopics request);

  Future<GetTopicAttributes.Result> getTopicAttributes(GetTopicAttributes request);

  Future<Void> setTopicAttributes(SetTopicAttributes request);

  Future<Void> addPermission(AddPermission request);

  Future<Void> removePermission(RemovePermission request);

  Future<Void> putDataProtectionPolicy(PutDataProtectionPolicy request);

  Future<GetDataProtectionPolicy.Result> getDataProtectionPolicy(GetDataProtectionPolicy request);

  Future<TagResource.Result> tagResource(TagResource request);

  Future<UntagResource.Result> untagResource(UntagResource request);

  Future<ListTagsForResource.Result> listTagsForResource(ListTagsForResource request);

  Future<Subscribe.Result> subscribe(Subscribe request);

  Future<Void> unsubscribe(Unsubscribe request);

  Future<ConfirmSubscription.Result> confirmSubscription(ConfirmSubscription request);

  Future<GetSubscriptionAttributes.Result> getSubscriptionAttributes(
      GetSubscriptionAttributes request);

  Future<Void> setSubscriptionAttributes(SetSubscriptionAttributes request);

  Future<ListSubscriptions.Result> listSubscriptions(ListSubscriptions request);

  Future<ListSubscriptionsByTopic.Result> listSubscriptionsByTopic(
      ListSubscriptionsByTopic request);

  Future<Publish.Result> publish(Publish request);

  Future<PublishBatch.Result> publishBatch(PublishBatch request);

  /** What there is for phones, to the same caller. */
  Mobile mobile();

  /** What the signatures of messages are verified with. */
  SigningCertificate signingCertificate();

  /** What the topics have done, without asking any event loop. */
  TopicStatistics statistics();

  /** Ends the service of all callers; the store and the queues stay open. */
  Future<Void> close();
}

package io.fanfare.topics;

import io.fanfare.core.Caller;
import io.fanfare.topics.listener.Listen;
import io.fanfare.topics.listener.Listener;
import io.fanfare.topics.listener.Listening;
import io.fanfare.topics.mobile.Mobile;
import io.fanfare.topics.mobile.MobileActions;
import io.fanfare.topics.model.AddPermission;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.DescribeSubscriptions;
import io.fanfare.topics.model.GetDataProtectionPolicy;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.ListTagsForResource;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.PreviewPublish;
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
import java.util.Map;

/** The topics' service as one caller sees it. */
final class TopicService implements Topics {

  private final TopicPartition partition;
  private final TopicActions topics;
  private final TagActions tags;
  private final SubscriptionActions subscriptions;
  private final PublishActions publishing;
  private final Mobile mobile;

  TopicService(TopicPartition partition, Caller caller) {
    this.partition = partition;
    Access access = new Access(partition, caller);
    this.topics = new TopicActions(partition, caller, access);
    this.tags = new TagActions(access);
    this.subscriptions = new SubscriptionActions(partition, caller, access);
    this.publishing = new PublishActions(partition, caller, access);
    this.mobile = new MobileActions(partition, caller);
  }

  /** How attempts to push went. */
  PushStates pushes() {
    return partition.pushes();
  }

  @Override
  public Topics as(Caller other) {
    return new TopicService(partition, other);
  }

  @Override
  public Future<Void> close() {
    return partition.close();
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
  public Future<GetTopicAttributes.Result> getTopicAttributes(GetTopicAttributes request) {
    return topics.attributes(request);
  }

  @Override
  public Future<Void> setTopicAttributes(SetTopicAttributes request) {
    return topics.setAttribute(request);
  }

  @Override
  public Future<Void> addPermission(AddPermission request) {
    return topics.addPermission(request);
  }

  @Override
  public Future<Void> removePermission(RemovePermission request) {
    return topics.removePermission(request);
  }

  @Override
  public Future<Void> putDataProtectionPolicy(PutDataProtectionPolicy request) {
    return topics.putDataProtectionPolicy(request);
  }

  @Override
  public Future<GetDataProtectionPolicy.Result> getDataProtectionPolicy(
      GetDataProtectionPolicy request) {
    return topics.dataProtectionPolicy(request);
  }

  @Override
  public Future<TagResource.Result> tagResource(TagResource request) {
    return tags.tag(request);
  }

  @Override
  public Future<UntagResource.Result> untagResource(UntagResource request) {
    return tags.untag(request);
  }

  @Override
  public Future<ListTagsForResource.Result> listTagsForResource(ListTagsForResource request) {
    return tags.list(request);
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
  public Future<Void> changeSubscription(String subscriptionArn, Map<String, String> attributes) {
    return subscriptions.change(subscriptionArn, attributes);
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
  public Future<DescribeSubscriptions.Result> describeSubscriptions(DescribeSubscriptions request) {
    return subscriptions.describe(request);
  }

  @Override
  public Future<PreviewPublish.Result> previewPublish(PreviewPublish request) {
    return publishing.preview(request);
  }

  @Override
  public Future<Publish.Result> publish(Publish request) {
    return publishing.publish(request);
  }

  @Override
  public Future<PublishBatch.Result> publishBatch(PublishBatch request) {
    return publishing.publishBatch(request);
  }

  @Override
  public Future<Listening> listen(Listen request, Listener listener) {
    return subscriptions.listen(request, listener);
  }

  @Override
  public Mobile mobile() {
    return mobile;
  }

  @Override
  public TopicStatistics statistics() {
    return partition.statistics();
  }

  @Override
  public SigningCertificate signingCertificate() {
    return partition.signingCertificate();
  }
}

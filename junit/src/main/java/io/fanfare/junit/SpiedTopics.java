package io.fanfare.junit;

import io.fanfare.core.Caller;
import io.fanfare.topics.TopicStatistics;
import io.fanfare.topics.Topics;
import io.fanfare.topics.listener.Listen;
import io.fanfare.topics.listener.Listener;
import io.fanfare.topics.listener.Listening;
import io.fanfare.topics.mobile.Mobile;
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

/** Topics that tell a spy what they have taken in. */
final class SpiedTopics implements Topics {

  private final Topics below;
  private final Spy spy;

  /** The topics {@code below}. */
  SpiedTopics(Topics below, Spy spy) {
    this.below = below;
    this.spy = spy;
  }

  @Override
  public Topics as(Caller other) {
    return new SpiedTopics(below.as(other), spy);
  }

  @Override
  public Future<CreateTopic.Result> createTopic(CreateTopic request) {
    return below.createTopic(request);
  }

  @Override
  public Future<Void> deleteTopic(DeleteTopic request) {
    return below.deleteTopic(request);
  }

  @Override
  public Future<DescribeSubscriptions.Result> describeSubscriptions(DescribeSubscriptions request) {
    return below.describeSubscriptions(request);
  }

  @Override
  public Future<PreviewPublish.Result> previewPublish(PreviewPublish request) {
    return below.previewPublish(request);
  }

  @Override
  public Future<ListTopics.Result> listTopics(ListTopics request) {
    return below.listTopics(request);
  }

  @Override
  public Future<GetTopicAttributes.Result> getTopicAttributes(GetTopicAttributes request) {
    return below.getTopicAttributes(request);
  }

  @Override
  public Future<Void> setTopicAttributes(SetTopicAttributes request) {
    return below.setTopicAttributes(request);
  }

  @Override
  public Future<Void> addPermission(AddPermission request) {
    return below.addPermission(request);
  }

  @Override
  public Future<Void> removePermission(RemovePermission request) {
    return below.removePermission(request);
  }

  @Override
  public Future<Void> putDataProtectionPolicy(PutDataProtectionPolicy request) {
    return below.putDataProtectionPolicy(request);
  }

  @Override
  public Future<GetDataProtectionPolicy.Result> getDataProtectionPolicy(
      GetDataProtectionPolicy request) {
    return below.getDataProtectionPolicy(request);
  }

  @Override
  public Future<TagResource.Result> tagResource(TagResource request) {
    return below.tagResource(request);
  }

  @Override
  public Future<UntagResource.Result> untagResource(UntagResource request) {
    return below.untagResource(request);
  }

  @Override
  public Future<ListTagsForResource.Result> listTagsForResource(ListTagsForResource request) {
    return below.listTagsForResource(request);
  }

  @Override
  public Future<Subscribe.Result> subscribe(Subscribe request) {
    return below.subscribe(request);
  }

  @Override
  public Future<Void> unsubscribe(Unsubscribe request) {
    return below.unsubscribe(request);
  }

  @Override
  public Future<ConfirmSubscription.Result> confirmSubscription(ConfirmSubscription request) {
    return below.confirmSubscription(request);
  }

  @Override
  public Future<GetSubscriptionAttributes.Result> getSubscriptionAttributes(
      GetSubscriptionAttributes request) {
    return below.getSubscriptionAttributes(request);
  }

  @Override
  public Future<Void> setSubscriptionAttributes(SetSubscriptionAttributes request) {
    return below.setSubscriptionAttributes(request);
  }

  @Override
  public Future<Void> changeSubscription(String first, Map<String, String> second) {
    return below.changeSubscription(first, second);
  }

  @Override
  public Future<ListSubscriptions.Result> listSubscriptions(ListSubscriptions request) {
    return below.listSubscriptions(request);
  }

  @Override
  public Future<ListSubscriptionsByTopic.Result> listSubscriptionsByTopic(
      ListSubscriptionsByTopic request) {
    return below.listSubscriptionsByTopic(request);
  }

  @Override
  public Future<Publish.Result> publish(Publish request) {
    return below.publish(request).onSuccess(taken -> spy.published(request, taken));
  }

  @Override
  public Future<PublishBatch.Result> publishBatch(PublishBatch request) {
    return below.publishBatch(request).onSuccess(taken -> spy.published(request, taken));
  }

  @Override
  public Future<Listening> listen(Listen first, Listener second) {
    return below.listen(first, second);
  }

  @Override
  public Mobile mobile() {
    return below.mobile();
  }

  @Override
  public SigningCertificate signingCertificate() {
    return below.signingCertificate();
  }

  @Override
  public TopicStatistics statistics() {
    return below.statistics();
  }

  @Override
  public Future<Void> close() {
    return below.close();
  }
}

package io.fanfare.http;

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

/** Topics that answer {@code caller} as {@code fakes} were told, and do nothing else. */
record FakeTopics(Fakes fakes, Caller caller) implements Topics {

  private Fakes.Call call(Object request) {
    return new Fakes.Call(caller, null, request);
  }

  @Override
  public Topics as(Caller other) {
    return new FakeTopics(fakes, other);
  }

  @Override
  public SigningCertificate signingCertificate() {
    return Fakes.CERTIFICATE;
  }

  @Override
  public Future<CreateTopic.Result> createTopic(CreateTopic request) {
    return fakes.answer(call(request), CreateTopic.Result.class);
  }

  @Override
  public Future<Void> deleteTopic(DeleteTopic request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<ListTopics.Result> listTopics(ListTopics request) {
    return fakes.answer(call(request), ListTopics.Result.class);
  }

  @Override
  public Future<GetTopicAttributes.Result> getTopicAttributes(GetTopicAttributes request) {
    return fakes.answer(call(request), GetTopicAttributes.Result.class);
  }

  @Override
  public Future<Void> setTopicAttributes(SetTopicAttributes request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<Void> addPermission(AddPermission request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<Void> removePermission(RemovePermission request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<Void> putDataProtectionPolicy(PutDataProtectionPolicy request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<GetDataProtectionPolicy.Result> getDataProtectionPolicy(
      GetDataProtectionPolicy request) {
    return fakes.answer(call(request), GetDataProtectionPolicy.Result.class);
  }

  @Override
  public Future<TagResource.Result> tagResource(TagResource request) {
    return fakes.answer(call(request), TagResource.Result.class);
  }

  @Override
  public Future<UntagResource.Result> untagResource(UntagResource request) {
    return fakes.answer(call(request), UntagResource.Result.class);
  }

  @Override
  public Future<ListTagsForResource.Result> listTagsForResource(ListTagsForResource request) {
    return fakes.answer(call(request), ListTagsForResource.Result.class);
  }

  @Override
  public Future<Subscribe.Result> subscribe(Subscribe request) {
    return fakes.answer(call(request), Subscribe.Result.class);
  }

  @Override
  public Future<Void> unsubscribe(Unsubscribe request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<ConfirmSubscription.Result> confirmSubscription(ConfirmSubscription request) {
    return fakes.answer(call(request), ConfirmSubscription.Result.class);
  }

  @Override
  public Future<GetSubscriptionAttributes.Result> getSubscriptionAttributes(
      GetSubscriptionAttributes request) {
    return fakes.answer(call(request), GetSubscriptionAttributes.Result.class);
  }

  @Override
  public Future<Void> changeSubscription(String arn, Map<String, String> attributes) {
    throw Fakes.unscripted();
  }

  @Override
  public Future<Void> setSubscriptionAttributes(SetSubscriptionAttributes request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<ListSubscriptions.Result> listSubscriptions(ListSubscriptions request) {
    return fakes.answer(call(request), ListSubscriptions.Result.class);
  }

  @Override
  public Future<ListSubscriptionsByTopic.Result> listSubscriptionsByTopic(
      ListSubscriptionsByTopic request) {
    return fakes.answer(call(request), ListSubscriptionsByTopic.Result.class);
  }

  @Override
  public Future<DescribeSubscriptions.Result> describeSubscriptions(DescribeSubscriptions request) {
    return fakes.answer(call(request), DescribeSubscriptions.Result.class);
  }

  @Override
  public Future<PreviewPublish.Result> previewPublish(PreviewPublish request) {
    return fakes.answer(call(request), PreviewPublish.Result.class);
  }

  @Override
  public Future<Publish.Result> publish(Publish request) {
    return fakes.answer(call(request), Publish.Result.class);
  }

  @Override
  public Future<PublishBatch.Result> publishBatch(PublishBatch request) {
    return fakes.answer(call(request), PublishBatch.Result.class);
  }

  @Override
  public Future<Listening> listen(Listen request, Listener listener) {
    throw Fakes.unscripted();
  }

  @Override
  public Mobile mobile() {
    throw Fakes.unscripted();
  }

  @Override
  public TopicStatistics statistics() {
    throw Fakes.unscripted();
  }

  @Override
  public Future<Void> close() {
    throw Fakes.unscripted();
  }
}

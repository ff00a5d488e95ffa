package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Caller;
import io.fanfare.core.Page;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.model.AddPermission;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.GetDataProtectionPolicy;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.PutDataProtectionPolicy;
import io.fanfare.topics.model.RemovePermission;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.Pages;
import io.fanfare.topics.rules.TopicAction;
import io.fanfare.topics.rules.TopicAttributeRules;
import io.fanfare.topics.rules.TopicPolicy;
import io.fanfare.topics.rules.TopicRules;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The actions on topics themselves, for one caller. */
final class TopicActions {

  private final TopicPartition partition;
  private final Caller caller;
  private final Access access;

  TopicActions(TopicPartition partition, Caller caller, Access access) {
    this.partition = partition;
    this.caller = caller;
    this.access = access;
  }

  Future<CreateTopic.Result> create(CreateTopic request) {
    return Attempt.of(
        () -> {
          Arn arn = Arn.ofTopic(caller.region(), caller.account(), TopicRules.name(request));
          access.create(arn, request.tags());
          return partition
              .at(arn.toString(), topics -> topics.create(arn, request))
              .map(created -> new CreateTopic.Result(arn.toString()));
        });
  }

  Future<Void> delete(DeleteTopic request) {
    return access.delete(request.topicArn());
  }

  Future<ListTopics.Result> list(ListTopics request) {
    return Attempt.of(
        () -> {
          access.own().check(TopicAction.LIST_TOPICS);
          String scope = TopicRecord.scope(caller.region(), caller.account());
          String after = Pages.after(request.nextToken(), scope);
          return partition
              .everywhere(topics -> topics.list(scope, after))
              .map(found -> topics(found, scope));
        });
  }

  Future<GetTopicAttributes.Result> attributes(GetTopicAttributes request) {
    return access
        .topic(
            TopicAction.GET_TOPIC_ATTRIBUTES,
            request.topicArn(),
            topic -> topic.read(Topic::attributes))
        .map(GetTopicAttributes.Result::new);
  }

  Future<Void> setAttribute(SetTopicAttributes request) {
    return access.topic(
        TopicAction.SET_TOPIC_ATTRIBUTES,
        request.topicArn(),
        change(topic -> TopicAttributeRules.set(topic, request)));
  }

  Future<Void> addPermission(AddPermission request) {
    return access.topic(
        TopicAction.ADD_PERMISSION,
        request.topicArn(),
        change(topic -> TopicPolicy.add(topic, request)));
  }

  Future<Void> removePermission(RemovePermission request) {
    return access.topic(
        TopicAction.REMOVE_PERMISSION,
        request.topicArn(),
        change(topic -> TopicPolicy.remove(topic, request)));
  }

  Future<Void> putDataProtectionPolicy(PutDataProtectionPolicy request) {
    return access.resource(
        TopicAction.PUT_DATA_PROTECTION_POLICY,
        request.resourceArn(),
        change(topic -> TopicAttributeRules.set(topic, request)));
  }

  Future<GetDataProtectionPolicy.Result> dataProtectionPolicy(GetDataProtectionPolicy request) {
    return access
        .resource(
            TopicAction.GET_DATA_PROTECTION_POLICY,
            request.resourceArn(),
            host -> host.read(topic -> topic.record().dataProtectionPolicy()))
        .map(policy -> new GetDataProtectionPolicy.Result(policy.orElse(null)));
  }

  private static Function<TopicHost, Future<Void>> change(
      Function<TopicRecord, Attributes> change) {
    return host -> host.change(record -> record.with(change.apply(record)));
  }

  private static ListTopics.Result topics(List<Map<String, String>> found, String scope) {
    TreeMap<String, String> all = new TreeMap<>();
    found.forEach(all::putAll);
    Page<String> page = Page.of(all, "", Limits.PAGE, scope);
    return new ListTopics.Result(
        page.items().stream().map(ListTopics.TopicMember::new).toList(), page.nextToken());
  }
}

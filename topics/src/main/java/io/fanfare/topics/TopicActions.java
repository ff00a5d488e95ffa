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

  private static final String TOPIC = "TopicArn";
  private static final String RESOURCE = "ResourceArn";

  private final TopicHouse house;
  private final Caller caller;
  private final Access access;

  TopicActions(TopicHouse house, Caller caller, Access access) {
    this.house = house;
    this.caller = caller;
    this.access = access;
  }

  Future<CreateTopic.Result> create(CreateTopic request) {
    return Attempt.of(
        () -> {
          Arn arn = Arn.ofTopic(caller.region(), caller.account(), TopicRules.name(request));
          return house
              .at(arn.toString(), shelf -> shelf.create(arn, request))
              .map(created -> new CreateTopic.Result(arn.toString()));
        });
  }

  Future<Void> delete(DeleteTopic request) {
    return access.open(TopicAction.DELETE_TOPIC, TOPIC, request.topicArn(), TopicShelf::delete);
  }

  Future<ListTopics.Result> list(ListTopics request) {
    return Attempt.of(
        () -> {
          String scope = TopicRecord.scope(caller.region(), caller.account());
          String after = Pages.after(request.nextToken(), scope);
          return house
              .everywhere(shelf -> shelf.list(scope, after))
              .map(found -> topics(found, scope));
        });
  }

  Future<GetTopicAttributes.Result> attributes(GetTopicAttributes request) {
    return access
        .open(
            TopicAction.GET_TOPIC_ATTRIBUTES,
            TOPIC,
            request.topicArn(),
            (shelf, arn) -> shelf.read(arn, Topic::attributes))
        .map(GetTopicAttributes.Result::new);
  }

  Future<Void> setAttribute(SetTopicAttributes request) {
    return change(
        TopicAction.SET_TOPIC_ATTRIBUTES,
        TOPIC,
        request.topicArn(),
        topic -> TopicAttributeRules.set(topic, request));
  }

  Future<Void> addPermission(AddPermission request) {
    return change(
        TopicAction.ADD_PERMISSION,
        TOPIC,
        request.topicArn(),
        topic -> TopicPolicy.add(topic, request));
  }

  Future<Void> removePermission(RemovePermission request) {
    return change(
        TopicAction.REMOVE_PERMISSION,
        TOPIC,
        request.topicArn(),
        topic -> TopicPolicy.remove(topic, request));
  }

  Future<Void> putDataProtectionPolicy(PutDataProtectionPolicy request) {
    return change(
        TopicAction.PUT_DATA_PROTECTION_POLICY,
        RESOURCE,
        request.resourceArn(),
        topic -> TopicAttributeRules.set(topic, request));
  }

  Future<GetDataProtectionPolicy.Result> dataProtectionPolicy(GetDataProtectionPolicy request) {
    return access
        .open(
            TopicAction.GET_DATA_PROTECTION_POLICY,
            RESOURCE,
            request.resourceArn(),
            (shelf, arn) -> shelf.read(arn, topic -> topic.topic().dataProtectionPolicy()))
        .map(policy -> new GetDataProtectionPolicy.Result(policy.orElse(null)));
  }

  private Future<Void> change(
      TopicAction action,
      String parameter,
      String topic,
      Function<TopicRecord, Attributes> change) {
    return access.open(
        action,
        parameter,
        topic,
        (shelf, arn) -> shelf.change(arn, record -> record.with(change.apply(record))));
  }

  private static ListTopics.Result topics(List<Map<String, String>> found, String scope) {
    TreeMap<String, String> all = new TreeMap<>();
    found.forEach(all::putAll);
    Page<String> page = Page.of(all, "", Limits.PAGE, scope);
    return new ListTopics.Result(
        page.items().stream().map(ListTopics.TopicMember::new).toList(), page.nextToken());
  }
}

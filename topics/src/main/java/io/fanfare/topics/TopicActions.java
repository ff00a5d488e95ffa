package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Page;
import io.fanfare.topics.engine.TopicRecord;
import io.fanfare.topics.engine.TopicRules;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.ListTopics;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The actions on topics themselves, for one caller. */
final class TopicActions {

  private final TopicHouse house;
  private final Caller caller;

  TopicActions(TopicHouse house, Caller caller) {
    this.house = house;
    this.caller = caller;
  }

  Future<CreateTopic.Result> create(CreateTopic request) {
    return Refusing.attempt(
        () -> {
          Arn arn = Arn.ofTopic(caller.region(), caller.account(), TopicRules.name(request));
          return house
              .at(arn.toString(), shelf -> shelf.create(arn, request))
              .map(created -> new CreateTopic.Result(arn.toString()));
        });
  }

  Future<Void> delete(DeleteTopic request) {
    return Refusing.attempt(
        () -> {
          Arn arn = topic(request.topicArn());
          return house.at(arn.toString(), shelf -> shelf.delete(arn));
        });
  }

  Future<ListTopics.Result> list(ListTopics request) {
    return Refusing.attempt(
        () -> {
          String scope = TopicRecord.scope(caller.region(), caller.account());
          String after = Refusing.after(request.nextToken(), scope);
          return house
              .everywhere(shelf -> shelf.list(scope, after))
              .map(found -> topics(found, scope));
        });
  }

  private Arn topic(String arn) {
    return TopicRules.topicArn("TopicArn", arn, caller.region());
  }

  private static ListTopics.Result topics(List<Map<String, String>> found, String scope) {
    TreeMap<String, String> all = new TreeMap<>();
    found.forEach(all::putAll);
    Page<String> page = Page.of(all, "", Limits.PAGE, scope);
    return new ListTopics.Result(
        page.items().stream().map(ListTopics.TopicMember::new).toList(), page.nextToken());
  }
}

package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.model.ListTagsForResource;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TagResource;
import io.fanfare.topics.model.UntagResource;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TagRules;
import io.fanfare.topics.rules.TopicRules;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The actions on the tags of topics, for one caller. */
final class TagActions {

  private final TopicHouse house;
  private final Caller caller;

  TagActions(TopicHouse house, Caller caller) {
    this.house = house;
    this.caller = caller;
  }

  Future<TagResource.Result> tag(TagResource request) {
    return on(
            request.resourceArn(),
            host -> host.change(topic -> topic.with(TagRules.add(topic.tags(), request.tags()))))
        .map(new TagResource.Result());
  }

  Future<UntagResource.Result> untag(UntagResource request) {
    return on(
            request.resourceArn(),
            host ->
                host.change(topic -> topic.with(TagRules.remove(topic.tags(), request.tagKeys()))))
        .map(new UntagResource.Result());
  }

  Future<ListTagsForResource.Result> list(ListTagsForResource request) {
    return on(request.resourceArn(), host -> host.read(topic -> topic.topic().tags()))
        .map(tags -> new ListTagsForResource.Result(listed(tags)));
  }

  /** Does {@code work} with the topic {@code resource}. */
  private <R> Future<R> on(String resource, Function<TopicHost, Future<R>> work) {
    return Attempt.of(
        () -> {
          Arn arn = TopicRules.topicArn("ResourceArn", resource, caller.region());
          return house.at(
              arn.toString(), topics -> topics.on(arn.toString(), Refusals::noResource, work));
        });
  }

  private static List<Tag> listed(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }
}

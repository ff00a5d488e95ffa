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
import java.util.function.BiFunction;

/** The actions on the tags of topics, for one caller. */
final class TagActions {

  private final TopicHouse house;
  private final Caller caller;

  TagActions(TopicHouse house, Caller caller) {
    this.house = house;
    this.caller = caller;
  }

  Future<TagResource.Result> tag(TagResource request) {
    return at(
            request.resourceArn(),
            (shelf, arn) ->
                shelf.change(arn, topic -> topic.with(TagRules.add(topic.tags(), request.tags()))))
        .map(new TagResource.Result());
  }

  Future<UntagResource.Result> untag(UntagResource request) {
    return at(
            request.resourceArn(),
            (shelf, arn) ->
                shelf.change(
                    arn, topic -> topic.with(TagRules.remove(topic.tags(), request.tagKeys()))))
        .map(new UntagResource.Result());
  }

  Future<ListTagsForResource.Result> list(ListTagsForResource request) {
    return at(request.resourceArn(), (shelf, arn) -> shelf.read(arn, topic -> topic.topic().tags()))
        .map(tags -> new ListTagsForResource.Result(listed(tags)));
  }

  /** Does {@code work} where the topic {@code resource} is, if it is there. */
  private <R> Future<R> at(String resource, BiFunction<TopicShelf, Arn, Future<R>> work) {
    return Attempt.of(
        () -> {
          Arn arn = TopicRules.topicArn("ResourceArn", resource, caller.region());
          return house.at(
              arn.toString(),
              shelf -> {
                if (shelf.find(arn.toString()).isEmpty()) {
                  throw Refusals.noResource();
                }
                return work.apply(shelf, arn);
              });
        });
  }

  private static List<Tag> listed(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }
}

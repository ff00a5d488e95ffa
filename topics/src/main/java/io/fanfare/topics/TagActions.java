package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.topics.model.ListTagsForResource;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TagResource;
import io.fanfare.topics.model.UntagResource;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TagRules;
import io.fanfare.topics.rules.TopicAction;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The actions on the tags of topics, for one caller. */
final class TagActions {

  private final Access access;

  TagActions(Access access) {
    this.access = access;
  }

  Future<TagResource.Result> tag(TagResource request) {
    return at(
            TopicAction.TAG_RESOURCE,
            request.resourceArn(),
            (shelf, arn) ->
                shelf.change(arn, topic -> topic.with(TagRules.add(topic.tags(), request.tags()))))
        .map(new TagResource.Result());
  }

  Future<UntagResource.Result> untag(UntagResource request) {
    return at(
            TopicAction.UNTAG_RESOURCE,
            request.resourceArn(),
            (shelf, arn) ->
                shelf.change(
                    arn, topic -> topic.with(TagRules.remove(topic.tags(), request.tagKeys()))))
        .map(new UntagResource.Result());
  }

  Future<ListTagsForResource.Result> list(ListTagsForResource request) {
    return at(
            TopicAction.LIST_TAGS_FOR_RESOURCE,
            request.resourceArn(),
            (shelf, arn) -> shelf.read(arn, topic -> topic.topic().tags()))
        .map(tags -> new ListTagsForResource.Result(listed(tags)));
  }

  /** Does {@code work} where the topic {@code resource} is, if it is there. */
  private <R> Future<R> at(
      TopicAction action, String resource, BiFunction<TopicShelf, Arn, Future<R>> work) {
    return access.open(
        action,
        "ResourceArn",
        resource,
        (shelf, arn) -> {
          if (shelf.find(arn.toString()).isEmpty()) {
            throw Refusals.noResource();
          }
          return work.apply(shelf, arn);
        });
  }

  private static List<Tag> listed(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }
}

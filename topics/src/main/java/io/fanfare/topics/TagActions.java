package io.fanfare.topics;

import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.topics.model.ListTagsForResource;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TagResource;
import io.fanfare.topics.model.UntagResource;
import io.fanfare.topics.rules.TagRules;
import io.fanfare.topics.rules.TopicAction;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** The actions on the tags of topics, for one caller. */
final class TagActions {

  private final Access access;

  TagActions(Access access) {
    this.access = access;
  }

  Future<TagResource.Result> tag(TagResource request) {
    return access
        .tagged(
            TopicAction.TAG_RESOURCE,
            Access.asked(request.tags()),
            request.resourceArn(),
            host -> host.change(topic -> topic.with(TagRules.add(topic.tags(), request.tags()))))
        .map(new TagResource.Result());
  }

  Future<UntagResource.Result> untag(UntagResource request) {
    return access
        .tagged(
            TopicAction.UNTAG_RESOURCE,
            Asked.untag(request.tagKeys()),
            request.resourceArn(),
            host ->
                host.change(topic -> topic.with(TagRules.remove(topic.tags(), request.tagKeys()))))
        .map(new UntagResource.Result());
  }

  Future<ListTagsForResource.Result> list(ListTagsForResource request) {
    return access
        .tagged(
            TopicAction.LIST_TAGS_FOR_RESOURCE,
            Asked.NOTHING,
            request.resourceArn(),
            host -> host.read(topic -> topic.record().tags()))
        .map(tags -> new ListTagsForResource.Result(listed(tags)));
  }

  private static List<Tag> listed(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }
}

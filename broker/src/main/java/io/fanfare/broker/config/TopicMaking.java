package io.fanfare.broker.config;

import static io.fanfare.broker.config.QueueMaking.is;
import static io.fanfare.topics.model.TopicError.INVALID_PARAMETER;
import static io.fanfare.topics.model.TopicError.NOT_FOUND;

import io.fanfare.broker.config.Resources.TopicEntry;
import io.fanfare.core.PolicyJson;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.GetDataProtectionPolicy;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.PutDataProtectionPolicy;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TagResource;
import io.fanfare.topics.model.TopicAttribute;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has topics be as the file says; whether one is so already AWS's own rule says. */
final class TopicMaking {

  /** The policy that has actions of its own, as an attribute in the file. */
  static final String DATA_PROTECTION = TopicAttribute.DATA_PROTECTION_POLICY.name();

  private static final String FIFO = TopicAttribute.FIFO_TOPIC.name();

  private TopicMaking() {}

  /** Has {@code topic} be as {@code part} says of it, which may be less than all. */
  static Future<Made> make(BrokerServices services, TopicEntry topic, Part part) {
    Topics topics = services.topics(topic.scope());
    Part plain = part.without(DATA_PROTECTION);
    @Nullable String protection = part.text(DATA_PROTECTION).orElse(null);
    return exists(topics, topic.arn())
        .compose(
            exists ->
                topics
                    .createTopic(
                        new CreateTopic(
                            topic.name(), plain.texts(), tags(part), exists ? null : protection))
                    .map(made -> exists ? Made.LEFT : Made.CREATED)
                    .recover(
                        cause ->
                            exists && is(cause, INVALID_PARAMETER)
                                ? change(topics, topic, plain)
                                : Future.failedFuture(cause)))
        .compose(
            made ->
                made == Made.CREATED || protection == null
                    ? Future.succeededFuture(made)
                    : protect(topics, topic.arn(), protection)
                        .map(put -> put ? Made.CHANGED : made));
  }

  private static Future<Boolean> exists(Topics topics, String arn) {
    return topics
        .getTopicAttributes(new GetTopicAttributes(arn))
        .map(true)
        .recover(
            cause ->
                is(cause, NOT_FOUND) ? Future.succeededFuture(false) : Future.failedFuture(cause));
  }

  private static Future<Made> change(Topics topics, TopicEntry topic, Part part) {
    Map<String, String> changeable = new LinkedHashMap<>(part.texts());
    changeable.remove(FIFO);
    return topics
        .createTopic(new CreateTopic(topic.name(), part.only(FIFO).texts(), List.of(), null))
        .compose(
            same ->
                Each.inTurn(
                    changeable.entrySet(),
                    each ->
                        topics.setTopicAttributes(
                            new SetTopicAttributes(topic.arn(), each.getKey(), each.getValue()))))
        .compose(
            set ->
                part.tags().isEmpty()
                    ? Future.succeededFuture()
                    : topics.tagResource(new TagResource(topic.arn(), tags(part))))
        .map(Made.CHANGED);
  }

  /** Whether the data protection policy was another one before. */
  private static Future<Boolean> protect(Topics topics, String arn, String policy) {
    return topics
        .getDataProtectionPolicy(new GetDataProtectionPolicy(arn))
        .compose(
            before -> {
              @Nullable String kept = before.dataProtectionPolicy();
              return PolicyJson.same(kept == null ? "" : kept, policy)
                  ? Future.succeededFuture(false)
                  : topics
                      .putDataProtectionPolicy(new PutDataProtectionPolicy(arn, policy))
                      .map(true);
            });
  }

  private static List<Tag> tags(Part part) {
    return part.tags().entrySet().stream()
        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
        .toList();
  }
}

package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates a topic, or finds the one that already has the name and these attributes.
 *
 * @param name 1 to {@link Limits#TOPIC_NAME_LENGTH} of {@code A-Za-z0-9_-}; that of a FIFO topic
 *     ends with {@code .fifo}. Others are refused with {@code InvalidParameter}
 * @param attributes values by name, as {@link TopicAttribute} declares them with range and default;
 *     if the topic exists, one that differs is refused with {@code InvalidParameter}
 * @param tags at most {@link Limits#TAGS}, no key twice; none by default
 * @param dataProtectionPolicy JSON of at most {@link Limits#DATA_PROTECTION_POLICY_LENGTH}
 *     characters, which is kept and has no effect; none by default
 * @see "SNS API Reference, CreateTopic"
 */
public record CreateTopic(
    @Nullable String name,
    Map<String, String> attributes,
    List<Tag> tags,
    @Nullable String dataProtectionPolicy) {

  public CreateTopic {
    attributes = Lists.orEmpty(attributes);
    tags = Lists.orEmpty(tags);
  }

  /** A topic with the default of every attribute. */
  public CreateTopic(String name) {
    this(name, Map.of(), List.of(), null);
  }

  /**
   * The topic that was made or found.
   *
   * @param topicArn ends with the name
   */
  public record Result(String topicArn) {}
}

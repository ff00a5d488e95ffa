package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates a topic, or finds the one that already has the name and these attributes. */
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

  public record Result(String topicArn) {}
}

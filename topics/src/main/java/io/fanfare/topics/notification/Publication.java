package io.fanfare.topics.notification;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that has been checked and may be published.
 *
 * @param text what a queue gets, after the choice of a message structure
 * @param others what those protocols and platforms of devices get, in AWS's words, that get another
 *     text than a queue
 * @param groupId the message group; always present in a FIFO topic
 * @param deduplicationId by which a FIFO topic and its queues know the message again: as given, or
 *     the hash of its content; absent in a standard topic
 * @param size how many bytes the message counts with its attributes
 */
public record Publication(
    String text,
    Map<String, String> others,
    @Nullable String subject,
    Map<String, MessageAttribute> attributes,
    @Nullable String groupId,
    @Nullable String deduplicationId,
    int size) {

  public Publication {
    attributes = Lists.orEmpty(attributes);
  }

  /** A message of one text for all. */
  public Publication(
      String text,
      @Nullable String subject,
      Map<String, MessageAttribute> attributes,
      @Nullable String groupId,
      @Nullable String deduplicationId,
      int size) {
    this(text, Map.of(), subject, attributes, groupId, deduplicationId, size);
  }

  /** What subscribers get by the protocol, or on the platform, that is {@code name}. */
  public String textFor(String name) {
    return others.isEmpty() ? text : others.getOrDefault(name, text);
  }

  /** The message as those get it who get {@code other}. */
  public Publication with(String other) {
    return new Publication(other, Map.of(), subject, attributes, groupId, deduplicationId, size);
  }
}

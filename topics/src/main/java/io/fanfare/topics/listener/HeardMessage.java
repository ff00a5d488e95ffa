package io.fanfare.topics.listener;

import io.fanfare.core.MessageAttribute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as a listener hears it.
 *
 * @param id by what it is known
 * @param text what a queue would get of it raw
 * @param subject what its publisher called it
 * @param attributes values by name
 * @param group the message group; always there in a FIFO topic
 * @param bytes how much it counts with its attributes
 */
public record HeardMessage(
    Id id,
    String text,
    @Nullable String subject,
    Map<String, MessageAttribute> attributes,
    @Nullable String group,
    int bytes) {

  /**
   * By what a message is known.
   *
   * @param messageId a UUID, which its publisher was told
   * @param publishedAt when it was published, in milliseconds since 1970
   * @param deduplicationId by what a FIFO topic knows it again
   * @param sequenceNumber 20 digits, rising in the topic; FIFO topics only
   */
  public record Id(
      String messageId,
      long publishedAt,
      @Nullable String deduplicationId,
      @Nullable String sequenceNumber) {}
}

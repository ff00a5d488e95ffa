package io.fanfare.topics.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.Attributes;
import io.fanfare.core.Key;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rows.TopicTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * For how long a FIFO topic keeps what was published.
 *
 * @param days at least one
 */
public record ArchivePolicy(int days) {

  private static final String PERIOD = "MessageRetentionPeriod";

  /**
   * The policy that {@code text} spells; nothing if it is an empty object.
   *
   * @param prefix what refusals begin with, such as {@code Invalid parameter: }
   */
  static Optional<ArchivePolicy> parse(String prefix, String text) {
    AttributeJson json = new AttributeJson(prefix, TopicAttribute.ARCHIVE_POLICY.name());
    ObjectNode given = json.object(text, List.of(PERIOD));
    if (given.isEmpty()) {
      return Optional.empty();
    }
    JsonNode period = given.path(PERIOD);
    String days = period.isTextual() || period.isIntegralNumber() ? period.asText() : "";
    if (!days.matches("[0-9]{1,3}") || !isLegal(Integer.parseInt(days))) {
      throw json.refusal(
          "%s must be a whole number of days from 1 to %d".formatted(PERIOD, Limits.ARCHIVE_DAYS));
    }
    return Optional.of(new ArchivePolicy(Integer.parseInt(days)));
  }

  /** The policy {@code text}, if it is one; {@code prefix} says where it was found. */
  static String check(String text, String prefix) {
    parse("Invalid parameter: " + prefix, text);
    return text;
  }

  /** The policy of {@code topic}, while it keeps what is published, to replay it. */
  public static Optional<ArchivePolicy> of(TopicRecord topic) {
    return of(topic.attributes());
  }

  /** Where in the archive of {@code topic} that begins which is to be kept at {@code now}. */
  public static Optional<Key> archivedFrom(TopicRecord topic, long now) {
    Attributes attributes = topic.attributes();
    return attributes
        .text(TopicAttribute.ARCHIVE_POLICY)
        .map(set -> of(topic).map(policy -> policy.keepsFrom(attributes, now)).orElse(now))
        .map(oldest -> TopicTables.archivedFrom(topic.id(), oldest));
  }

  /** The policy of a topic with {@code attributes}, while it is active. */
  static Optional<ArchivePolicy> of(Attributes attributes) {
    return attributes.text(TopicAttribute.ARCHIVE_POLICY).flatMap(text -> parse("", text));
  }

  /**
   * The attributes {@code after} a change, with the time at which the archive begins: now, if it
   * was not active before.
   */
  public static Attributes noteBeginning(Attributes before, Attributes after, long now) {
    if (of(after).isEmpty()) {
      return after.without(TopicAttribute.BEGINNING_ARCHIVE_TIME);
    }
    String beginning =
        of(before)
            .flatMap(active -> before.text(TopicAttribute.BEGINNING_ARCHIVE_TIME))
            .orElseGet(() -> Instant.ofEpochMilli(now).toString());
    return after.with(TopicAttribute.BEGINNING_ARCHIVE_TIME, beginning);
  }

  /** Refuses to delete {@code topic} with all that it has archived. */
  public static void checkDeletion(TopicRecord topic) {
    if (of(topic).isPresent()) {
      throw TopicError.INVALID_STATE.refuse(
          "Invalid state: The topic has an active ArchivePolicy. Deactivate it before you delete the"
              + " topic.");
    }
  }

  /** The time in milliseconds of the oldest message that is kept at {@code now}. */
  long keepsFrom(Attributes attributes, long now) {
    long beginning =
        attributes
            .text(TopicAttribute.BEGINNING_ARCHIVE_TIME)
            .map(text -> Instant.parse(text).toEpochMilli())
            .orElse(0L);
    return Math.max(beginning, now - Duration.ofDays(days).toMillis());
  }

  private static boolean isLegal(int days) {
    return days >= 1 && days <= Limits.ARCHIVE_DAYS;
  }
}

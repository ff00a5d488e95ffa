package io.fanfare.topics.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * From when on a subscription wants what its topic has archived.
 *
 * @param start the time of the first message
 * @param end the time of the last one, if there is to be a last one
 */
public record ReplayPolicy(Instant start, Optional<Instant> end) {

  private static final String TYPE = "PointType";
  private static final String START = "StartingPoint";
  private static final String END = "EndingPoint";

  /** The policy that {@code text} spells; nothing if it is empty. */
  public static Optional<ReplayPolicy> parse(AttributeJson json, String text) {
    ObjectNode given = json.object(text, List.of(TYPE, START, END));
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (!given.path(TYPE).asText().equals("Timestamp")) {
      throw json.refusal(TYPE + " must be Timestamp");
    }
    Instant start = time(json, given, START);
    Optional<Instant> end =
        given.hasNonNull(END) ? Optional.of(time(json, given, END)) : Optional.empty();
    if (end.filter(last -> last.isBefore(start)).isPresent()) {
      throw json.refusal(END + " must not be before " + START);
    }
    return Optional.of(new ReplayPolicy(start, end));
  }

  private static Instant time(AttributeJson json, ObjectNode given, String field) {
    try {
      return OffsetDateTime.parse(given.path(field).asText()).toInstant();
    } catch (DateTimeException e) {
      throw json.refusal(field + " must be a timestamp in the format of ISO 8601");
    }
  }
}

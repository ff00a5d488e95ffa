package io.fanfare.topics.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.BrokerException;
import io.fanfare.push.model.RetrySchedule;
import io.fanfare.push.model.RetrySchedule.Delays;
import io.fanfare.push.model.RetrySchedule.Growth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How often and how soon HTTP endpoints are tried again, as JSON: the part that the delivery
 * policies of topics and of subscriptions have in common.
 */
final class RetryPolicy {

  /** The member that names in what curve the delays grow. */
  static final String FUNCTION = "backoffFunction";

  /** What {@link #FUNCTION} is unless it is set. */
  static final String DEFAULT_FUNCTION = "linear";

  /** How many seconds one delay, and all of them together, may last. */
  static final int MOST_SECONDS = 3_600;

  /** How many retries there may be. */
  static final int MOST_RETRIES = 100;

  /** The members that are whole numbers, and AWS's defaults for them, in AWS's order. */
  static final Map<String, Integer> NUMBERS = numbers();

  private RetryPolicy() {}

  private static Map<String, Integer> numbers() {
    Map<String, Integer> defaults = new LinkedHashMap<>();
    defaults.put("minDelayTarget", 20);
    defaults.put("maxDelayTarget", 20);
    defaults.put("numRetries", 3);
    defaults.put("numMaxDelayRetries", 0);
    defaults.put("numNoDelayRetries", 0);
    defaults.put("numMinDelayRetries", 0);
    return Collections.unmodifiableMap(defaults);
  }

  /**
   * The schedule that {@code policy} spells, whose numbers are within their ranges; what it does
   * not have is AWS's default.
   *
   * @param refusal what is thrown, of what is wrong with it, if its curve is none
   */
  static RetrySchedule schedule(JsonNode policy, Function<String, BrokerException> refusal) {
    Growth growth =
        Growth.named(policy.path(FUNCTION).asText(DEFAULT_FUNCTION))
            .orElseThrow(
                () ->
                    refusal.apply(
                        FUNCTION + " must be one of linear, arithmetic, geometric, exponential"));
    return new RetrySchedule(
        new Delays(whole(policy, "minDelayTarget"), whole(policy, "maxDelayTarget"), growth),
        whole(policy, "numRetries"),
        whole(policy, "numNoDelayRetries"),
        whole(policy, "numMinDelayRetries"),
        whole(policy, "numMaxDelayRetries"));
  }

  private static int whole(JsonNode policy, String name) {
    return policy.path(name).asInt(NUMBERS.getOrDefault(name, 0));
  }

  /** Refuses a schedule whose phases have more retries than there are. */
  static void checkPhases(RetrySchedule schedule, Function<String, BrokerException> refusal) {
    if (schedule.atOnce() + schedule.afterLeast() + schedule.afterMost() > schedule.retries()) {
      throw refusal.apply(
          "numRetries must be greater than or equal to total of numMinDelayRetries,"
              + " numNoDelayRetries and numMaxDelayRetries");
    }
  }
}

package io.fanfare.topics.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.BrokerException;
import io.fanfare.core.PolicyJson;
import io.fanfare.push.model.RetrySchedule;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The delivery policy of a topic: how its deliveries over HTTP are repeated, paced and labelled.
 */
final class TopicDeliveryPolicy {

  private static final String DEFAULT =
      """
      {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,\
      "numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,\
      "backoffFunction":"linear"},"disableSubscriptionOverrides":false,\
      "defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""";

  private static final String HTTP = "http";
  private static final String RETRY = "defaultHealthyRetryPolicy";
  private static final String THROTTLE = "defaultThrottlePolicy";
  private static final String REQUEST = "defaultRequestPolicy";
  private static final String NO_OVERRIDES = "disableSubscriptionOverrides";
  private static final String MOST_RECEIVES = "maxReceivesPerSecond";
  private static final String CONTENT_TYPE = "headerContentType";
  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "",
          Set.of(HTTP),
          HTTP,
          Set.of(RETRY, THROTTLE, REQUEST, NO_OVERRIDES),
          RETRY,
          retryMembers(),
          THROTTLE,
          Set.of(MOST_RECEIVES),
          REQUEST,
          Set.of(CONTENT_TYPE));

  private TopicDeliveryPolicy() {}

  private static Set<String> retryMembers() {
    Set<String> members = new HashSet<>(RetryPolicy.NUMBERS.keySet());
    members.add(RetryPolicy.FUNCTION);
    return members;
  }

  /**
   * What is stored of the policy {@code text}: its parts that are not null, as they are.
   *
   * @param prefix what a refusal of it begins with
   */
  static String stored(String text, String prefix) {
    String start = prefix + "DeliveryPolicy: ";
    ObjectNode policy =
        PolicyJson.object(text)
            .orElseThrow(() -> Refusals.invalid(start + "failed to parse JSON."));
    clean("", policy, start);
    if (policy.path(HTTP) instanceof ObjectNode http && !http.has(NO_OVERRIDES)) {
      http.put(NO_OVERRIDES, false);
    }
    check(overlay(byDefault(), policy).path(HTTP), start);
    return policy.toString();
  }

  /** The defaults, with the parts of what is stored over them. */
  static String effective(Optional<String> stored) {
    return stored
        .flatMap(PolicyJson::object)
        .map(policy -> overlay(byDefault(), policy).toString())
        .orElse(DEFAULT);
  }

  /** Takes the nulls out of {@code part}, which is called {@code name}, and refuses strangers. */
  private static void clean(String name, ObjectNode part, String start) {
    part.properties().removeIf(member -> member.getValue().isNull());
    part.properties()
        .forEach(
            member -> {
              String key = member.getKey();
              if (!MEMBERS.getOrDefault(name, Set.of()).contains(key)) {
                throw Refusals.invalid(start + "Unexpected JSON member: " + key);
              }
              if (member.getValue() instanceof ObjectNode inner) {
                clean(key, inner, start);
              } else if (MEMBERS.containsKey(key)) {
                throw Refusals.invalid(start + key + " must be an object");
              }
            });
  }

  private static void check(JsonNode http, String start) {
    checkRetries(http.path(RETRY), start + RETRY + ".");
    if (!http.path(NO_OVERRIDES).isBoolean()) {
      throw Refusals.invalid(start + NO_OVERRIDES + " must be true or false");
    }
    JsonNode receives = http.path(THROTTLE).path(MOST_RECEIVES);
    if (!receives.isMissingNode() && !(receives.isInt() && receives.intValue() >= 1)) {
      throw Refusals.invalid(start + THROTTLE + "." + MOST_RECEIVES + " must be at least 1");
    }
    JsonNode type = http.path(REQUEST).path(CONTENT_TYPE);
    if (!type.isTextual() || !ContentTypes.contain(type.textValue())) {
      throw Refusals.invalid(start + REQUEST + "." + CONTENT_TYPE + " is invalid");
    }
  }

  private static void checkRetries(JsonNode retry, String path) {
    int most = whole(retry, "maxDelayTarget", 1, RetryPolicy.MOST_SECONDS, path);
    int retries = whole(retry, "numRetries", 0, RetryPolicy.MOST_RETRIES, path);
    whole(retry, "minDelayTarget", 1, most, path);
    whole(retry, "numNoDelayRetries", 0, retries, path);
    whole(retry, "numMinDelayRetries", 0, retries, path);
    whole(retry, "numMaxDelayRetries", 0, retries, path);
    Function<String, BrokerException> refusal = text -> Refusals.invalid(path + text);
    RetrySchedule policy = RetryPolicy.schedule(retry, refusal);
    RetryPolicy.checkPhases(policy, refusal);
    if (policy.totalSeconds() > RetryPolicy.MOST_SECONDS) {
      throw refusal.apply("total delay must be at most " + RetryPolicy.MOST_SECONDS + " seconds");
    }
  }

  /** The number {@code name}, which is refused if it is not in that range. */
  private static int whole(JsonNode retry, String name, int least, int most, String path) {
    JsonNode value = retry.path(name);
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw Refusals.invalid(
          "%s%s must be a number from %d to %d".formatted(path, name, least, most));
    }
    return value.intValue();
  }

  /** {@code under} with everything that {@code over} says. */
  private static ObjectNode overlay(ObjectNode under, ObjectNode over) {
    over.properties()
        .forEach(
            member -> {
              JsonNode below = under.path(member.getKey());
              under.set(
                  member.getKey(),
                  below instanceof ObjectNode inner && member.getValue() instanceof ObjectNode part
                      ? overlay(inner, part)
                      : member.getValue());
            });
    return under;
  }

  private static ObjectNode byDefault() {
    return PolicyJson.object(DEFAULT).orElseThrow();
  }
}

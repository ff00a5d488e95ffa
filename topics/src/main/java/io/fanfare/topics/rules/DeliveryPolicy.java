package io.fanfare.topics.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.BrokerException;
import io.fanfare.push.model.RetrySchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How HTTP endpoints are delivered to, as JSON: checked, completed and shown as AWS shows it. */
final class DeliveryPolicy {

  private static final String RETRY = "healthyRetryPolicy";
  private static final String SICKLY = "sicklyRetryPolicy";
  private static final String THROTTLE = "throttlePolicy";
  private static final String REQUEST = "requestPolicy";
  private static final String GUARANTEED = "guaranteed";
  private static final String RATE = "maxReceivesPerSecond";
  private static final String CONTENT_TYPE = "headerContentType";

  private static final List<String> REQUIRED =
      List.of("minDelayTarget", "maxDelayTarget", "numRetries");

  private DeliveryPolicy() {}

  /** The policy that {@code text} spells, as it is stored and shown. */
  static String parse(AttributeJson json, String text) {
    ObjectNode given = json.object(text, List.of(RETRY, SICKLY, THROTTLE, REQUEST, GUARANTEED));
    ObjectNode shown = shown();
    JsonNode retry = given.path(RETRY);
    if (!retry.isMissingNode() && !retry.isNull()) {
      shown.set(RETRY, retryPolicy(json, part(json, RETRY, retry)));
    }
    JsonNode throttle = given.path(THROTTLE);
    if (!throttle.isMissingNode() && !throttle.isNull()) {
      ObjectNode part = part(json, THROTTLE, throttle);
      json.checkFields(THROTTLE + ".", part, List.of(RATE));
      checkWhole(json, THROTTLE + "." + RATE, part.path(RATE), 1, Integer.MAX_VALUE);
      shown.set(THROTTLE, part);
    }
    JsonNode request = given.path(REQUEST);
    if (!request.isMissingNode() && !request.isNull()) {
      ObjectNode part = part(json, REQUEST, request);
      json.checkFields(REQUEST + ".", part, List.of(CONTENT_TYPE));
      String type = part.path(CONTENT_TYPE).asText("");
      if (!ContentTypes.contain(type)) {
        throw json.refusal(REQUEST + "." + CONTENT_TYPE + " is invalid");
      }
      shown.set(REQUEST, part);
    }
    return shown.toString();
  }

  /**
   * What holds for a subscription: its own policy, completed by that of its topic and by AWS's.
   *
   * @param own the subscription's policy; empty for none
   * @param ofTopic the topic's policy; empty for none
   */
  static String effective(String own, String ofTopic) {
    JsonNode topic = AttributeJson.read(ofTopic).path("http");
    JsonNode subscription =
        topic.path("disableSubscriptionOverrides").asBoolean()
            ? AttributeJson.read("")
            : AttributeJson.read(own);
    ObjectNode effective = shown();
    ObjectNode retry = JsonNodeFactory.instance.objectNode();
    RetryPolicy.NUMBERS.forEach(retry::put);
    retry.put(RetryPolicy.FUNCTION, RetryPolicy.DEFAULT_FUNCTION);
    overlay(retry, topic.path("defaultHealthyRetryPolicy"));
    overlay(retry, subscription.path(RETRY));
    effective.set(RETRY, retry);
    ObjectNode throttle = JsonNodeFactory.instance.objectNode();
    overlay(throttle, topic.path("defaultThrottlePolicy"));
    overlay(throttle, subscription.path(THROTTLE));
    if (!throttle.isEmpty()) {
      effective.set(THROTTLE, throttle);
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put(CONTENT_TYPE, "text/plain; charset=UTF-8");
    overlay(request, topic.path("defaultRequestPolicy"));
    overlay(request, subscription.path(REQUEST));
    effective.set(REQUEST, request);
    return effective.toString();
  }

  /** A policy that says nothing, in the form and order that AWS shows. */
  private static ObjectNode shown() {
    return JsonNodeFactory.instance
        .objectNode()
        .putNull(RETRY)
        .putNull(SICKLY)
        .putNull(THROTTLE)
        .putNull(REQUEST)
        .put(GUARANTEED, false);
  }

  private static ObjectNode part(AttributeJson json, String name, JsonNode part) {
    if (!(part instanceof ObjectNode object)) {
      throw json.refusal(name + " must be an object");
    }
    object.properties().removeIf(field -> field.getValue().isNull());
    return object;
  }

  private static ObjectNode retryPolicy(AttributeJson json, ObjectNode given) {
    List<String> known = new ArrayList<>(RetryPolicy.NUMBERS.keySet());
    known.add(RetryPolicy.FUNCTION);
    String path = RETRY + ".";
    json.checkFields(path, given, known);
    RetryPolicy.NUMBERS
        .keySet()
        .forEach(
            field -> {
              boolean delay = field.endsWith("DelayTarget");
              checkWhole(
                  json,
                  path + field,
                  given.path(field),
                  delay ? 1 : 0,
                  delay ? RetryPolicy.MOST_SECONDS : RetryPolicy.MOST_RETRIES);
            });
    for (String field : REQUIRED) {
      if (!given.has(field)) {
        throw json.refusal(path + field + " must be specified");
      }
    }
    checkTogether(json, given);
    return given;
  }

  private static void checkTogether(AttributeJson json, ObjectNode given) {
    Function<String, BrokerException> refusal = text -> json.refusal(RETRY + "." + text);
    RetrySchedule policy = RetryPolicy.schedule(given, refusal);
    if (policy.delays().most() < policy.delays().least()) {
      throw json.refusal(
          RETRY + ".maxDelayTarget must be greater than or equal to " + RETRY + ".minDelayTarget");
    }
    RetryPolicy.checkPhases(policy, refusal);
    if (policy.totalSeconds() > RetryPolicy.MOST_SECONDS) {
      throw json.refusal(RETRY + ": the delays of all retries must not exceed 3600 seconds");
    }
  }

  private static void checkWhole(
      AttributeJson json, String path, JsonNode number, int least, int most) {
    if (number.isMissingNode()) {
      return;
    }
    if (!number.isIntegralNumber()) {
      throw json.refusal(path + " must be an integer");
    }
    if (!number.canConvertToInt() || number.intValue() > most) {
      throw json.refusal(path + " must be less than or equal to " + most);
    }
    if (number.intValue() < least) {
      throw json.refusal(path + " must be greater than or equal to " + least);
    }
  }

  private static void overlay(ObjectNode under, JsonNode over) {
    over.properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                under.set(field.getKey(), field.getValue());
              }
            });
  }
}

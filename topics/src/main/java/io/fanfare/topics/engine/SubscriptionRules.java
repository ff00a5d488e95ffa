package io.fanfare.topics.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.topics.engine.SubscriptionRecord.Target;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.SubscriptionAttribute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a subscription may be, with AWS's refusals of everything else. */
final class SubscriptionRules {

  private static final String PREFIX = "Attributes Reason: ";
  private static final String SQS = "sqs";
  private static final Set<String> UNSUPPORTED_PROTOCOLS =
      Set.of("http", "https", "email", "email-json", "sms", "lambda", "firehose", "application");
  private static final Pattern QUEUE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final String FIFO = ".fifo";
  private static final List<Attribute<?>> COMPARED =
      List.of(
          SubscriptionAttribute.RAW_MESSAGE_DELIVERY,
          SubscriptionAttribute.FILTER_POLICY,
          SubscriptionAttribute.FILTER_POLICY_SCOPE);

  private SubscriptionRules() {}

  /** Where {@code request} wants the messages to go. */
  static Target target(Subscribe request) {
    String protocol = request.protocol();
    if (protocol == null) {
      throw Refusals.missing("protocol");
    }
    if (UNSUPPORTED_PROTOCOLS.contains(protocol)) {
      throw Refusals.invalid("Protocol Reason: " + protocol + " is not supported yet");
    }
    if (!protocol.equals(SQS)) {
      throw Refusals.invalid("Amazon SNS does not support this protocol string: " + protocol);
    }
    String endpoint = request.endpoint() == null ? "" : request.endpoint();
    Arn queue =
        Arn.parse(endpoint)
            .filter(SubscriptionRules::isQueue)
            .orElseThrow(() -> Refusals.invalid("SQS endpoint ARN"));
    if (queue.resource().endsWith(FIFO)) {
      throw Refusals.invalid(
          "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard"
              + " SNS topics");
    }
    return new Target(protocol, endpoint);
  }

  /** The attributes {@code given}, as they are stored. */
  static Attributes attributes(Map<String, String> given) {
    Map<String, String> stored = new LinkedHashMap<>();
    given.forEach((name, value) -> stored.put(name, stored(name, value)));
    return new Attributes(stored);
  }

  /** Refuses attributes that are given and are not those that are set. */
  static void checkSame(Attributes set, Attributes given) {
    for (Attribute<?> attribute : COMPARED) {
      if (given.has(attribute) && !given.text(attribute).equals(set.text(attribute))) {
        throw Refusals.invalid(PREFIX + "Subscription already exists with different attributes");
      }
    }
  }

  private static boolean isQueue(Arn arn) {
    String name = arn.resource();
    String stem = name.endsWith(FIFO) ? name.substring(0, name.length() - FIFO.length()) : name;
    return arn.service().equals(SQS)
        && !arn.region().isEmpty()
        && !arn.account().isEmpty()
        && QUEUE_NAME.matcher(stem).matches();
  }

  private static String stored(String name, String value) {
    return switch (name) {
      case "RawMessageDelivery" -> flag(name, value);
      case "FilterPolicy" -> policy(value);
      case "FilterPolicyScope" -> scope(value);
      default ->
          throw Refusals.invalid(
              SubscriptionAttribute.UNSUPPORTED.contains(name)
                  ? PREFIX + name + ": not supported yet"
                  : PREFIX + "Unknown attribute: " + name);
    };
  }

  private static String flag(String name, String value) {
    try {
      SubscriptionAttribute.RAW_MESSAGE_DELIVERY.parse(value);
      return value.toLowerCase(Locale.ROOT);
    } catch (BrokerException refusal) {
      throw Refusals.invalid(
          PREFIX + name + ": Invalid value [" + value + "]. Must be true or false.");
    }
  }

  private static String policy(String value) {
    FilterPolicy policy = FilterPolicy.parse("Invalid parameter: " + PREFIX, value);
    return policy.wantsEverything() ? "" : value;
  }

  private static String scope(String value) {
    return switch (value) {
      case "MessageAttributes" -> value;
      case "MessageBody" ->
          throw Refusals.invalid(PREFIX + "FilterPolicyScope: MessageBody is not supported yet");
      default ->
          throw Refusals.invalid(
              PREFIX
                  + "FilterPolicyScope: Invalid value ["
                  + value
                  + "]. Please use either MessageBody or MessageAttributes");
    };
  }
}

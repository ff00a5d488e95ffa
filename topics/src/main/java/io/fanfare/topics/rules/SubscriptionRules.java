package io.fanfare.topics.rules;

import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.filter.FilterPolicy;
import io.fanfare.topics.model.Protocol;
import io.fanfare.topics.model.SubscriptionAttribute;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.SubscriptionRecord.Target;
import io.fanfare.topics.rows.TopicRecord;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the attributes of one subscription may be, with AWS's refusals of everything else. */
public final class SubscriptionRules {

  private static final String WHEN_SUBSCRIBING = "Attributes Reason: ";
  private static final int LARGE_REQUEST = 64 << 10;
  private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::[0-9]{12}:role/.+");

  private final TopicRecord topic;
  private final Target target;
  private final String owner;
  private final Protocol protocol;
  private final String prefix;

  /**
   * The rules for the subscription of {@code target} to {@code topic}.
   *
   * @param owner whose the subscription is
   * @param prefix what refusals begin with, after {@code Invalid parameter: }
   */
  private SubscriptionRules(TopicRecord topic, Target target, String owner, String prefix) {
    this.topic = topic;
    this.target = target;
    this.owner = owner;
    this.protocol = Protocol.of(target.protocol()).orElseThrow();
    this.prefix = prefix;
  }

  /** The attributes {@code given} to a new subscription of {@code owner}, as they are stored. */
  public static Attributes given(
      Map<String, String> given, TopicRecord topic, Target target, String owner) {
    SubscriptionRules rules = new SubscriptionRules(topic, target, owner, WHEN_SUBSCRIBING);
    Map<String, String> stored = new LinkedHashMap<>();
    given.forEach((name, value) -> stored.put(name, rules.stored(name, value)));
    Attributes attributes = new Attributes(stored);
    filterPolicy(rules.full(), attributes);
    return attributes;
  }

  /** Refuses attributes {@code given} to a new subscription that lack one it needs. */
  public static void checkComplete(Attributes given, TopicRecord topic, Target target) {
    SubscriptionRules rules = new SubscriptionRules(topic, target, "", WHEN_SUBSCRIBING);
    if (rules.protocol == Protocol.FIREHOSE) {
      rules.role(given.get(SubscriptionAttribute.SUBSCRIPTION_ROLE_ARN));
    }
  }

  /** The attributes of {@code subscription} with other values of those in {@code values}. */
  public static Attributes changed(
      SubscriptionRecord subscription, Map<String, String> values, TopicRecord topic) {
    SubscriptionRules rules =
        new SubscriptionRules(topic, subscription.target(), subscription.owner(), "");
    Attributes changed = subscription.attributes();
    for (Map.Entry<String, String> value : values.entrySet()) {
      Attribute<?> attribute =
          SubscriptionAttribute.named(value.getKey())
              .orElseThrow(() -> Refusals.invalid("AttributeName"));
      changed = changed.with(attribute, rules.stored(attribute.name(), value.getValue()));
    }
    filterPolicy(rules.full(), changed);
    return changed;
  }

  /**
   * Reads the filter policy that a new subscription is given, so that its topic need not; what is
   * wrong with it is told by {@link #given}.
   */
  public static void readAhead(Map<String, String> given) {
    String scope = given.get(SubscriptionAttribute.FILTER_POLICY_SCOPE.name());
    readAhead(
        "Invalid parameter: " + WHEN_SUBSCRIBING,
        given,
        SubscriptionAttribute.MESSAGE_BODY.equals(scope));
  }

  /** The same of a filter policy that a subscription is to have from now on. */
  public static void readAheadOfChange(Map<String, String> values) {
    readAhead("Invalid parameter: ", values, true);
    readAhead("Invalid parameter: ", values, false);
  }

  private static void readAhead(String prefix, Map<String, String> values, boolean ofBody) {
    String text = values.get(SubscriptionAttribute.FILTER_POLICY.name());
    if (text != null && text.length() > LARGE_REQUEST) {
      try {
        LongPolicies.read(prefix, text, ofBody);
      } catch (BrokerException told) {
        // By who is asked to set it, unless there is something else to refuse first.
      }
    }
  }

  /** What a subscription with {@code attributes} wants; refusals begin with {@code prefix}. */
  public static FilterPolicy filterPolicy(String prefix, Attributes attributes) {
    return LongPolicies.read(
        prefix,
        attributes.get(SubscriptionAttribute.FILTER_POLICY),
        attributes
            .get(SubscriptionAttribute.FILTER_POLICY_SCOPE)
            .equals(SubscriptionAttribute.MESSAGE_BODY));
  }

  /** Refuses attributes that are given and are not those that are set. */
  public static void checkSame(Attributes set, Attributes given) {
    for (Attribute<?> attribute : SubscriptionAttribute.all()) {
      if (given.has(attribute)
          && !comparable(given, attribute).equals(comparable(set, attribute))) {
        throw Refusals.invalid(
            WHEN_SUBSCRIBING + "Subscription already exists with different attributes");
      }
    }
  }

  private static String comparable(Attributes attributes, Attribute<?> attribute) {
    boolean wantsEverything =
        attribute == SubscriptionAttribute.FILTER_POLICY
            && filterPolicy("", attributes).wantsEverything();
    return wantsEverything ? "" : attributes.text(attribute).orElse("");
  }

  private String stored(String name, String value) {
    return switch (name) {
      case "RawMessageDelivery" -> raw(name, value);
      case "FilterPolicy" -> value;
      case "FilterPolicyScope" -> scope(prefix, value);
      case "RedrivePolicy" -> value.isEmpty() ? value : redrivePolicy(json(name), value);
      case "DeliveryPolicy" -> value.isEmpty() ? value : deliveryPolicy(json(name), value);
      case "SubscriptionRoleArn" -> role(value);
      case "ReplayPolicy" -> value.isEmpty() ? value : replayPolicy(json(name), value);
      default -> throw Refusals.invalid(prefix + "Unknown attribute: " + name);
    };
  }

  private String raw(String name, String value) {
    String flag = value.toLowerCase(Locale.ROOT);
    if (!flag.equals("true") && !flag.equals("false")) {
      throw Refusals.invalid(
          prefix + name + ": Invalid value [" + value + "]. Must be true or false.");
    }
    if (flag.equals("true") && !protocol.takesRawMessages()) {
      throw unsupported("raw message delivery");
    }
    return flag;
  }

  /** The scope that {@code value} is; refusals begin with {@code prefix}. */
  static String scope(String prefix, String value) {
    return switch (value) {
      case SubscriptionAttribute.MESSAGE_ATTRIBUTES, SubscriptionAttribute.MESSAGE_BODY -> value;
      default ->
          throw Refusals.invalid(
              prefix
                  + "FilterPolicyScope: Invalid value ["
                  + value
                  + "]. Please use either MessageBody or MessageAttributes");
    };
  }

  private String redrivePolicy(AttributeJson json, String value) {
    boolean fifoEndpoint =
        EndpointRules.queue(target.endpoint()).filter(EndpointRules::isFifo).isPresent();
    RedrivePolicy.parse(json, value).check(json, topic, fifoEndpoint, owner);
    return value;
  }

  /** A queue's is kept if it comes with the subscription, as AWS keeps it, and changes nothing. */
  private String deliveryPolicy(AttributeJson json, String value) {
    boolean kept = protocol == Protocol.SQS && prefix.equals(WHEN_SUBSCRIBING);
    if (!protocol.isHttp() && !kept) {
      throw unsupported("delivery policies");
    }
    return DeliveryPolicy.parse(json, value);
  }

  private String role(String value) {
    if (protocol != Protocol.FIREHOSE) {
      throw unsupported("SubscriptionRoleArn");
    }
    if (!ROLE.matcher(value).matches()) {
      throw Refusals.invalid(prefix + "SubscriptionRoleArn: Invalid value [" + value + "].");
    }
    return value;
  }

  private String replayPolicy(AttributeJson json, String value) {
    if (ReplayPolicy.parse(json, value).isEmpty()) {
      return "";
    }
    if (ArchivePolicy.of(topic).isEmpty()) {
      throw json.refusal("the topic has no active ArchivePolicy");
    }
    return value;
  }

  private BrokerException unsupported(String what) {
    return Refusals.invalid(
        prefix + "Delivery protocol [" + protocol + "] does not support " + what + ".");
  }

  private AttributeJson json(String name) {
    return new AttributeJson(full(), name);
  }

  private String full() {
    return "Invalid parameter: " + prefix;
  }
}

package io.fanfare.topics.model;

import io.fanfare.core.Attribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every attribute of a subscription that a user may set. */
public final class SubscriptionAttribute {

  /** The scopes of a filter policy: what it looks at. */
  public static final String MESSAGE_ATTRIBUTES = "MessageAttributes";

  public static final String MESSAGE_BODY = "MessageBody";

  /**
   * Whether messages are delivered without their envelope; {@code sqs}, {@code http}, {@code https}
   * and {@code firehose} only, {@code false} by default. Always shown.
   */
  public static final Attribute<Boolean> RAW_MESSAGE_DELIVERY =
      Attribute.flag("RawMessageDelivery").orElse("false");

  /**
   * Which messages are wanted, in JSON; empty or {@code {}} for all, as by default. Shown if there
   * is one.
   */
  public static final Attribute<String> FILTER_POLICY =
      text("FilterPolicy", "a filter policy; empty for none");

  /**
   * What {@link #FILTER_POLICY} looks at: {@link #MESSAGE_ATTRIBUTES}, which is the default, or
   * {@link #MESSAGE_BODY}. Shown while there is a policy.
   */
  public static final Attribute<String> FILTER_POLICY_SCOPE =
      Attribute.oneOf("FilterPolicyScope", MESSAGE_ATTRIBUTES, MESSAGE_BODY)
          .orElse(MESSAGE_ATTRIBUTES);

  /**
   * Which queue gets what cannot be delivered: its {@code deadLetterTargetArn} in JSON; empty for
   * none, as by default. Shown if there is one.
   */
  public static final Attribute<String> REDRIVE_POLICY =
      text("RedrivePolicy", "the ARN of a dead-letter queue in JSON; empty for none");

  /**
   * How the endpoint is delivered to, over that of the topic: retries, pace and Content-Type, in
   * JSON; {@code http} and {@code https}, and, without effect, {@code sqs} from the beginning.
   * Empty for none, as by default; shown if there is one.
   */
  public static final Attribute<String> DELIVERY_POLICY =
      text(
          "DeliveryPolicy",
          "a delivery policy in JSON; `http` and `https`, or `sqs` from the beginning");

  /**
   * The ARN of the role by which AWS would write to a delivery stream; {@code firehose} only, empty
   * by default. It is kept, and shown if it is set.
   */
  public static final Attribute<String> SUBSCRIPTION_ROLE_ARN =
      text("SubscriptionRoleArn", "the ARN of a role; `firehose` only");

  /**
   * From when to when the archive of the topic is sent again: {@code PointType}, {@code
   * StartingPoint} and perhaps {@code EndingPoint} in JSON; FIFO topics with an archive only, empty
   * for none, as by default.
   */
  public static final Attribute<String> REPLAY_POLICY =
      text("ReplayPolicy", "a replay policy in JSON; topics with an archive only");

  private static final List<Attribute<?>> ALL =
      List.of(
          RAW_MESSAGE_DELIVERY,
          FILTER_POLICY,
          FILTER_POLICY_SCOPE,
          REDRIVE_POLICY,
          DELIVERY_POLICY,
          SUBSCRIPTION_ROLE_ARN,
          REPLAY_POLICY);
  private static final Map<String, Attribute<?>> BY_NAME =
      ALL.stream().collect(Collectors.toMap(Attribute::name, Function.identity()));

  private SubscriptionAttribute() {}

  /** Every attribute, in the order of the reference table. */
  public static List<Attribute<?>> all() {
    return ALL;
  }

  /** The attribute called {@code name}, if a user may set it. */
  public static Optional<Attribute<?>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static Attribute<String> text(String name, String values) {
    return Attribute.text(name, values, Optional::of).orElse("");
  }
}

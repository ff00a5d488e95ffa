package io.fanfare.topics.model;

import io.fanfare.core.Attribute;
import java.util.Optional;
import java.util.Set;

/** Every attribute of a subscription that a user may set. */
public final class SubscriptionAttribute {

  public static final Attribute<Boolean> RAW_MESSAGE_DELIVERY =
      Attribute.flag("RawMessageDelivery").orElse("false");
  public static final Attribute<String> FILTER_POLICY =
      Attribute.text("FilterPolicy", "a filter policy; empty for none", Optional::of).orElse("");
  public static final Attribute<String> FILTER_POLICY_SCOPE =
      Attribute.oneOf("FilterPolicyScope", "MessageAttributes", "MessageBody")
          .orElse("MessageAttributes");

  /** Attributes that AWS has and this broker does not. */
  public static final Set<String> UNSUPPORTED =
      Set.of("RedrivePolicy", "DeliveryPolicy", "SubscriptionRoleArn", "ReplayPolicy");

  private SubscriptionAttribute() {}
}

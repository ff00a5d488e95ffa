package io.fanfare.topics.rules;

import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.Principal;
import io.fanfare.topics.model.Protocol;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.model.SubscriptionAttribute;
import io.fanfare.topics.rows.Confirmation;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.TopicRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a subscription is shown to those who ask for it. */
public final class SubscriptionView {

  private static final List<Attribute<?>> SHOWN_WHEN_SET =
      List.of(
          SubscriptionAttribute.REDRIVE_POLICY,
          SubscriptionAttribute.DELIVERY_POLICY,
          SubscriptionAttribute.SUBSCRIPTION_ROLE_ARN,
          SubscriptionAttribute.REPLAY_POLICY);

  private SubscriptionView() {}

  /** The subscription as lists show it. */
  public static Subscription listed(SubscriptionRecord subscription) {
    return new Subscription(
        subscription.confirmation().isPending() ? "PendingConfirmation" : subscription.arn(),
        subscription.owner(),
        subscription.target().protocol(),
        subscription.target().endpoint(),
        topicArn(subscription));
  }

  /** Everything that is known of the subscription. */
  public static Map<String, String> attributes(SubscriptionRecord subscription, TopicRecord topic) {
    Confirmation confirmation = subscription.confirmation();
    Attributes set = subscription.attributes();
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("SubscriptionArn", subscription.arn());
    shown.put("TopicArn", topic.arn());
    shown.put("Owner", subscription.owner());
    shown.put("Protocol", subscription.target().protocol());
    shown.put("Endpoint", subscription.target().endpoint());
    shown.put("PendingConfirmation", Boolean.toString(confirmation.isPending()));
    shown.put(
        "ConfirmationWasAuthenticated",
        Boolean.toString(confirmation.state() == Confirmation.State.AUTHENTICATED));
    shown.put(
        "SubscriptionPrincipal",
        Principal.ofAccount(subscription.owner()).arn(topic.parsedArn().partition()));
    show(SubscriptionAttribute.RAW_MESSAGE_DELIVERY, set, shown);
    if (!SubscriptionRules.filterPolicy("", set).wantsEverything()) {
      show(SubscriptionAttribute.FILTER_POLICY, set, shown);
      show(SubscriptionAttribute.FILTER_POLICY_SCOPE, set, shown);
    }
    SHOWN_WHEN_SET.forEach(attribute -> show(attribute, set, shown));
    if (Protocol.of(subscription.target().protocol()).filter(Protocol::isHttp).isPresent()) {
      shown.put(
          "EffectiveDeliveryPolicy",
          DeliveryPolicy.effective(
              text(SubscriptionAttribute.DELIVERY_POLICY, set), topic.deliveryPolicy()));
    }
    return shown;
  }

  /** The ARN of the topic of {@code subscription}. */
  public static String topicArn(SubscriptionRecord subscription) {
    return subscription.arn().substring(0, subscription.arn().lastIndexOf(':'));
  }

  private static void show(Attribute<?> attribute, Attributes set, Map<String, String> shown) {
    String text = text(attribute, set);
    if (!text.isEmpty()) {
      shown.put(attribute.name(), text);
    }
  }

  private static String text(Attribute<?> attribute, Attributes set) {
    return set.text(attribute).orElse("");
  }
}

package io.fanfare.topics.rules;

import io.fanfare.core.Attributes;
import io.fanfare.filter.FilterPolicy;
import io.fanfare.topics.model.SubscriptionAttribute;
import java.util.Map;
import java.util.Set;

/** What a listener may ask for. */
public final class ListenerRules {

  private static final String WHEN_SUBSCRIBING = "Attributes Reason: ";
  private static final Set<String> TAKEN =
      Set.of(
          SubscriptionAttribute.FILTER_POLICY.name(),
          SubscriptionAttribute.FILTER_POLICY_SCOPE.name());

  private ListenerRules() {}

  /** What a listener with {@code attributes} wants, or the refusal of a subscription with them. */
  public static FilterPolicy policy(Map<String, String> attributes) {
    for (String name : attributes.keySet()) {
      if (!TAKEN.contains(name)) {
        throw Refusals.invalid(WHEN_SUBSCRIBING + "Unknown attribute: " + name);
      }
    }
    String scope = attributes.get(SubscriptionAttribute.FILTER_POLICY_SCOPE.name());
    if (scope != null) {
      SubscriptionRules.scope(WHEN_SUBSCRIBING, scope);
    }
    return SubscriptionRules.filterPolicy(
        "Invalid parameter: " + WHEN_SUBSCRIBING, new Attributes(attributes));
  }
}

package io.fanfare.topics.engine;

import io.fanfare.core.Lists;
import java.util.List;
import java.util.Map;

/**
 * Which messages a subscription wants: every key must have a value that satisfies one of its
 * conditions.
 *
 * @param text the policy as it was set
 * @param keys the conditions on each attribute; none means that every message is wanted
 */
record FilterPolicy(String text, Map<String, List<Condition>> keys) {

  FilterPolicy {
    keys = Lists.orEmpty(keys);
  }

  /**
   * The policy that {@code text} spells.
   *
   * @param prefix what every refusal begins with
   */
  static FilterPolicy parse(String prefix, String text) {
    return new FilterPolicyReader(prefix, text).read();
  }

  boolean wantsEverything() {
    return keys.isEmpty();
  }
}

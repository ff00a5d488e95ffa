package io.fanfare.core.policy.condition;

import java.util.List;

/** What a request has to answer to conditions. */
@FunctionalInterface
public interface RequestContext {

  /** A request of which nothing is known. */
  RequestContext UNKNOWN = key -> List.of();

  /** The values of {@code key}; none if it is absent. */
  List<String> values(ConditionKey key);
}

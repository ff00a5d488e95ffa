package io.fanfare.topics.listener;

import io.fanfare.filter.FilterPolicy;
import io.fanfare.filter.SubscriptionFilters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The listeners of one topic, on its event loop. A message costs nothing but those that want it.
 */
public final class Listeners {

  private final Map<Listener, FilterPolicy> all = new LinkedHashMap<>(0);
  private final Map<Listener, FilterPolicy> unfiltered = new LinkedHashMap<>(0);
  private final SubscriptionFilters<Listener> filters = new SubscriptionFilters<>();

  /** Adds a listener, which is none of these, for the messages that {@code policy} wants. */
  public void add(Listener listener, FilterPolicy policy) {
    all.put(listener, policy);
    if (policy.wantsEverything()) {
      unfiltered.put(listener, policy);
    } else {
      filters.add(listener, policy);
    }
  }

  /** Removes a listener, if it is there. */
  public void remove(Listener listener) {
    FilterPolicy policy = all.remove(listener);
    if (policy != null && unfiltered.remove(listener) == null) {
      filters.remove(listener, policy);
    }
  }

  /** Whether nobody listens. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Lets those hear {@code message} who want it. */
  public void hear(HeardMessage message) {
    unfiltered.keySet().forEach(listener -> listener.heard(message));
    if (unfiltered.size() < all.size()) {
      filters
          .match(message.attributes(), message.text())
          .forEach(listener -> listener.heard(message));
    }
  }

  /** Ends all, because of {@code cause}. */
  public void end(Throwable cause) {
    List<Listener> ended = List.copyOf(all.keySet());
    ended.forEach(this::remove);
    ended.forEach(listener -> listener.ended(cause));
  }
}

package io.fanfare.topics.listener;

import io.fanfare.core.BrokerException;
import io.fanfare.filter.FilterPolicy;
import io.fanfare.filter.SubscriptionFilters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The listeners of one topic, on its event loop. A message costs nothing but those that want it.
 */
public final class Listeners {

  private final Map<Listener, Place> all = new LinkedHashMap<>(0);
  private final Map<Listener, FilterPolicy> unfiltered = new LinkedHashMap<>(0);
  private final SubscriptionFilters<Listener> filters = new SubscriptionFilters<>();

  /** What a listener wants, and whether it still may have it. */
  private record Place(FilterPolicy policy, Supplier<Optional<BrokerException>> refusal) {}

  /**
   * Adds a listener, which is none of these, for the messages that {@code policy} wants.
   *
   * @param refusal why it may not listen, if it may not when it is asked
   */
  public void add(
      Listener listener, FilterPolicy policy, Supplier<Optional<BrokerException>> refusal) {
    all.put(listener, new Place(policy, refusal));
    if (policy.wantsEverything()) {
      unfiltered.put(listener, policy);
    } else {
      filters.add(listener, policy);
    }
  }

  /** Removes a listener, if it is there. */
  public void remove(Listener listener) {
    Place place = all.remove(listener);
    if (place != null && unfiltered.remove(listener) == null) {
      filters.remove(listener, place.policy());
    }
  }

  /** Asks all whether they may listen, and ends those that may not. */
  public void ask() {
    Map<Listener, Place> asked = new LinkedHashMap<>(all);
    asked.forEach(
        (listener, place) ->
            place
                .refusal()
                .get()
                .ifPresent(
                    refusal -> {
                      remove(listener);
                      listener.ended(refusal);
                    }));
  }

  /** Whether nobody listens. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Lets those hear {@code message} who want all. */
  public void hearUnfiltered(HeardMessage message) {
    unfiltered.keySet().forEach(listener -> listener.heard(message));
  }

  /**
   * Those others who want {@code message}; nothing if it costs more than {@code most} to tell, as
   * {@link SubscriptionFilters} count it.
   */
  public Optional<List<Listener>> wanting(HeardMessage message, long most) {
    return unfiltered.size() == all.size()
        ? Optional.of(List.of())
        : filters.match(message.attributes(), message.text(), most);
  }

  /** The same of those who listen now, to be asked on another thread. */
  public Callable<List<Listener>> wantingElsewhere(HeardMessage message) {
    Map<Listener, Place> now = new LinkedHashMap<>(all);
    now.keySet().removeAll(unfiltered.keySet());
    return () -> {
      SubscriptionFilters<Listener> own = new SubscriptionFilters<>();
      now.forEach((listener, place) -> own.add(listener, place.policy()));
      return own.match(message.attributes(), message.text());
    };
  }

  /** Lets {@code wanting} hear {@code message}, as far as they still listen. */
  public void hear(List<Listener> wanting, HeardMessage message) {
    for (Listener listener : wanting) {
      if (all.containsKey(listener)) {
        listener.heard(message);
      }
    }
  }

  /** Ends all, because of {@code cause}. */
  public void end(Throwable cause) {
    List<Listener> ended = List.copyOf(all.keySet());
    ended.forEach(this::remove);
    ended.forEach(listener -> listener.ended(cause));
  }
}

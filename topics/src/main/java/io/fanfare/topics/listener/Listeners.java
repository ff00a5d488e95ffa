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
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one topic, on its event loop. A message costs nothing but those that want it.
 */
public final class Listeners {

  private final Map<Listener, Place> all = new LinkedHashMap<>(0);
  private final Map<Listener, FilterPolicy> unfiltered = new LinkedHashMap<>(0);
  private final SubscriptionFilters<Listener> filters = new SubscriptionFilters<>();
  private @Nullable Copy copy;

  /** What a listener wants, and whether it still may have it. */
  private record Place(FilterPolicy policy, Supplier<Optional<BrokerException>> refusal) {}

  /** Those who choose, for one other thread at a time, until there are others. */
  private static final class Copy {
    private final Map<Listener, Place> choosing;
    private @Nullable SubscriptionFilters<Listener> filters;

    private Copy(Map<Listener, Place> choosing) {
      this.choosing = choosing;
    }

    private List<Listener> wanting(HeardMessage message) {
      SubscriptionFilters<Listener> own = filters;
      if (own == null) {
        own = new SubscriptionFilters<>();
        for (Map.Entry<Listener, Place> one : choosing.entrySet()) {
          own.add(one.getKey(), one.getValue().policy());
        }
        filters = own;
      }
      return own.match(message.attributes(), message.text());
    }
  }

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
      copy = null;
    }
  }

  /** Removes a listener, if it is there. */
  public void remove(Listener listener) {
    Place place = all.remove(listener);
    if (place != null && unfiltered.remove(listener) == null) {
      filters.remove(listener, place.policy());
      copy = null;
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

  /** Whether there are listeners who do not want all. */
  public boolean anyChoose() {
    return all.size() > unfiltered.size();
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
    return anyChoose()
        ? filters.match(message.attributes(), message.text(), most)
        : Optional.of(List.of());
  }

  /** The same of those who listen now, to be asked on another thread, one message at a time. */
  public Callable<List<Listener>> wantingElsewhere(HeardMessage message) {
    Copy now = copy;
    if (now == null) {
      Map<Listener, Place> choosing = new LinkedHashMap<>(all);
      choosing.keySet().removeAll(unfiltered.keySet());
      now = new Copy(choosing);
      copy = now;
    }
    Copy asked = now;
    return () -> asked.wanting(message);
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
    end(List.copyOf(all.keySet()), cause);
  }

  /** Ends those who do not want all, because of {@code cause}. */
  public void endChoosing(Throwable cause) {
    end(all.keySet().stream().filter(one -> !unfiltered.containsKey(one)).toList(), cause);
  }

  private void end(List<Listener> ended, Throwable cause) {
    ended.forEach(this::remove);
    ended.forEach(listener -> listener.ended(cause));
  }
}

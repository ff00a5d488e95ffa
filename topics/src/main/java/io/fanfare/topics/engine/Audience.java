package io.fanfare.topics.engine;

import io.fanfare.filter.SubscriptionFilters;
import io.fanfare.topics.notification.Publication;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Those to whom messages are routed, all of a topic or some, found by what they want. */
public final class Audience {

  private final Set<Subscriber> unfiltered = new LinkedHashSet<>();
  private final SubscriptionFilters<Subscriber> filters = new SubscriptionFilters<>();
  private int served;

  /** Those of {@code subscribers} to whom messages are routed. */
  public static Audience of(Collection<Subscriber> subscribers) {
    Audience audience = new Audience();
    subscribers.forEach(audience::add);
    return audience;
  }

  /** How many there are. */
  int size() {
    return served;
  }

  /** Adds {@code subscriber}, unless nothing is routed to it. */
  void add(Subscriber subscriber) {
    if (!subscriber.isServed()) {
      return;
    }
    served++;
    if (subscriber.policy().wantsEverything()) {
      unfiltered.add(subscriber);
    } else {
      filters.add(subscriber, subscriber.policy());
    }
  }

  /** Removes {@code subscriber}, which was added. */
  void remove(Subscriber subscriber) {
    if (!subscriber.isServed()) {
      return;
    }
    served--;
    if (!unfiltered.remove(subscriber)) {
      filters.remove(subscriber, subscriber.policy());
    }
  }

  /** Who gets {@code message}, each once. */
  public List<Subscriber> route(Publication message) {
    return route(message, Long.MAX_VALUE).orElseThrow();
  }

  /**
   * The same; nothing if it costs more than {@code most} to tell, as {@link SubscriptionFilters}
   * count it.
   */
  public Optional<List<Subscriber>> route(Publication message, long most) {
    List<Subscriber> all = new ArrayList<>(unfiltered);
    Set<String> texts = new LinkedHashSet<>(message.others().values());
    texts.add(message.text());
    for (String text : texts) {
      Optional<List<Subscriber>> some =
          filters.match(message.attributes(), text, most / texts.size());
      if (some.isEmpty()) {
        return some;
      }
      for (Subscriber subscriber : some.get()) {
        if (message.textFor(subscriber.structureKey()).equals(text)) {
          all.add(subscriber);
        }
      }
    }
    return Optional.of(all);
  }
}

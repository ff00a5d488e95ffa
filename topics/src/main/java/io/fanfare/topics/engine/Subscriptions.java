package io.fanfare.topics.engine;

import io.fanfare.core.Page;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.rows.SubscriptionRecord.Target;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The subscriptions of one topic, found by ARN, by endpoint, and in the order of subscribing. */
final class Subscriptions {

  private final NavigableMap<String, Subscriber> inOrder = new TreeMap<>();
  private final Map<Target, Subscriber> byTarget = new HashMap<>();
  private final Map<String, Subscriber> byArn = new HashMap<>();
  private final Set<Subscriber> pending = new LinkedHashSet<>();

  void add(Subscriber subscriber) {
    inOrder.put(subscriber.position(), subscriber);
    byTarget.put(subscriber.subscription().target(), subscriber);
    byArn.put(subscriber.arn(), subscriber);
    if (subscriber.isPending()) {
      pending.add(subscriber);
    }
  }

  void remove(Subscriber subscriber) {
    inOrder.remove(subscriber.position());
    byTarget.remove(subscriber.subscription().target());
    byArn.remove(subscriber.arn());
    pending.remove(subscriber);
  }

  Optional<Subscriber> find(Target target) {
    return Optional.ofNullable(byTarget.get(target));
  }

  Optional<Subscriber> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  /** The subscription with the number {@code id}, if the topic has it. */
  Optional<Subscriber> find(long id) {
    return Optional.ofNullable(inOrder.get(Subscriber.position(id)));
  }

  int size() {
    return inOrder.size();
  }

  Collection<Subscriber> all() {
    return Collections.unmodifiableCollection(inOrder.values());
  }

  /** Those that nobody has confirmed yet. */
  Collection<Subscriber> pending() {
    return Collections.unmodifiableCollection(pending);
  }

  /** A page of them; {@code scope} binds its token to what it is for. */
  Page<Subscriber> page(String after, String scope) {
    return Page.of(inOrder, after, Limits.PAGE, scope);
  }

  /** A page of what lists show; {@code scope} binds its token to the topic. */
  Page<Subscription> list(String after, String scope) {
    Page<Subscriber> page = page(after, scope);
    List<Subscription> listed = page.items().stream().map(Subscriber::listed).toList();
    return new Page<>(listed, page.nextToken());
  }
}

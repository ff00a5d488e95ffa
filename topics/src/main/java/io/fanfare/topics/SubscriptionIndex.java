package io.fanfare.topics;

import static java.util.stream.Collectors.toMap;

import io.fanfare.core.Arn;
import io.fanfare.quota.Tally;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.rows.TopicRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The subscriptions to the topics of one event loop, by the accounts that own them. */
final class SubscriptionIndex {

  private final Map<String, NavigableMap<String, Subscriber>> byOwner = new HashMap<>();
  private final Tally tally;

  /** An index that also counts in {@code tally} how many each account has. */
  SubscriptionIndex(Tally tally) {
    this.tally = tally;
  }

  /** Takes in a subscription that is new, or is not what it was. */
  void keep(Subscriber subscriber) {
    Subscriber before =
        byOwner
            .computeIfAbsent(owner(subscriber), owner -> new TreeMap<>())
            .put(subscriber.position(), subscriber);
    if (before == null) {
      tally.add(subscriber.owner());
    }
  }

  /** Lets go of a subscription that has ended. */
  void drop(Subscriber subscriber) {
    byOwner.computeIfPresent(
        owner(subscriber),
        (owner, all) -> {
          if (all.remove(subscriber.position()) != null) {
            tally.remove(subscriber.owner());
          }
          return all.isEmpty() ? null : all;
        });
  }

  /** Lets go of all subscriptions to {@code topic}. Looks at every one there is. */
  void dropAll(String topic) {
    byOwner
        .values()
        .removeIf(
            all -> {
              all.values().removeIf(subscriber -> isDropped(subscriber, topic));
              return all.isEmpty();
            });
  }

  private boolean isDropped(Subscriber subscriber, String topic) {
    boolean dropped = subscriber.topicArn().equals(topic);
    if (dropped) {
      tally.remove(subscriber.owner());
    }
    return dropped;
  }

  /** The subscriptions of {@code owner} after {@code after}, one more than a page has. */
  Map<String, Subscription> list(String owner, String after) {
    return byOwner.getOrDefault(owner, new TreeMap<>()).tailMap(after, false).values().stream()
        .limit(Limits.PAGE + 1L)
        .collect(toMap(Subscriber::position, Subscriber::listed));
  }

  /** An account sees its subscriptions in the region of their topics. */
  private static String owner(Subscriber subscriber) {
    String region = Arn.parse(subscriber.topicArn()).map(Arn::region).orElseThrow();
    return TopicRecord.scope(region, subscriber.owner());
  }
}

package io.fanfare.broker.config;

import static io.fanfare.broker.config.QueueMaking.is;
import static io.fanfare.topics.model.TopicError.INVALID_PARAMETER;
import static io.fanfare.topics.model.TopicError.NOT_FOUND;

import io.fanfare.broker.config.Resources.SubscriptionEntry;
import io.fanfare.core.PolicyJson;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Subscription;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Has subscriptions be as the file says; whether one is so already AWS's own rule says. */
final class SubscriptionMaking {

  private static final String PENDING = "PendingConfirmation";

  private final BrokerServices services;
  private final Map<String, Future<Map<String, Subscription>>> before = new ConcurrentHashMap<>();

  SubscriptionMaking(BrokerServices services) {
    this.services = services;
  }

  /** All subscriptions to {@code topic}; none if there is no such topic. */
  static Future<List<Subscription>> of(Topics topics, String topic) {
    return page(topics, topic, null, new ArrayList<>())
        .recover(
            cause ->
                is(cause, NOT_FOUND)
                    ? Future.succeededFuture(List.of())
                    : Future.failedFuture(cause));
  }

  private static Future<List<Subscription>> page(
      Topics topics, String topic, @Nullable String token, List<Subscription> all) {
    return topics
        .listSubscriptionsByTopic(new ListSubscriptionsByTopic(topic, token))
        .compose(
            page -> {
              all.addAll(page.subscriptions());
              return page.nextToken() == null
                  ? Future.succeededFuture(all)
                  : page(topics, topic, page.nextToken(), all);
            });
  }

  /** By what {@code subscription} is known to the file. */
  static String key(Subscription subscription) {
    return subscription.protocol() + " " + subscription.endpoint();
  }

  static String key(SubscriptionEntry entry) {
    return entry.protocol() + " " + entry.endpoint();
  }

  static boolean isPending(Subscription subscription) {
    return subscription.subscriptionArn().equals(PENDING);
  }

  /** The subscription that {@code entry} means, as it was when it was first asked for. */
  Future<Optional<Subscription>> found(SubscriptionEntry entry) {
    return before
        .computeIfAbsent(
            entry.topicArn(),
            arn ->
                of(services.topics(entry.scope()), arn)
                    .map(
                        all -> {
                          Map<String, Subscription> byKey = new HashMap<>();
                          all.forEach(each -> byKey.put(key(each), each));
                          return byKey;
                        }))
        .map(all -> Optional.ofNullable(all.get(key(entry))));
  }

  /** Has {@code entry} be as {@code part} says of it, which may be less than all. */
  Future<Made> make(SubscriptionEntry entry, Part part) {
    Topics topics = services.topics(entry.scope());
    return found(entry)
        .compose(
            found ->
                subscribe(topics, entry, part.texts())
                    .map(made -> found.isEmpty() ? Made.CREATED : Made.LEFT)
                    .recover(
                        cause ->
                            found.isPresent() && is(cause, INVALID_PARAMETER)
                                ? change(topics, entry, found.get(), part)
                                : Future.failedFuture(cause)));
  }

  private static Future<Made> change(
      Topics topics, SubscriptionEntry entry, Subscription found, Part part) {
    Future<String> arn =
        isPending(found)
            ? subscribe(topics, entry, Map.of())
            : Future.succeededFuture(found.subscriptionArn());
    return arn.compose(known -> change(topics, known, part.texts())).map(Made.CHANGED);
  }

  /** Sets what is not so yet: a ReplayPolicy that is set again would replay again. */
  private static Future<Void> change(Topics topics, String arn, Map<String, String> wanted) {
    return topics
        .getSubscriptionAttributes(new GetSubscriptionAttributes(arn))
        .compose(
            now -> {
              Map<String, String> others = new LinkedHashMap<>(wanted);
              others.entrySet().removeIf(each -> isSame(now.attributes().get(each.getKey()), each));
              return topics.changeSubscription(arn, others);
            });
  }

  private static boolean isSame(@Nullable String now, Map.Entry<String, String> wanted) {
    return now != null
        && (now.equals(wanted.getValue()) || PolicyJson.same(now, wanted.getValue()));
  }

  private static Future<String> subscribe(
      Topics topics, SubscriptionEntry entry, Map<String, String> attributes) {
    return topics
        .subscribe(
            new Subscribe(entry.topicArn(), entry.protocol(), entry.endpoint(), attributes, true))
        .map(Subscribe.Result::subscriptionArn);
  }
}

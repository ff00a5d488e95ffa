package io.fanfare.broker.config;

import static io.fanfare.broker.config.QueueMaking.is;
import static io.fanfare.queues.model.QueueError.QUEUE_DOES_NOT_EXIST;

import io.fanfare.broker.config.Resources.MappingEntry;
import io.fanfare.broker.config.Resources.QueueEntry;
import io.fanfare.broker.config.Resources.TopicEntry;
import io.fanfare.functions.model.DeleteEventSourceMapping;
import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what is in the accounts and regions of a file and not in the file: mappings,
 * subscriptions but those of devices, topics with their archives, and queues with their messages.
 */
final class Pruning {

  private static final int PAGE = 1_000;
  private static final String DEVICE = "application";

  private final BrokerServices services;
  private final Resources resources;

  Pruning(BrokerServices services, Resources resources) {
    this.services = services;
    this.resources = resources;
  }

  /** How many it has deleted. */
  Future<Integer> prune() {
    List<Scope> scopes = List.copyOf(resources.scopes());
    List<Integer> counts = new ArrayList<>();
    return Each.inTurn(scopes, scope -> mappings(scope).onSuccess(counts::add))
        .compose(none -> Each.of(resources.topics(), this::subscriptions))
        .onSuccess(counts::addAll)
        .compose(none -> Each.inTurn(scopes, scope -> topics(scope).onSuccess(counts::add)))
        .compose(none -> Each.inTurn(scopes, scope -> queues(scope).onSuccess(counts::add)))
        .map(none -> counts.stream().mapToInt(Integer::intValue).sum());
  }

  private Future<Integer> mappings(Scope scope) {
    Set<String> named =
        resources.mappings().stream()
            .map(mapping -> mapping.queueArn() + " " + function(mapping))
            .collect(Collectors.toSet());
    return mappings(scope, null, new ArrayList<>())
        .compose(
            all ->
                delete(
                    all,
                    mapping ->
                        !named.contains(mapping.eventSourceArn() + " " + mapping.functionArn()),
                    mapping ->
                        services
                            .functions(scope)
                            .deleteEventSourceMapping(
                                new DeleteEventSourceMapping(mapping.uuid()))));
  }

  private static String function(MappingEntry mapping) {
    return mapping.scope().functionArn(mapping.function());
  }

  private Future<List<EventSourceMappingConfiguration>> mappings(
      Scope scope, @Nullable String marker, List<EventSourceMappingConfiguration> all) {
    return services
        .functions(scope)
        .listEventSourceMappings(new ListEventSourceMappings(null, null, marker, null))
        .compose(
            page -> {
              all.addAll(page.eventSourceMappings());
              return page.nextMarker() == null
                  ? Future.succeededFuture(all)
                  : mappings(scope, page.nextMarker(), all);
            });
  }

  private Future<Integer> subscriptions(TopicEntry topic) {
    Topics topics = services.topics(topic.scope());
    Set<String> named =
        topic.subscriptions().stream().map(SubscriptionMaking::key).collect(Collectors.toSet());
    Predicate<Subscription> unnamed =
        found ->
            !named.contains(SubscriptionMaking.key(found))
                && !SubscriptionMaking.isPending(found)
                && !found.protocol().equals(DEVICE);
    return SubscriptionMaking.of(topics, topic.arn())
        .compose(
            all ->
                delete(
                    all,
                    unnamed,
                    found -> topics.unsubscribe(new Unsubscribe(found.subscriptionArn()))));
  }

  private Future<Integer> topics(Scope scope) {
    Topics topics = services.topics(scope);
    Set<String> named =
        resources.topics().stream().map(TopicEntry::arn).collect(Collectors.toSet());
    return topics(topics, null, new ArrayList<>())
        .compose(all -> delete(all, arn -> !named.contains(arn), arn -> deleteTopic(topics, arn)));
  }

  private static Future<List<String>> topics(
      Topics topics, @Nullable String token, List<String> all) {
    return topics
        .listTopics(new ListTopics(token))
        .compose(
            page -> {
              page.topics().forEach(topic -> all.add(topic.topicArn()));
              return page.nextToken() == null
                  ? Future.succeededFuture(all)
                  : topics(topics, page.nextToken(), all);
            });
  }

  /** A topic with an archive is not deleted, so that ends before. */
  private static Future<Void> deleteTopic(Topics topics, String arn) {
    String archive = TopicAttribute.ARCHIVE_POLICY.name();
    return topics
        .getTopicAttributes(new GetTopicAttributes(arn))
        .compose(
            found ->
                found.attributes().containsKey(archive)
                    ? topics.setTopicAttributes(new SetTopicAttributes(arn, archive, "{}"))
                    : Future.succeededFuture())
        .compose(ended -> topics.deleteTopic(new DeleteTopic(arn)));
  }

  private Future<Integer> queues(Scope scope) {
    Queues queues = services.queues(scope);
    Set<String> named =
        resources.queues().stream().map(QueueEntry::arn).collect(Collectors.toSet());
    return queues(queues, null, new ArrayList<>())
        .compose(
            all ->
                delete(
                    all,
                    url -> !named.contains(scope.queueArn(url)),
                    url ->
                        queues
                            .deleteQueue(new DeleteQueue(url))
                            .recover(
                                cause ->
                                    is(cause, QUEUE_DOES_NOT_EXIST)
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(cause))));
  }

  private static Future<List<String>> queues(
      Queues queues, @Nullable String token, List<String> all) {
    return queues
        .listQueues(new ListQueues(null, PAGE, token))
        .compose(
            page -> {
              all.addAll(page.queueUrls());
              return page.nextToken() == null
                  ? Future.succeededFuture(all)
                  : queues(queues, page.nextToken(), all);
            });
  }

  private static <T> Future<Integer> delete(
      List<T> all, Predicate<T> unnamed, Function<T, Future<?>> delete) {
    List<T> gone = all.stream().filter(unnamed).toList();
    return Each.<T, Object>of(gone, each -> delete.apply(each).mapEmpty()).map(done -> gone.size());
  }
}

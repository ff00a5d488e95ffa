package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Page;
import io.fanfare.topics.engine.PublishRules;
import io.fanfare.topics.engine.Refusals;
import io.fanfare.topics.engine.TopicRecord;
import io.fanfare.topics.engine.TopicRules;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The topics' service as one caller sees it. */
final class TopicService implements Topics {

  private static final int TOPIC_ELEMENTS = 6;

  private final TopicHouse house;
  private final Caller caller;

  TopicService(TopicHouse house, Caller caller) {
    this.house = house;
    this.caller = caller;
  }

  @Override
  public Topics as(Caller other) {
    return new TopicService(house, other);
  }

  @Override
  public Future<Void> close() {
    return house.close();
  }

  @Override
  public Future<CreateTopic.Result> createTopic(CreateTopic request) {
    return attempt(
        () -> {
          Arn arn = Arn.ofTopic(caller.region(), caller.account(), TopicRules.name(request));
          return house
              .at(arn.toString(), shelf -> shelf.create(arn, request))
              .map(created -> new CreateTopic.Result(arn.toString()));
        });
  }

  @Override
  public Future<Void> deleteTopic(DeleteTopic request) {
    return attempt(
        () -> {
          Arn arn = topic(request.topicArn());
          return house.at(arn.toString(), shelf -> shelf.delete(arn));
        });
  }

  @Override
  public Future<ListTopics.Result> listTopics(ListTopics request) {
    return attempt(
        () -> {
          String scope = TopicRecord.scope(caller.region(), caller.account());
          String after = after(request.nextToken(), scope);
          return house
              .everywhere(shelf -> shelf.list(scope, after))
              .map(found -> topics(found, scope));
        });
  }

  @Override
  public Future<Subscribe.Result> subscribe(Subscribe request) {
    return attempt(
        () -> {
          Arn arn = topic(request.topicArn());
          return house
              .at(arn.toString(), shelf -> shelf.subscribe(arn, request))
              .map(Subscribe.Result::new);
        });
  }

  @Override
  public Future<Void> unsubscribe(Unsubscribe request) {
    return attempt(
        () -> {
          String subscription = request.subscriptionArn();
          if (subscription.split(":", -1).length == TOPIC_ELEMENTS) {
            throw Refusals.invalid("SubscriptionId");
          }
          String topic = subscription.substring(0, subscription.lastIndexOf(':'));
          return house.at(topic, shelf -> shelf.unsubscribe(topic, subscription));
        });
  }

  @Override
  public Future<ListSubscriptionsByTopic.Result> listSubscriptionsByTopic(
      ListSubscriptionsByTopic request) {
    return attempt(
        () -> {
          Arn arn = topic(request.topicArn());
          String after = after(request.nextToken(), arn.toString());
          return house
              .at(arn.toString(), shelf -> shelf.subscriptions(arn, after))
              .map(page -> new ListSubscriptionsByTopic.Result(page.items(), page.nextToken()));
        });
  }

  @Override
  public Future<Publish.Result> publish(Publish request) {
    return attempt(
        () -> {
          Arn arn = PublishRules.target(request, caller.region());
          return house.at(
              arn.toString(),
              shelf ->
                  shelf.publish(arn, topic -> Publishing.single(request, topic, shelf, caller)));
        });
  }

  @Override
  public Future<PublishBatch.Result> publishBatch(PublishBatch request) {
    return attempt(
        () -> {
          Arn arn = topic(request.topicArn());
          return house.at(
              arn.toString(),
              shelf ->
                  shelf.publish(arn, topic -> Publishing.batch(request, topic, shelf, caller)));
        });
  }

  private Arn topic(String arn) {
    return TopicRules.topicArn("TopicArn", arn, caller.region());
  }

  private static ListTopics.Result topics(List<Map<String, String>> found, String scope) {
    TreeMap<String, String> all = new TreeMap<>();
    found.forEach(all::putAll);
    Page<String> page = Page.of(all, "", Limits.PAGE, scope);
    return new ListTopics.Result(
        page.items().stream().map(ListTopics.TopicMember::new).toList(), page.nextToken());
  }

  /** The name after which the page of {@code token} begins. */
  private static String after(@Nullable String token, String scope) {
    return token == null
        ? ""
        : Page.position(token)
            .filter(position -> position.scope().equals(scope))
            .map(Page.Position::after)
            .orElseThrow(() -> Refusals.invalid("NextToken"));
  }

  private static <R> Future<R> attempt(Supplier<Future<R>> action) {
    try {
      return action.get();
    } catch (BrokerException refusal) {
      return Future.failedFuture(refusal);
    }
  }
}

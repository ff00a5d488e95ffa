package io.fanfare.topics;

import io.fanfare.core.Caller;
import io.fanfare.core.Page;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.listener.Listen;
import io.fanfare.topics.listener.Listener;
import io.fanfare.topics.listener.Listening;
import io.fanfare.topics.mobile.PlatformActions;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.DescribeSubscriptions;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.SetSubscriptionAttributes;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.model.Unsubscribe;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.ConfirmationRules;
import io.fanfare.topics.rules.EndpointRules;
import io.fanfare.topics.rules.Pages;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.SubscriptionRules;
import io.fanfare.topics.rules.TopicAction;
import io.fanfare.topics.rules.TopicRules;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The actions on subscriptions, for one caller. */
final class SubscriptionActions {

  private static final int TOPIC_ELEMENTS = 6;

  private final TopicPartition partition;
  private final Caller caller;
  private final Access access;

  SubscriptionActions(TopicPartition partition, Caller caller, Access access) {
    this.partition = partition;
    this.caller = caller;
    this.access = access;
  }

  Future<Subscribe.Result> subscribe(Subscribe request) {
    SubscriptionRules.readAhead(request.attributes());
    return mayBeSubscribed(request)
        .compose(
            may ->
                access.subscribe(
                    asked(request), request.topicArn(), topic -> topic.subscribe(request, caller)))
        .map(subscriber -> new Subscribe.Result(answer(subscriber, request)));
  }

  /** Whether a device is there is told to nobody who may not subscribe it. */
  private Future<Void> mayBeSubscribed(Subscribe request) {
    return PlatformActions.isForDevice(request)
        ? Attempt.of(() -> access.maySubscribe(asked(request), request.topicArn()))
            .compose(may -> new PlatformActions(partition, caller).checkSubscribed(request))
        : Future.succeededFuture();
  }

  private static KnownContext.Asked asked(Subscribe request) {
    String protocol = request.protocol();
    EndpointRules.checkLength(request);
    return protocol == null
        ? KnownContext.Asked.NOTHING
        : KnownContext.Asked.subscription(protocol, request.endpoint());
  }

  Future<Listening> listen(Listen request, Listener listener) {
    return access.listen(
        request.topicArn(), (topic, refusal) -> topic.listen(request, listener, refusal));
  }

  /** Whoever has a token need not say who they are; the token alone says what is confirmed. */
  Future<ConfirmSubscription.Result> confirm(ConfirmSubscription request) {
    return Attempt.of(
        () -> {
          ConfirmationRules.Request checked = ConfirmationRules.check(request, caller);
          access.confirm(checked.topic());
          return partition
              .everywhere(topics -> topics.confirm(checked, access::confirmed))
              .map(
                  found ->
                      found.stream()
                          .flatMap(Optional::stream)
                          .findFirst()
                          .map(Subscriber::arn)
                          .map(ConfirmSubscription.Result::new)
                          .orElseThrow(() -> Refusals.invalid("Token")));
        });
  }

  Future<GetSubscriptionAttributes.Result> attributes(GetSubscriptionAttributes request) {
    return Attempt.of(
        () -> {
          String arn = subscription(request.subscriptionArn());
          return access
              .subscription(
                  TopicAction.GET_SUBSCRIPTION_ATTRIBUTES,
                  topicOf(arn),
                  arn,
                  topic -> topic.attributes(arn))
              .map(GetSubscriptionAttributes.Result::new);
        });
  }

  Future<Void> set(SetSubscriptionAttributes request) {
    return Attempt.of(
        () -> {
          String arn = subscription(request.subscriptionArn());
          String name = request.attributeName();
          if (name == null) {
            throw Refusals.missing("attributeName");
          }
          String value = request.attributeValue() == null ? "" : request.attributeValue();
          SubscriptionRules.readAheadOfChange(Map.of(name, value));
          return change(arn, Map.of(name, value));
        });
  }

  /** Sets attributes of the subscription {@code arn}: all of {@code values}, or none. */
  Future<Void> change(String arn, Map<String, String> values) {
    return access.subscription(
        TopicAction.SET_SUBSCRIPTION_ATTRIBUTES,
        topicOf(arn),
        arn,
        topic -> topic.set(arn, values));
  }

  /** The link to unsubscribe is followed without a signature, and so without a region. */
  Future<Void> unsubscribe(Unsubscribe request) {
    return Attempt.of(
        () -> {
          String arn = request.subscriptionArn();
          checkElements(arn);
          return access.unsubscribe(topicOf(arn), arn);
        });
  }

  Future<ListSubscriptionsByTopic.Result> listByTopic(ListSubscriptionsByTopic request) {
    return access
        .topic(
            TopicAction.LIST_SUBSCRIPTIONS_BY_TOPIC,
            request.topicArn(),
            host -> {
              String after = Pages.after(request.nextToken(), request.topicArn());
              return host.read(topic -> topic.list(after));
            })
        .map(page -> new ListSubscriptionsByTopic.Result(page.items(), page.nextToken()));
  }

  Future<DescribeSubscriptions.Result> describe(DescribeSubscriptions request) {
    return access.topic(
        TopicAction.DESCRIBE_SUBSCRIPTIONS,
        request.topicArn(),
        host -> {
          String scope = SubscriptionReports.descriptionScope(request.topicArn());
          return host.describe(Pages.after(request.nextToken(), scope));
        });
  }

  Future<ListSubscriptions.Result> list(ListSubscriptions request) {
    return Attempt.of(
        () -> {
          access.own().check(TopicAction.LIST_SUBSCRIPTIONS);
          String owner = TopicRecord.scope(caller.region(), caller.account());
          String scope = "subscriptions of " + owner;
          String after = Pages.after(request.nextToken(), scope);
          return partition
              .everywhere(topics -> topics.listSubscriptions(owner, after))
              .map(found -> page(found, scope));
        });
  }

  /** The ARN of a subscription in the caller's region, as far as its form tells. */
  private String subscription(String arn) {
    checkElements(arn);
    TopicRules.topicArn("SubscriptionArn", arn, caller.region());
    return arn;
  }

  private static void checkElements(String arn) {
    if (arn.split(":", -1).length == TOPIC_ELEMENTS) {
      throw Refusals.invalid("SubscriptionId");
    }
  }

  private static String topicOf(String subscription) {
    return subscription.substring(0, subscription.lastIndexOf(':'));
  }

  private static String answer(Subscriber subscriber, Subscribe request) {
    boolean hidden =
        subscriber.isPending() && !Boolean.TRUE.equals(request.returnSubscriptionArn());
    return hidden ? "pending confirmation" : subscriber.arn();
  }

  private static ListSubscriptions.Result page(
      List<Map<String, Subscription>> found, String scope) {
    TreeMap<String, Subscription> all = new TreeMap<>();
    found.forEach(all::putAll);
    Page<Subscription> page = Page.of(all, "", Limits.PAGE, scope);
    return new ListSubscriptions.Result(page.items(), page.nextToken());
  }
}

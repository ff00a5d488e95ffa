package io.fanfare.broker.config;

import io.fanfare.broker.config.Resources.MappingEntry;
import io.fanfare.broker.config.Resources.QueueEntry;
import io.fanfare.broker.config.Resources.SubscriptionEntry;
import io.fanfare.broker.config.Resources.TopicEntry;
import io.fanfare.core.Arn;
import io.fanfare.core.Attribute;
import io.fanfare.core.BrokerException;
import io.fanfare.core.PolicyJson;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.model.SubscriptionAttribute;
import io.fanfare.topics.model.TopicAttribute;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Copies what there is of that which a file speaks of, without messages, so that the same can be
 * tried on it. What the rules of today refuse is copied without attributes.
 */
final class Copying {

  private static final String FIFO_QUEUE = QueueAttribute.FIFO_QUEUE.name();
  private static final String FIFO_TOPIC = TopicAttribute.FIFO_TOPIC.name();
  private static final Set<String> SUBSCRIBED =
      SubscriptionAttribute.all().stream().map(Attribute::name).collect(Collectors.toSet());

  private final BrokerServices from;
  private final BrokerServices to;
  private final Resources resources;

  Copying(BrokerServices from, BrokerServices to, Resources resources) {
    this.from = from;
    this.to = to;
    this.resources = resources;
  }

  Future<Void> copy() {
    Map<Arn, Map<String, String>> redriven = new ConcurrentHashMap<>();
    return Each.of(queues(), arn -> copyQueue(arn, redriven))
        .compose(
            copied ->
                Each.of(
                    List.copyOf(redriven.entrySet()), one -> redrive(one.getKey(), one.getValue())))
        .compose(copied -> Each.of(resources.topics(), this::copyTopic))
        .mapEmpty();
  }

  /** The queues of the file, and those that it speaks of. */
  private List<Arn> queues() {
    Set<String> arns = new LinkedHashSet<>();
    resources.queues().stream().map(QueueEntry::arn).forEach(arns::add);
    resources.mappings().stream().map(MappingEntry::queueArn).forEach(arns::add);
    List<SubscriptionEntry> subscriptions = resources.subscriptions();
    subscriptions.stream().map(SubscriptionEntry::endpoint).forEach(arns::add);
    Stream.concat(
            resources.queues().stream().map(QueueEntry::part),
            subscriptions.stream().map(SubscriptionEntry::part))
        .flatMap(part -> part.text(PartReader.REDRIVE_POLICY).stream())
        .flatMap(text -> PolicyJson.object(text).stream())
        .map(policy -> policy.path("deadLetterTargetArn").asText())
        .forEach(arns::add);
    return arns.stream()
        .flatMap(text -> Arn.parse(text).stream())
        .filter(arn -> arn.service().equals("sqs"))
        .toList();
  }

  private Future<Void> copyQueue(Arn arn, Map<Arn, Map<String, String>> redriven) {
    Scope scope = new Scope(arn.account(), arn.region());
    return orNothing(
            () ->
                from.queues(scope)
                    .getQueueAttributes(new GetQueueAttributes(arn.resource(), List.of("All"))))
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture();
              }
              Map<String, String> attributes =
                  settable(found.get().attributes(), QueueAttribute.all());
              String redrive = attributes.remove(PartReader.REDRIVE_POLICY);
              if (redrive != null) {
                redriven.put(arn, Map.of(PartReader.REDRIVE_POLICY, redrive));
              }
              return from.queues(scope)
                  .listQueueTags(new ListQueueTags(arn.resource()))
                  .compose(tags -> create(scope, arn.resource(), attributes, tags.tags()));
            });
  }

  private Future<Void> create(
      Scope scope, String name, Map<String, String> attributes, Map<String, String> tags) {
    return to.queues(scope)
        .createQueue(new CreateQueue(name, attributes, tags))
        .recover(
            refused ->
                to.queues(scope)
                    .createQueue(new CreateQueue(name, only(attributes, FIFO_QUEUE), Map.of())))
        .mapEmpty();
  }

  private Future<Void> redrive(Arn arn, Map<String, String> policy) {
    Scope scope = new Scope(arn.account(), arn.region());
    return orNothing(
            () ->
                to.queues(scope)
                    .setQueueAttributes(new SetQueueAttributes(arn.resource(), policy))
                    .map(true))
        .mapEmpty();
  }

  private Future<Void> copyTopic(TopicEntry topic) {
    return orNothing(
            () ->
                from.topics(topic.scope()).getTopicAttributes(new GetTopicAttributes(topic.arn())))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : create(topic, settable(found.get().attributes(), TopicAttribute.all())));
  }

  private Future<Void> create(TopicEntry topic, Map<String, String> attributes) {
    return to.topics(topic.scope())
        .createTopic(new CreateTopic(topic.name(), attributes, List.of(), null))
        .recover(
            refused ->
                to.topics(topic.scope())
                    .createTopic(
                        new CreateTopic(
                            topic.name(), only(attributes, FIFO_TOPIC), List.of(), null)))
        .compose(made -> SubscriptionMaking.of(from.topics(topic.scope()), topic.arn()))
        .compose(
            all -> {
              Set<String> named =
                  topic.subscriptions().stream()
                      .map(SubscriptionMaking::key)
                      .collect(Collectors.toSet());
              return Each.of(
                  all.stream()
                      .filter(each -> named.contains(SubscriptionMaking.key(each)))
                      .toList(),
                  each -> subscribe(topic, each));
            })
        .mapEmpty();
  }

  private Future<Void> subscribe(TopicEntry topic, Subscription found) {
    Future<Map<String, String>> attributes =
        SubscriptionMaking.isPending(found)
            ? Future.succeededFuture(Map.of())
            : from.topics(topic.scope())
                .getSubscriptionAttributes(new GetSubscriptionAttributes(found.subscriptionArn()))
                .map(
                    shown ->
                        shown.attributes().entrySet().stream()
                            .filter(each -> SUBSCRIBED.contains(each.getKey()))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    return attributes.compose(
        set ->
            orNothing(
                    () ->
                        to.topics(topic.scope())
                            .subscribe(
                                new Subscribe(
                                    topic.arn(), found.protocol(), found.endpoint(), set, true)))
                .mapEmpty());
  }

  /** What is asked for, or nothing where it is refused, as of what there is not. */
  private static <T> Future<Optional<T>> orNothing(Supplier<Future<T>> asking) {
    return Future.succeededFuture()
        .compose(nothing -> asking.get())
        .map(Optional::of)
        .recover(
            cause ->
                cause instanceof BrokerException
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(cause));
  }

  private static Map<String, String> settable(
      Map<String, String> shown, List<Attribute<?>> declared) {
    Map<String, String> settable = new LinkedHashMap<>();
    for (Attribute<?> attribute : declared) {
      String text = shown.get(attribute.name());
      boolean kept = attribute != QueueAttribute.FIFO_QUEUE || "true".equals(text);
      if (text != null && kept && attribute.kind() != Attribute.Kind.COMPUTED) {
        settable.put(attribute.name(), text);
      }
    }
    return settable;
  }

  private static Map<String, String> only(Map<String, String> all, String name) {
    String text = all.get(name);
    return text == null ? Map.of() : Map.of(name, text);
  }
}

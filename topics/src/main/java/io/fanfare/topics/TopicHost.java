package io.fanfare.topics;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.Step;
import io.fanfare.queues.model.QueueName;
import io.fanfare.runtime.EngineHost;
import io.fanfare.topics.engine.Newcomer;
import io.fanfare.topics.engine.Receipt;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.engine.TopicEngine;
import io.fanfare.topics.listener.Listen;
import io.fanfare.topics.listener.Listener;
import io.fanfare.topics.listener.Listeners;
import io.fanfare.topics.listener.Listening;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DescribeSubscriptions;
import io.fanfare.topics.model.PreviewPublish;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.ArchivePolicy;
import io.fanfare.topics.rules.ConfirmationRules;
import io.fanfare.topics.rules.ListenerRules;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TopicRules;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One topic at work on its event loop: what is asked of it, and what it asks for: rows, a place in
 * the lists of its subscribers, replays.
 */
final class TopicHost implements EngineHost.Actor<TopicEngine.Effect> {

  private static final System.Logger LOG = System.getLogger(TopicHost.class.getName());

  private final TopicLoop shared;
  private final TopicEngine rules;
  private final EngineHost<TopicEngine.Effect> engine;
  private final PublishOrder order = new PublishOrder();
  private final Listeners listeners = new Listeners();
  private final ListenerWatch watch;
  private final Routing routing;
  private final Publisher publisher;
  private final Replayer replayer;
  private final Consumer<Future<?>> reopen;

  /**
   * The host of the topic that {@code rules} are.
   *
   * @param reopen told, once a fault has closed the topic, when it can be opened anew
   */
  TopicHost(TopicLoop shared, TopicEngine rules, Consumer<Future<?>> reopen) {
    this.shared = shared;
    this.rules = rules;
    this.reopen = reopen;
    this.engine = new EngineHost<>(shared.loop(), rules, this, shared.writes());
    this.watch =
        new ListenerWatch(
            shared.loop(), shared.authorization(), () -> rules.topic().policy(), listeners);
    this.routing = new Routing(shared.elsewhere(), rules::topic);
    Hearing hearing = new Hearing(listeners, watch::look, shared.elsewhere());
    this.publisher = new Publisher(shared, rules, engine, order, hearing, routing);
    this.replayer = new Replayer(shared, rules, engine, order);
  }

  /** Writes the row of a topic that is new. */
  Future<Void> create() {
    return engine.run(step -> rules.create()).mapEmpty();
  }

  /** Goes on with the replays that {@code rows} keep, and forgets what is too old to matter. */
  void resume(List<Row> rows) {
    engine.run(step -> rules.resume(rows, step));
    engine.tick();
  }

  /** Refuses a request to create the topic that would not have made it as it is. */
  Future<Void> checkSame(CreateTopic request) {
    return this.<Void>read(
        topic -> {
          TopicRules.checkSame(topic.record(), request);
          return null;
        });
  }

  /**
   * Deletes the topic. It is deleted when this returns; the future completes when that is durable.
   *
   * @throws BrokerException if it may not be
   */
  Future<Void> delete() {
    engine.decide(step -> rules.delete());
    engine.end();
    replayer.end();
    listeners.end(Refusals.noTopic());
    if (rules.record().isFifo()) {
      shared.sweeper().sweep(rules.record().id());
    }
    return engine.settled();
  }

  /** The topic as it is now, for whoever asks who may do what with it. */
  Topic topic() {
    return rules.topic();
  }

  /** What {@code view} sees of the topic, once everything before is durable. */
  <R> Future<R> read(Function<Topic, R> view) {
    return engine.run(step -> Outcome.of(view.apply(rules.topic())));
  }

  /** Changes what is known of the topic. */
  Future<Void> change(UnaryOperator<TopicRecord> change) {
    Attributes before = rules.record().attributes();
    Future<Void> changed = engine.run(step -> rules.change(change, step)).mapEmpty();
    sweepArchive();
    if (!rules.record().attributes().equals(before)) {
      rules
          .topic()
          .subscribers()
          .forEach(subscriber -> shared.couriers().changed(subscriber, rules.record()));
    }
    return changed;
  }

  Future<Subscriber> subscribe(Subscribe request, Caller caller) {
    shared.loop().store().checkRoom();
    shared.confirmations().check(request, shared.loop().now());
    String secret = ConfirmationMail.newSecret();
    return routing
        .change(() -> engine.run(step -> subscribed(request, caller, secret, step)))
        .compose(
            subscriber ->
                subscriber.isPending() && subscriber.hasQueue()
                    ? ask(subscriber, secret, caller).map(subscriber)
                    : prepared(subscriber));
  }

  private Outcome<Subscriber> subscribed(
      Subscribe request, Caller caller, String secret, Step step) {
    return logged(rules.subscribe(newcomer(request, caller), secret, step), caller);
  }

  private Newcomer newcomer(Subscribe request, Caller caller) {
    String account = caller.account();
    return new Newcomer(request, account, () -> shared.tallies().checkSubscription(account));
  }

  /** One that nobody has to confirm may be sent something at once. */
  private Future<Subscriber> prepared(Subscriber subscriber) {
    return subscriber.pushes() && subscriber.isServed()
        ? shared.couriers().prepare(subscriber).map(subscriber)
        : Future.succeededFuture(subscriber);
  }

  private Future<Void> ask(Subscriber subscriber, String secret, Caller caller) {
    if (subscriber.pushes()) {
      shared.confirmations().asked(subscriber.endpoint(), shared.loop().now());
    }
    return mail(subscriber, secret, caller);
  }

  private Future<Void> mail(Subscriber subscriber, String secret, Caller caller) {
    return new ConfirmationMail(shared, rules.record(), caller)
        .send(subscriber, subscriber.token(secret));
  }

  private static Outcome<Subscriber> logged(Outcome<Subscriber> outcome, Caller caller) {
    Subscriber subscriber = outcome.reply();
    if (!subscriber.hasQueue() && !subscriber.isDevice() && !outcome.changes().isEmpty()) {
      LOG.log(
          System.Logger.Level.INFO,
          "{0} is kept, but nothing is delivered by the protocol {1}{2}",
          subscriber.arn(),
          subscriber.protocol(),
          caller.logged());
    }
    return outcome;
  }

  /** Confirms the subscription that is asked for; tells {@code changed} if that changed it. */
  Future<Subscriber> confirm(ConfirmationRules.Request request, Consumer<Subscriber> changed) {
    return routing
        .change(() -> engine.run(step -> confirmed(request, changed, step)))
        .onSuccess(
            subscriber ->
                shared.confirmations().confirmed(subscriber.endpoint(), shared.loop().now()));
  }

  private Outcome<Subscriber> confirmed(
      ConfirmationRules.Request request, Consumer<Subscriber> changed, Step step) {
    Outcome<Subscriber> confirmed = rules.confirm(request, step);
    if (!confirmed.changes().isEmpty()) {
      changed.accept(confirmed.reply());
    }
    return confirmed;
  }

  /** What is known of the subscription {@code arn}. */
  Future<Map<String, String>> attributes(String arn) {
    return engine.run(
        step -> {
          Map<String, String> attributes = new LinkedHashMap<>(rules.attributes(arn));
          shared.failures().state(arn).ifPresent(state -> attributes.put("DeliveryState", state));
          return Outcome.of(attributes);
        });
  }

  /** Sets attributes of the subscription {@code arn}: all of {@code values}, or none. */
  Future<Void> set(String arn, Map<String, String> values) {
    shared.loop().store().checkRoom();
    return routing.change(() -> engine.run(step -> rules.set(arn, values, step))).mapEmpty();
  }

  /** Ends the subscription {@code arn}, if it is there. */
  Future<Void> unsubscribe(String arn, Caller caller) {
    String secret = ConfirmationMail.newSecret();
    return routing
        .change(() -> engine.run(step -> rules.unsubscribe(arn, caller, secret, step)))
        .compose(
            ended ->
                ended
                    .filter(Subscriber::isRestorable)
                    .map(subscriber -> mail(subscriber, secret, caller))
                    .orElseGet(Future::succeededFuture));
  }

  /** As {@link TopicDirectory#resumePushes}, of this topic. */
  Future<Void> resumePushes(Map<QueueName, Boolean> there) {
    List<Future<Void>> resumed =
        Stream.concat(rules.topic().subscribers().stream(), rules.topic().restorable().stream())
            .filter(Subscriber::pushes)
            .map(subscriber -> resumePush(subscriber, there.remove(subscriber.ownQueue())))
            .toList();
    return Future.join(resumed).mapEmpty();
  }

  /** One whose pushes cannot go on now holds up no other. */
  private Future<Void> resumePush(Subscriber subscriber, @Nullable Boolean empty) {
    return Future.succeededFuture()
        .compose(begins -> goOn(subscriber, empty))
        .recover(
            fault -> {
              LOG.log(
                  System.Logger.Level.WARNING, "Pushes to {0} wait: {1}", subscriber.arn(), fault);
              return Future.succeededFuture();
            });
  }

  private Future<Void> goOn(Subscriber subscriber, @Nullable Boolean empty) {
    if (empty == null) {
      return shared.couriers().prepare(subscriber);
    }
    if (!empty) {
      shared.couriers().wake(subscriber, rules.record());
    }
    return Future.succeededFuture();
  }

  /** Whether there are subscriptions that end by themselves unless something is done. */
  boolean hasUnsettled() {
    return rules.topic().hasUnsettled();
  }

  /** Ends what nobody has confirmed in time. */
  Future<Void> endLapsed() {
    return routing.change(() -> engine.run(rules::endLapsed)).mapEmpty();
  }

  /** Publishes what {@code check} lets pass, as {@link Publisher#publish} does. */
  List<Future<Receipt>> publish(Function<TopicRecord, List<Publication>> check, Caller caller) {
    return publisher.publish(check.apply(rules.record()), caller);
  }

  /** The page behind {@code after} of who would get what {@code check} lets pass. */
  Future<PreviewPublish.Result> preview(Function<TopicRecord, Publication> check, String after) {
    Publication message = check.apply(rules.record());
    return new SubscriptionReports(shared)
        .preview(rules.topic(), message, after)
        .compose(preview -> engine.settled().map(preview));
  }

  /** How deliveries to the page of subscriptions behind {@code after} go. */
  Future<DescribeSubscriptions.Result> describe(String after) {
    String scope = SubscriptionReports.descriptionScope(rules.record().arn());
    return read(topic -> topic.page(after, scope))
        .compose(new SubscriptionReports(shared)::describe);
  }

  /**
   * Lets {@code listener} hear what is published from now on, until there is a {@code refusal}:
   * that is asked for again as long as it listens.
   */
  Listening listen(Listen request, Listener listener, Supplier<Optional<BrokerException>> refusal) {
    listeners.add(listener, ListenerRules.policy(request.attributes()), refusal);
    watch.begin();
    return () -> shared.loop().execute(() -> listeners.remove(listener));
  }

  /** Removes what the archive need not keep any more, in the background. */
  void sweepArchive() {
    TopicRecord record = rules.record();
    ArchivePolicy.archivedFrom(record, shared.loop().now())
        .ifPresent(
            from -> shared.sweeper().sweep(TopicTables.ARCHIVE, Key.first(record.id()), from));
  }

  /** Ends the replays, which a later start goes on with. */
  void close() {
    replayer.end();
    listeners.end(CommonError.SERVICE_UNAVAILABLE.refuse("The broker is ending."));
  }

  /** Whether a fault has closed the topic, which is to be opened anew. */
  boolean isClosed() {
    return engine.isClosed();
  }

  @Override
  public void act(TopicEngine.Effect effect, Future<Void> durable) {
    if (effect instanceof TopicEngine.Effect.Load load) {
      engine.load(load.rows(), this::unread);
    } else if (effect instanceof TopicEngine.Effect.Subscribed subscribed) {
      shared.index().keep(subscribed.subscriber());
      shared.couriers().changed(subscribed.subscriber(), rules.record());
    } else if (effect instanceof TopicEngine.Effect.Unsubscribed unsubscribed) {
      unsubscribed(unsubscribed.subscriber(), unsubscribed.forGood(), durable);
    } else if (effect instanceof TopicEngine.Effect.Replaying replaying) {
      replayer.start(replaying.subscription(), replaying.replay());
    }
  }

  private void unsubscribed(Subscriber subscriber, boolean forGood, Future<Void> durable) {
    shared.index().drop(subscriber);
    shared.failures().ended(subscriber);
    shared.pushes().ended(subscriber.arn());
    if (forGood) {
      durable.onSuccess(done -> shared.couriers().end(subscriber));
    } else {
      shared.couriers().changed(subscriber, rules.record());
    }
  }

  @Override
  public void stepped() {}

  /** What is on its way to queues has arrived there or not before the topic is opened again. */
  @Override
  public void closed(BrokerException fault) {
    replayer.end();
    listeners.end(fault);
    reopen.accept(order.close(fault));
  }

  private void unread(Throwable fault) {
    LOG.log(
        System.Logger.Level.ERROR,
        "Cannot read what " + rules.record().arn() + " published",
        fault);
  }
}

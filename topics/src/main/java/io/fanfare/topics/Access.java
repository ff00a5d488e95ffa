package io.fanfare.topics;

import io.fanfare.access.Guard;
import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.policy.Verdict;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.rights.OwnRights;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TopicAction;
import io.fanfare.topics.rules.TopicRules;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The door of the topics: here what a caller wants to do and the name of a topic become that topic,
 * or a refusal. A topic that is not there is refused by what is to be done with it, since AWS has
 * more than one answer to that.
 */
final class Access {

  private static final String TOPIC = "TopicArn";
  private static final String RESOURCE = "ResourceArn";
  private static final String BY_LINK = "whoever has the link may follow it";
  private static final String NO_LINK = "nobody may end it without a name";
  private static final String FOREIGN = "neither the subscription nor the topic is the caller's";

  private final TopicPartition partition;
  private final Caller caller;
  private final Guard guard;

  Access(TopicPartition partition, Caller caller) {
    this.partition = partition;
    this.caller = caller;
    this.guard = partition.guard();
  }

  /** What the caller may do with its own account. */
  OwnRights own() {
    return new OwnRights(guard, caller);
  }

  /** Lets the caller make the topic {@code arn} of its own, with {@code tags}. */
  void create(Arn arn, List<Tag> tags) {
    Asked asked = asked(tags);
    own().check(new Guard.Wanted(TopicAction.CREATE_TOPIC, arn, asked));
    if (!tags.isEmpty()) {
      own().check(new Guard.Wanted(TopicAction.TAG_RESOURCE, arn, asked));
    }
  }

  /** What conditions can ask of a request that sets {@code tags}. */
  static Asked asked(List<Tag> tags) {
    Map<String, String> asked = new LinkedHashMap<>();
    for (Tag tag : tags) {
      String key = tag.key();
      String value = tag.value();
      if (key != null && value != null) {
        asked.put(key, value);
      }
    }
    return Asked.tags(asked);
  }

  /**
   * Lets the caller confirm a subscription to {@code topic}. Whoever has a token need not say who
   * they are; of who does, its own policies have to allow it.
   */
  void confirm(Arn topic) {
    if (caller.signed()) {
      TopicAction action = TopicAction.CONFIRM_SUBSCRIPTION;
      demand(new Guard.Wanted(action, topic, Asked.NOTHING).of(caller.account()));
    }
  }

  /** Takes note that who does not say who it is has confirmed {@code subscription}, of a topic. */
  void confirmed(Subscriber subscription) {
    if (!caller.signed()) {
      Arn arn = Arn.parse(subscription.arn()).orElseThrow();
      TopicAction action = TopicAction.CONFIRM_SUBSCRIPTION;
      guard.allowed(caller, new Guard.Wanted(action, arn, Asked.NOTHING), BY_LINK);
    }
  }

  /** Does {@code work} with the topic that the request calls {@code arn}, if the caller may. */
  <R> Future<R> topic(TopicAction action, String arn, Function<TopicHost, Future<R>> work) {
    return Attempt.of(() -> on(wish(action), parse(TOPIC, arn), Refusals::noTopic, work));
  }

  /**
   * Refuses what {@link #subscribe} would not let the caller subscribe to the topic {@code arn}.
   */
  Future<Void> maySubscribe(Asked asked, String arn) {
    Wish wish = new Wish(TopicAction.SUBSCRIBE, asked);
    return Attempt.of(
        () -> {
          String topic = parse(TOPIC, arn).toString();
          return partition.at(
              topic,
              topics ->
                  topics.on(
                      topic,
                      Refusals::noTopic,
                      host ->
                          refusal(wish, host.topic())
                              .<Future<Void>>map(Future::failedFuture)
                              .orElseGet(Future::succeededFuture)));
        });
  }

  /** Subscribes what {@code asked} says to the topic {@code arn}, if the caller may. */
  <R> Future<R> subscribe(Asked asked, String arn, Function<TopicHost, Future<R>> work) {
    Wish wish = new Wish(TopicAction.SUBSCRIBE, asked);
    return Attempt.of(() -> on(wish, parse(TOPIC, arn), Refusals::noTopic, work));
  }

  /**
   * Lets the caller hear what is published to the topic {@code arn}, if it may subscribe to it;
   * {@code begin} is given what tells later why it may not any more, if it may not.
   */
  <R> Future<R> listen(
      String arn, BiFunction<TopicHost, Supplier<Optional<BrokerException>>, R> begin) {
    Wish wish = wish(TopicAction.SUBSCRIBE);
    return topic(
        wish.action(),
        arn,
        host -> Future.succeededFuture(begin.apply(host, () -> refusal(wish, host.topic()))));
  }

  /** Why the caller may not do what is wished, if that is so; that it may is not told. */
  private Optional<BrokerException> refusal(Wish wish, Topic topic) {
    Guard.Wanted wanted = wanted(wish, topic);
    Verdict verdict = guard.decideAgain(caller, wanted);
    return verdict.allows() ? Optional.empty() : Optional.of(unauthorized(verdict, wanted));
  }

  /** Does {@code work} with the topic that the request calls a resource, if the caller may. */
  <R> Future<R> resource(TopicAction action, String arn, Function<TopicHost, Future<R>> work) {
    return Attempt.of(() -> on(wish(action), parse(RESOURCE, arn), Refusals::noTopic, work));
  }

  /** The same where the request is about the tags of a resource. */
  <R> Future<R> tagged(
      TopicAction action, Asked asked, String arn, Function<TopicHost, Future<R>> work) {
    return Attempt.of(
        () -> on(new Wish(action, asked), parse(RESOURCE, arn), Refusals::noResource, work));
  }

  /** Publishes to the topic {@code arn}, if the caller may. */
  <R> Future<R> publish(Arn arn, Function<TopicHost, Future<R>> work) {
    return on(wish(TopicAction.PUBLISH), arn, Refusals::noTopic, work);
  }

  /** Looks what publishing to the topic {@code arn} would come to, if the caller may. */
  <R> Future<R> preview(Arn arn, Function<TopicHost, Future<R>> work) {
    return on(wish(TopicAction.PREVIEW_PUBLISH), arn, Refusals::noTopic, work);
  }

  /** Deletes the topic that the request calls {@code text}, if it is there and the caller may. */
  Future<Void> delete(String text) {
    return Attempt.of(
        () -> {
          Arn arn = parse(TOPIC, text);
          return partition.at(
              arn.toString(),
              topics -> topics.delete(arn, topic -> check(wish(TopicAction.DELETE_TOPIC), topic)));
        });
  }

  /**
   * Does {@code work} with {@code topic}, to which the subscription {@code arn} is, if it belongs
   * to the caller's account and the caller may: it is theirs who subscribed, and the topic's
   * owner's. No policy of the topic gives it to others.
   */
  <R> Future<R> subscription(
      TopicAction action, String topic, String arn, Function<TopicHost, Future<R>> work) {
    return partition.at(
        topic,
        topics ->
            topics.on(
                topic,
                Refusals::noSubscription,
                host -> {
                  checkOwn(action, host.topic(), arn);
                  return work.apply(host);
                }));
  }

  /**
   * Ends the subscription {@code arn} to {@code topic}, if it is there and belongs to the caller.
   * Who follows a link to end it says not who it is: the topic knows which of them end by one.
   */
  Future<Void> unsubscribe(String topic, String arn) {
    return partition.at(
        topic,
        topics ->
            topics.unsubscribe(
                topic,
                host -> {
                  if (caller.signed()) {
                    checkOwn(TopicAction.UNSUBSCRIBE, host.topic(), arn);
                    return host.unsubscribe(arn, caller);
                  }
                  Guard.Wanted wanted =
                      wanted(wish(TopicAction.UNSUBSCRIBE), host.topic()).named(arn);
                  boolean there = host.topic().subscriber(arn).isPresent();
                  return Attempt.of(() -> host.unsubscribe(arn, caller))
                      .onSuccess(ended -> followed(wanted, there))
                      .onFailure(cause -> refused(wanted, cause));
                }));
  }

  /** Nothing is ended by who names a subscription that is not there. */
  private void followed(Guard.Wanted wanted, boolean there) {
    if (there) {
      guard.allowed(caller, wanted, BY_LINK);
    }
  }

  private void refused(Guard.Wanted wanted, Throwable cause) {
    if (cause instanceof BrokerException refusal
        && refusal.code() == TopicError.AUTHORIZATION_ERROR) {
      guard.refused(caller, wanted, NO_LINK);
    }
  }

  private Arn parse(String parameter, String text) {
    return TopicRules.topicArn(parameter, text, caller.region());
  }

  /** What is wanted of a topic. */
  private record Wish(TopicAction action, Asked asked) {}

  private static Wish wish(TopicAction action) {
    return new Wish(action, Asked.NOTHING);
  }

  private <R> Future<R> on(
      Wish wish, Arn arn, Supplier<BrokerException> missing, Function<TopicHost, Future<R>> work) {
    return partition.at(
        arn.toString(),
        topics ->
            topics.on(
                arn.toString(),
                missing,
                host -> {
                  check(wish, host.topic());
                  return work.apply(host);
                }));
  }

  private void check(Wish wish, Topic topic) {
    if (!guard.passes(caller, wish.action(), topic.owner(), topic.policy())) {
      Guard.Wanted wanted = wanted(wish, topic);
      check(guard.decide(caller, wanted), wanted);
    }
  }

  private static Guard.Wanted wanted(Wish wish, Topic topic) {
    KnownContext.Resource about = new KnownContext.Resource(topic.owner(), topic.record().tags());
    return new Guard.Wanted(
        wish.action(), topic.record().parsedArn(), about, topic.policy(), wish.asked());
  }

  private void demand(Guard.Wanted wanted) {
    check(guard.demand(caller, wanted), wanted);
  }

  private void check(Verdict verdict, Guard.Wanted wanted) {
    if (!verdict.allows()) {
      throw unauthorized(verdict, wanted);
    }
  }

  private BrokerException unauthorized(Verdict verdict, Guard.Wanted wanted) {
    return Refusals.unauthorized(
        verdict.decision().sentence(caller, wanted.right().toString(), wanted.name()));
  }

  private void checkOwn(TopicAction action, Topic topic, String subscription) {
    Optional<Subscriber> found = topic.subscriber(subscription);
    if (found.isEmpty()) {
      return;
    }
    Subscriber subscriber = found.get();
    Wish wish = new Wish(action, Asked.subscription(subscriber.protocol(), subscriber.endpoint()));
    boolean ofTopic = topic.owner().equals(caller.account());
    if (!ofTopic && !subscriber.owner().equals(caller.account())) {
      guard.refused(caller, wanted(wish, topic), FOREIGN);
      throw Refusals.unauthorized("Not authorized to access this subscription");
    }
    Guard.Wanted wanted = wanted(wish, topic);
    demand(ofTopic ? wanted : wanted.of(caller.account()));
  }
}

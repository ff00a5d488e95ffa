package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.policy.Decision;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TopicAction;
import io.fanfare.topics.rules.TopicRules;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The door of the topics: here what a caller wants to do and the name of a topic become that topic,
 * or a refusal. A topic that is not there is refused by what is to be done with it, since AWS has
 * more than one answer to that.
 */
final class Access {

  private final TopicHouse house;
  private final Caller caller;

  Access(TopicHouse house, Caller caller) {
    this.house = house;
    this.caller = caller;
  }

  /**
   * Does {@code work} where the topic is that the request calls {@code text}, if the caller may.
   *
   * @param parameter by which the request names the topic
   */
  <R> Future<R> open(
      TopicAction action,
      String parameter,
      String text,
      BiFunction<TopicShelf, Arn, Future<R>> work) {
    return Attempt.of(
        () -> {
          Arn arn = TopicRules.topicArn(parameter, text, caller.region());
          return house.at(
              arn.toString(),
              shelf -> {
                shelf.find(arn.toString()).ifPresent(topic -> check(action, topic));
                return work.apply(shelf, arn);
              });
        });
  }

  /** Refuses {@code action} on {@code topic} unless the caller may do it. */
  void check(TopicAction action, Topic topic) {
    if (topic.policy().leavesAllTo(caller.principal(), topic.owner())) {
      return;
    }
    Arn arn = topic.topic().parsedArn();
    Decision decision = topic.policy().decide(caller.principal(), action, arn);
    if (decision != Decision.ALLOWED) {
      throw Refusals.unauthorized(decision.sentence(caller, action.toString(), arn));
    }
  }

  /**
   * Does {@code work} where the subscription {@code arn} to {@code topic} is, which belongs to who
   * subscribed and to who owns the topic. No policy gives it to others.
   */
  <R> Future<R> open(String topic, String arn, Function<SubscriptionShelf, Future<R>> work) {
    return house.at(
        topic,
        shelf -> {
          Optional<Topic> subscribed = shelf.find(topic);
          if (subscribed.filter(found -> isForeign(found, arn)).isPresent()) {
            throw Refusals.unauthorized("Not authorized to access this subscription");
          }
          return work.apply(shelf.subscriptions());
        });
  }

  /**
   * The same for who may have followed a link to end the subscription, and says not who it is: the
   * topic knows which of them end by one.
   */
  <R> Future<R> follow(String topic, String arn, Function<SubscriptionShelf, Future<R>> work) {
    return caller.signed()
        ? open(topic, arn, work)
        : house.at(topic, shelf -> work.apply(shelf.subscriptions()));
  }

  private boolean isForeign(Topic topic, String subscription) {
    return !topic.owner().equals(caller.account())
        && topic
            .subscriber(subscription)
            .map(Subscriber::owner)
            .filter(owner -> !owner.equals(caller.account()))
            .isPresent();
  }
}

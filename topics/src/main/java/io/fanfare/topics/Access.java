package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.policy.Evaluation;
import io.fanfare.core.policy.Identity;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.Verdict;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TopicAction;
import io.fanfare.topics.rules.TopicRules;
import io.vertx.core.Future;
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

  private final TopicPartition partition;
  private final Caller caller;

  Access(TopicPartition partition, Caller caller) {
    this.partition = partition;
    this.caller = caller;
  }

  /** Does {@code work} with the topic that the request calls {@code arn}, if the caller may. */
  <R> Future<R> topic(TopicAction action, String arn, Function<TopicHost, Future<R>> work) {
    return Attempt.of(() -> on(action, parse(TOPIC, arn), Refusals::noTopic, work));
  }

  /** Subscribes what {@code asked} says to the topic {@code arn}, if the caller may. */
  <R> Future<R> subscribe(Asked asked, String arn, Function<TopicHost, Future<R>> work) {
    return Attempt.of(
        () -> {
          String topic = parse(TOPIC, arn).toString();
          return partition.at(
              topic,
              topics ->
                  topics.on(
                      topic,
                      Refusals::noTopic,
                      host -> {
                        check(TopicAction.SUBSCRIBE, asked, host.topic());
                        return work.apply(host);
                      }));
        });
  }

  /** Does {@code work} with the topic that the request calls a resource, if the caller may. */
  <R> Future<R> resource(TopicAction action, String arn, Function<TopicHost, Future<R>> work) {
    return Attempt.of(() -> on(action, parse(RESOURCE, arn), Refusals::noTopic, work));
  }

  /** The same where the request is about the tags of a resource. */
  <R> Future<R> tagged(TopicAction action, String arn, Function<TopicHost, Future<R>> work) {
    return Attempt.of(() -> on(action, parse(RESOURCE, arn), Refusals::noResource, work));
  }

  /** Publishes to the topic {@code arn}, if the caller may. */
  <R> Future<R> publish(Arn arn, Function<TopicHost, Future<R>> work) {
    return on(TopicAction.PUBLISH, arn, Refusals::noTopic, work);
  }

  /** Deletes the topic that the request calls {@code text}, if it is there and the caller may. */
  Future<Void> delete(String text) {
    return Attempt.of(
        () -> {
          Arn arn = parse(TOPIC, text);
          return partition.at(
              arn.toString(),
              topics -> topics.delete(arn, topic -> check(TopicAction.DELETE_TOPIC, topic)));
        });
  }

  /**
   * Does {@code work} with {@code topic}, to which the subscription {@code arn} is, if it belongs
   * to the caller: it is theirs who subscribed, and the topic's owner's. No policy gives it to
   * others.
   */
  <R> Future<R> subscription(String topic, String arn, Function<TopicHost, Future<R>> work) {
    return partition.at(
        topic,
        topics ->
            topics.on(
                topic,
                Refusals::noSubscription,
                host -> {
                  checkOwn(host.topic(), arn);
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
                    checkOwn(host.topic(), arn);
                  }
                  return host.unsubscribe(arn, caller);
                }));
  }

  private Arn parse(String parameter, String text) {
    return TopicRules.topicArn(parameter, text, caller.region());
  }

  private <R> Future<R> on(
      TopicAction action,
      Arn arn,
      Supplier<BrokerException> missing,
      Function<TopicHost, Future<R>> work) {
    return partition.at(
        arn.toString(),
        topics ->
            topics.on(
                arn.toString(),
                missing,
                host -> {
                  check(action, host.topic());
                  return work.apply(host);
                }));
  }

  private void check(TopicAction action, Topic topic) {
    check(action, Asked.NOTHING, topic);
  }

  private void check(TopicAction action, Asked asked, Topic topic) {
    if (topic.policy().leavesAllTo(caller.principal(), topic.owner())) {
      return;
    }
    Arn arn = topic.record().parsedArn();
    Identity identity = Identity.unrestricted(caller.principal());
    KnownContext context =
        new KnownContext(
            identity.requester(),
            KnownContext.Request.of(caller, partition.millis()),
            new KnownContext.Resource(topic.owner(), topic.record().tags()),
            asked);
    Policy policy = topic.policy().binding(caller.principal(), topic.owner());
    Verdict verdict =
        Evaluation.decide(new Evaluation.Request(identity, action, arn, context), policy);
    if (!verdict.allows()) {
      throw Refusals.unauthorized(verdict.decision().sentence(caller, action.toString(), arn));
    }
  }

  private void checkOwn(Topic topic, String subscription) {
    boolean foreign =
        !topic.owner().equals(caller.account())
            && topic
                .subscriber(subscription)
                .map(Subscriber::owner)
                .filter(owner -> !owner.equals(caller.account()))
                .isPresent();
    if (foreign) {
      throw Refusals.unauthorized("Not authorized to access this subscription");
    }
  }
}

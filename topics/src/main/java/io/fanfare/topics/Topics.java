package io.fanfare.topics;

import io.fanfare.core.Caller;
import io.fanfare.functions.AsyncFunctions;
import io.fanfare.push.http.HttpSenderOptions;
import io.fanfare.queues.Delivery;
import io.fanfare.runtime.Environment;
import io.fanfare.seal.Seals;
import io.fanfare.topics.listener.Listen;
import io.fanfare.topics.listener.Listener;
import io.fanfare.topics.listener.Listening;
import io.fanfare.topics.mobile.Mobile;
import io.fanfare.topics.mobile.SubscribedDevices;
import io.fanfare.topics.model.AddPermission;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.DescribeSubscriptions;
import io.fanfare.topics.model.GetDataProtectionPolicy;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.ListTagsForResource;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.PreviewPublish;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.PutDataProtectionPolicy;
import io.fanfare.topics.model.RemovePermission;
import io.fanfare.topics.model.SetSubscriptionAttributes;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.SigningCertificate;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TagResource;
import io.fanfare.topics.model.Unsubscribe;
import io.fanfare.topics.model.UntagResource;
import io.fanfare.topics.push.Pushing;
import io.fanfare.topics.push.Reach;
import io.fanfare.topics.rules.ConfirmationLimit;
import io.vertx.core.Future;
import java.util.Map;

/**
 * The topics' service, an action a method, in AWS's names. A future completes on its caller's
 * context, and only when what it reports is durable: a publisher hears success when every queue
 * that wants the message holds it. It fails with a {@link io.fanfare.core.BrokerException} where
 * AWS would refuse.
 *
 * <p>Every action on a topic is refused with {@code NotFound} if there is none, those on its tags
 * and its data protection policy with {@code ResourceNotFound}, and with {@code AuthorizationError}
 * if its policy does not let the caller. {@link io.fanfare.topics.model.TopicError} has all
 * refusals.
 */
public interface Topics {

  /**
   * Opens the topics that the store holds; they deliver to {@code queues}, and what replays read is
   * taken from the heap's budget.
   */
  static Future<Topics> open(Environment environment, Delivery queues, TopicsOptions options) {
    return open(environment, queues, AsyncFunctions.none(), options, Reach.elsewhere());
  }

  /**
   * As the other, with functions.
   *
   * @param functions take the messages of subscriptions by lambda; they stay the opener's to close
   * @param reach what of this machine is pushed to
   */
  static Future<Topics> open(
      Environment environment,
      Delivery queues,
      AsyncFunctions functions,
      TopicsOptions options,
      Reach reach) {
    HttpSenderOptions sending =
        new HttpSenderOptions()
            .setAllowedRanges(options.getPushAllow())
            .setTrustedCertificates(options.getPushTrust())
            .setLoopbackAllowed(reach.loopback())
            .setOwnPorts(reach.ownPorts());
    DeliveryFailures failures = new DeliveryFailures();
    return SigningKey.open(environment)
        .map(
            signing ->
                new TopicSurroundings(
                    environment,
                    queues,
                    failures,
                    new PushStates(),
                    signing,
                    Pushing.of(environment.vertx(), queues, functions, sending),
                    new ConfirmationLimit(),
                    new SubscribedDevices(),
                    AccountTallies.of(options),
                    HardWork.of(environment.vertx())))
        .compose(surroundings -> TopicPartition.open(surroundings, options))
        .map(partition -> new TopicService(partition, partition.defaultCaller()));
  }

  /**
   * Has what the topics of {@code environment} need to open again sealed by {@code next}. It
   * completes when that is durable; only then may those take the place of the seals that hold now.
   */
  static Future<Void> sealAnew(Environment environment, Seals next) {
    return SigningKey.sealAnew(environment, next);
  }

  /**
   * Has topics that are opened on {@code other} sign as those of {@code environment} do. To make a
   * key of their own takes them far longer than to open.
   */
  static Future<Void> shareSigning(Environment environment, Environment other) {
    return SigningKey.share(environment, other);
  }

  /**
   * The same topics, as {@code caller} sees them, who may do with its own all, and with others what
   * their policies allow.
   */
  Topics as(Caller caller);

  /**
   * Creates a topic, or finds the one of that name. Refused with {@code InvalidParameter} if it has
   * another value of an attribute or tag given, and with {@code TopicLimitExceeded} beyond {@link
   * TopicsOptions#getTopicsPerAccount}.
   */
  Future<CreateTopic.Result> createTopic(CreateTopic request);

  /**
   * Deletes a topic with its subscriptions; its name is free at once. Refused with {@code
   * InvalidState} while it has an ArchivePolicy.
   */
  Future<Void> deleteTopic(DeleteTopic request);

  /** Lists the caller's topics in its region. */
  Future<ListTopics.Result> listTopics(ListTopics request);

  /** Reads all attributes of a topic. */
  Future<GetTopicAttributes.Result> getTopicAttributes(GetTopicAttributes request);

  /** Sets one attribute of a topic, which counts from the next action on. */
  Future<Void> setTopicAttributes(SetTopicAttributes request);

  /** Adds a statement to a topic's policy. */
  Future<Void> addPermission(AddPermission request);

  /** Removes a statement from a topic's policy. */
  Future<Void> removePermission(RemovePermission request);

  /** Keeps a data protection policy for a topic; an empty one removes it. */
  Future<Void> putDataProtectionPolicy(PutDataProtectionPolicy request);

  /** Reads back the data protection policy of a topic. */
  Future<GetDataProtectionPolicy.Result> getDataProtectionPolicy(GetDataProtectionPolicy request);

  /** Adds tags to a topic, or gives them other values. */
  Future<TagResource.Result> tagResource(TagResource request);

  /** Removes tags from a topic. */
  Future<UntagResource.Result> untagResource(UntagResource request);

  /** Reads the tags of a topic. */
  Future<ListTagsForResource.Result> listTagsForResource(ListTagsForResource request);

  /**
   * Subscribes an endpoint, or finds its subscription. Refused with {@code InvalidParameter} if it
   * has other attributes, and with {@code SubscriptionLimitExceeded} beyond {@link
   * io.fanfare.topics.model.Limits#SUBSCRIPTIONS}, in a FIFO topic {@link
   * io.fanfare.topics.model.Limits#FIFO_SUBSCRIPTIONS}, and {@link
   * TopicsOptions#getSubscriptionsPerAccount}.
   */
  Future<Subscribe.Result> subscribe(Subscribe request);

  /** Ends a subscription; what is on its way to it may still arrive. */
  Future<Void> unsubscribe(Unsubscribe request);

  /** Lets an endpoint have messages, which proves by the token that it was asked. */
  Future<ConfirmSubscription.Result> confirmSubscription(ConfirmSubscription request);

  /** Reads all that is known of a subscription. Refused with {@code NotFound} if there is none. */
  Future<GetSubscriptionAttributes.Result> getSubscriptionAttributes(
      GetSubscriptionAttributes request);

  /**
   * Sets one attribute of a subscription, which counts from the next message on. Refused with
   * {@code NotFound} if there is none.
   */
  Future<Void> setSubscriptionAttributes(SetSubscriptionAttributes request);

  /**
   * Sets several attributes of a subscription in one step, which AWS does not have: no message
   * meets some of the new values and some of the old, and a value that is refused changes none.
   */
  Future<Void> changeSubscription(String subscriptionArn, Map<String, String> attributes);

  /** Lists the caller's subscriptions to all topics. */
  Future<ListSubscriptions.Result> listSubscriptions(ListSubscriptions request);

  /** Lists the subscriptions of a topic, those that are still to be confirmed too. */
  Future<ListSubscriptionsByTopic.Result> listSubscriptionsByTopic(
      ListSubscriptionsByTopic request);

  /**
   * Tells how the deliveries to the subscriptions of a topic go, which AWS does not have: what
   * waits to be pushed, and what went wrong last.
   */
  Future<DescribeSubscriptions.Result> describeSubscriptions(DescribeSubscriptions request);

  /**
   * Tells which subscriptions would get a message, which AWS does not have. It is refused as a
   * publish of the message would be, and published to nobody.
   */
  Future<PreviewPublish.Result> previewPublish(PreviewPublish request);

  /**
   * Takes one message in; it is durable in every queue that wants it when this completes. Refused
   * with {@code InvalidParameter} if the topic does not take it, and with {@code
   * ParameterValueInvalid} for an attribute of it.
   */
  Future<Publish.Result> publish(Publish request);

  /**
   * Takes up to ten messages in, in their order. As a whole refused with {@code EmptyBatchRequest},
   * {@code TooManyEntriesInBatchRequest}, {@code InvalidBatchEntryId}, {@code
   * BatchEntryIdsNotDistinct} or {@code BatchRequestTooLong}.
   */
  Future<PublishBatch.Result> publishBatch(PublishBatch request);

  /**
   * Lets {@code listener} hear what is published from when this completes, which AWS does not have:
   * it is no subscription, nothing is kept for it, and no publish waits for it. Refused as {@link
   * #subscribe} is.
   */
  Future<Listening> listen(Listen request, Listener listener);

  /** What there is for phones, to the same caller. */
  Mobile mobile();

  /** What the signatures of messages are verified with. */
  SigningCertificate signingCertificate();

  /** What the topics have done, without asking any event loop. */
  TopicStatistics statistics();

  /** Ends the service of all callers; the store and the queues stay open. */
  Future<Void> close();
}

package io.fanfare.http.stomp;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.ErrorCode;
import io.fanfare.filter.FilterPolicy;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.QueueName;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The queues of durable subscriptions: ordinary ones, with an ordinary subscription of their topic.
 * A tag tells the topic, and that a queue of such a name is one of these. The subscription comes
 * first: if the broker ends before there is the queue, the next SUBSCRIBE makes it.
 */
final class DurableQueues {

  /** The tag with the ARN of the topic. */
  static final String TAG = "fanfare:stomp-topic";

  private static final String RAW = "RawMessageDelivery";
  private static final String POLICY = "FilterPolicy";
  private static final String SCOPE = "FilterPolicyScope";
  private static final String BODY = "MessageBody";

  private final Queues queues;
  private final Topics topics;
  private final Caller caller;

  /** The queues of {@code caller}. */
  DurableQueues(Queues queues, Topics topics, Caller caller) {
    this.queues = queues;
    this.topics = topics;
    this.caller = caller;
  }

  /**
   * Makes the subscription, or finds it; what {@code filter} has replaces what it had of a filter.
   * Completes with the queue's name when what is published is kept.
   */
  Future<QueueName> open(DurableName name, Destination topic, Map<String, String> filter) {
    String arn = topic.topicArn(caller);
    FilterPolicy.parse(
        TopicError.INVALID_PARAMETER,
        "Invalid parameter: Attributes Reason: ",
        filter.getOrDefault(POLICY, ""),
        BODY.equals(filter.get(SCOPE)));
    QueueName queue = queue(name, topic.isFifo());
    return topicOf(queue(name, !topic.isFifo()))
        .compose(other -> other.isPresent() ? Future.failedFuture(inUse()) : topicOf(queue))
        .compose(
            known ->
                known.isEmpty() || known.get().equals(arn)
                    ? subscribe(arn, queue, filter)
                        .compose(
                            made ->
                                known.isPresent()
                                    ? Future.succeededFuture()
                                    : create(queue, arn, made))
                    : Future.failedFuture(inUse()))
        .map(queue);
  }

  private QueueName queue(DurableName name, boolean fifo) {
    return new QueueName(caller.account(), caller.region(), name.queue(fifo));
  }

  private static BrokerException inUse() {
    return StompError.SUBSCRIPTION_IN_USE.refuse(
        "The durable subscription is one of another topic, or its queue is something else.");
  }

  /** The topic whose messages a queue keeps; empty text if none, nothing if there is no queue. */
  private Future<Optional<String>> topicOf(QueueName queue) {
    return queues
        .listQueueTags(new ListQueueTags(queue.url(caller)))
        .map(tagged -> Optional.of(tagged.tags().getOrDefault(TAG, "")))
        .recover(
            cause ->
                is(cause, QueueError.QUEUE_DOES_NOT_EXIST)
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(cause));
  }

  private static boolean is(Throwable cause, ErrorCode code) {
    return cause instanceof BrokerException refusal && refusal.code() == code;
  }

  /** Makes the queue of a subscription, which ends if there can be none, as after a deletion. */
  private Future<Void> create(QueueName queue, String topicArn, String subscription) {
    Map<String, String> attributes = queue.isFifo() ? Map.of("FifoQueue", "true") : Map.of();
    return queues
        .createQueue(new CreateQueue(queue.name(), attributes, Map.of(TAG, topicArn)))
        .<Void>mapEmpty()
        .recover(
            cause ->
                topics
                    .unsubscribe(new Unsubscribe(subscription))
                    .transform(ended -> Future.failedFuture(cause)));
  }

  /** What was changed of it by hand meanwhile is as it has to be again. */
  private Future<String> subscribe(String topicArn, QueueName queue, Map<String, String> filter) {
    Map<String, String> all = new HashMap<>(filter);
    all.put(RAW, "true");
    return topics
        .subscribe(new Subscribe(topicArn, queue.arn().toString(), all))
        .map(Subscribe.Result::subscriptionArn)
        .recover(
            cause ->
                is(cause, TopicError.INVALID_PARAMETER)
                    ? find(topicArn, queue)
                        .compose(found -> topics.changeSubscription(found, all).map(found))
                    : Future.failedFuture(cause));
  }

  /** The ARN of the subscription, whatever its attributes are; it is made if there is none. */
  private Future<String> find(String topicArn, QueueName queue) {
    return topics
        .subscribe(new Subscribe(topicArn, queue.arn().toString(), Map.of()))
        .map(Subscribe.Result::subscriptionArn);
  }

  /** Ends the subscription of that name, of whatever topic, and deletes its queue. */
  Future<Void> delete(DurableName name) {
    return delete(queue(name, false)).compose(done -> delete(queue(name, true)));
  }

  private Future<Void> delete(QueueName queue) {
    return topicOf(queue)
        .compose(
            topic ->
                topic.isEmpty() || topic.get().isEmpty()
                    ? Future.succeededFuture()
                    : find(topic.get(), queue)
                        .compose(arn -> topics.unsubscribe(new Unsubscribe(arn)))
                        .recover(
                            cause ->
                                is(cause, TopicError.NOT_FOUND)
                                    ? Future.succeededFuture()
                                    : Future.failedFuture(cause))
                        .compose(ended -> queues.deleteQueue(new DeleteQueue(queue.url(caller)))));
  }
}

package io.fanfare.queues;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.AddPermission;
import io.fanfare.queues.model.CancelMessageMoveTask;
import io.fanfare.queues.model.ChangeMessageVisibility;
import io.fanfare.queues.model.ChangeMessageVisibilityBatch;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.DeleteMessageBatch;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.GetQueueUrl;
import io.fanfare.queues.model.ListDeadLetterSourceQueues;
import io.fanfare.queues.model.ListMessageMoveTasks;
import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.PurgeQueue;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.RemovePermission;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.model.TagQueue;
import io.fanfare.queues.model.UntagQueue;
import io.fanfare.runtime.Environment;
import io.vertx.core.Future;

/**
 * The queues' service, an action a method, in AWS's names. A future completes on its caller's
 * context, and only when what it reports is durable; it fails with a {@link BrokerException} where
 * AWS would refuse.
 *
 * <p>A queue is named by its URL (whose host does not matter) or by its bare name.
 */
public interface Queues extends Delivery, QueueMonitor {

  /** Opens the queues that the store holds; what they hand out is taken from the heap's budget. */
  static Future<Queues> open(Environment environment, QueuesOptions options) {
    return QueuePartition.open(environment, options)
        .map(partition -> QueueService.of(partition, partition.defaultCaller()));
  }

  /**
   * The same queues, as {@code caller} sees them, who may do with its own all, and with others what
   * their policies allow.
   */
  @Override
  Queues as(Caller caller);

  /**
   * The same queues for one request of a caller who may leave: once its scope says so, what still
   * waits for a message is given none and answered with none. What is handed out is on the account
   * of the scope, which is not closed here.
   */
  Queues within(RequestScope scope);

  Future<CreateQueue.Result> createQueue(CreateQueue request);

  Future<Void> deleteQueue(DeleteQueue request);

  Future<GetQueueUrl.Result> getQueueUrl(GetQueueUrl request);

  Future<ListQueues.Result> listQueues(ListQueues request);

  Future<ListDeadLetterSourceQueues.Result> listDeadLetterSourceQueues(
      ListDeadLetterSourceQueues request);

  Future<GetQueueAttributes.Result> getQueueAttributes(GetQueueAttributes request);

  Future<Void> setQueueAttributes(SetQueueAttributes request);

  Future<Void> addPermission(AddPermission request);

  Future<Void> removePermission(RemovePermission request);

  Future<Void> purgeQueue(PurgeQueue request);

  Future<Void> tagQueue(TagQueue request);

  Future<Void> untagQueue(UntagQueue request);

  Future<ListQueueTags.Result> listQueueTags(ListQueueTags request);

  Future<SendMessage.Result> sendMessage(SendMessage request);

  Future<SendMessageBatch.Result> sendMessageBatch(SendMessageBatch request);

  Future<ReceiveMessage.Result> receiveMessage(ReceiveMessage request);

  Future<Void> deleteMessage(DeleteMessage request);

  Future<DeleteMessageBatch.Result> deleteMessageBatch(DeleteMessageBatch request);

  Future<Void> changeMessageVisibility(ChangeMessageVisibility request);

  Future<ChangeMessageVisibilityBatch.Result> changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatch request);

  Future<StartMessageMoveTask.Result> startMessageMoveTask(StartMessageMoveTask request);

  Future<CancelMessageMoveTask.Result> cancelMessageMoveTask(CancelMessageMoveTask request);

  Future<ListMessageMoveTasks.Result> listMessageMoveTasks(ListMessageMoveTasks request);

  /**
   * Shows messages without receiving them, which AWS does not have: nothing about them changes, and
   * the cost does not grow with the queue.
   */
  Future<PeekMessages.Result> peekMessages(PeekMessages request);

  /**
   * The messages of a queue as a stream, which AWS does not have: it flows once it has a handler.
   * Each message is hidden from others until it is settled.
   *
   * @param queueUrl the queue's URL or name; if there is no such queue, the stream ends at once
   * @param options how many messages it has in hand, and for how long; read once
   */
  QueueConsumer consumer(String queueUrl, ConsumerOptions options);

  /** The queues that no caller sees: what subscriptions are still to be sent. */
  SubscriptionQueues subscriptionQueues();

  /** Answers every receive that waits, and ends the service; the store stays open. */
  Future<Void> close();
}

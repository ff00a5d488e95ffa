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
import io.fanfare.queues.model.monitoring.DescribeQueues;
import io.fanfare.queues.model.monitoring.GetQueueHistory;
import io.fanfare.runtime.Environment;
import io.vertx.core.Future;

/**
 * The queues' service, an action a method, in AWS's names. A future completes on its caller's
 * context, and only when what it reports is durable; it fails with a {@link BrokerException} where
 * AWS would refuse.
 *
 * <p>A queue is named by its URL (whose host does not matter) or by its bare name. Every action on
 * one is refused with {@code QueueDoesNotExist} if there is none, and with {@code AccessDenied} if
 * its policy does not let the caller. What a record lacks is refused as it is made, with {@code
 * MissingParameter}. {@link io.fanfare.queues.model.QueueError} has all that is particular to
 * queues.
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

  /**
   * Creates a queue, or finds the one of that name. Refused with {@code QueueAlreadyExists} if it
   * has another value of an attribute or tag given, with {@code QueueDeletedRecently} for {@link
   * QueuesOptions#getDeletedNameSeconds} after one of that name was deleted, and with {@code
   * OverLimit} beyond {@link QueuesOptions#getQueuesPerAccount}.
   */
  Future<CreateQueue.Result> createQueue(CreateQueue request);

  /**
   * Deletes a queue with its messages; its name can be taken again after {@link
   * QueuesOptions#getDeletedNameSeconds}.
   */
  Future<Void> deleteQueue(DeleteQueue request);

  /** Finds a queue by its name. */
  Future<GetQueueUrl.Result> getQueueUrl(GetQueueUrl request);

  /**
   * Lists the caller's queues in its region. A token that is not this list's is refused with {@code
   * InvalidParameterValue}.
   */
  Future<ListQueues.Result> listQueues(ListQueues request);

  /** Lists the queues that give their messages up to this one. */
  Future<ListDeadLetterSourceQueues.Result> listDeadLetterSourceQueues(
      ListDeadLetterSourceQueues request);

  /** Reads attributes of a queue. Its counts of messages are exact at the moment of the answer. */
  Future<GetQueueAttributes.Result> getQueueAttributes(GetQueueAttributes request);

  /**
   * Changes attributes of a queue, which count from the next action on; all of those given, or
   * none.
   */
  Future<Void> setQueueAttributes(SetQueueAttributes request);

  /**
   * Adds a statement to a queue's policy, which is made if there is none; only its owner may. At
   * most {@link io.fanfare.queues.model.Limits#POLICY_STATEMENTS} statements, or {@code OverLimit}.
   */
  Future<Void> addPermission(AddPermission request);

  /** Removes a statement from a queue's policy; with the last one the policy goes. */
  Future<Void> removePermission(RemovePermission request);

  /**
   * Removes all messages of a queue, those in flight too, and what it knows of duplicates. Once in
   * {@link QueuesOptions#getPurgeIntervalSeconds}, or {@code PurgeQueueInProgress}.
   */
  Future<Void> purgeQueue(PurgeQueue request);

  /** Adds tags to a queue, or gives them other values. */
  Future<Void> tagQueue(TagQueue request);

  /** Removes tags from a queue. */
  Future<Void> untagQueue(UntagQueue request);

  /** Reads the tags of a queue. */
  Future<ListQueueTags.Result> listQueueTags(ListQueueTags request);

  /**
   * Takes one message in. Refused with {@code InvalidParameterValue} if the queue does not take it,
   * and with {@code InvalidMessageContents} for characters that it cannot have.
   */
  Future<SendMessage.Result> sendMessage(SendMessage request);

  /**
   * Takes up to ten messages in, of which each is refused by itself. As a whole refused with {@code
   * EmptyBatchRequest}, {@code TooManyEntriesInBatchRequest}, {@code InvalidBatchEntryId}, {@code
   * BatchEntryIdsNotDistinct} or {@code BatchRequestTooLong}.
   */
  Future<SendMessageBatch.Result> sendMessageBatch(SendMessageBatch request);

  /**
   * Takes messages and hides them from others, waiting for the first as long as it is asked to;
   * answers with none when the time is over. A standard queue with {@link
   * io.fanfare.queues.model.Limits#IN_FLIGHT} messages in flight refuses one that does not wait
   * with {@code OverLimit}; one that waits is refused so beyond {@link
   * QueuesOptions#getReceivesPerPrincipal} and {@link QueuesOptions#getReceivesPerAccount}.
   */
  Future<ReceiveMessage.Result> receiveMessage(ReceiveMessage request);

  /**
   * Deletes a received message; if it is gone already, nothing happens. Refused with {@code
   * ReceiptHandleIsInvalid} for what is no handle of this queue, and by a FIFO queue with {@code
   * InvalidParameterValue} once the visibility timeout is over.
   */
  Future<Void> deleteMessage(DeleteMessage request);

  /**
   * Deletes up to ten received messages, of which each is refused by itself; refused as a whole as
   * {@link #sendMessageBatch} is.
   */
  Future<DeleteMessageBatch.Result> deleteMessageBatch(DeleteMessageBatch request);

  /**
   * Lets a received message stay hidden for longer or shorter. Refused with {@code
   * InvalidParameterValue} if it is gone, and with {@code ReceiptHandleIsInvalid} for what is no
   * handle of this queue.
   */
  Future<Void> changeMessageVisibility(ChangeMessageVisibility request);

  /**
   * Does so for up to ten messages, of which each is refused by itself; refused as a whole as
   * {@link #sendMessageBatch} is.
   */
  Future<ChangeMessageVisibilityBatch.Result> changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatch request);

  /**
   * Begins to move what is visible in a dead-letter queue. Refused with {@code
   * InvalidParameterValue} while another task of that queue is active, or if it is no dead-letter
   * queue, and with {@code ResourceNotFoundException} if a queue does not exist.
   */
  Future<StartMessageMoveTask.Result> startMessageMoveTask(StartMessageMoveTask request);

  /**
   * Ends a move task after the messages that are on their way. Refused with {@code
   * InvalidParameterValue} if it does not run, and with {@code ResourceNotFoundException} if nobody
   * knows it.
   */
  Future<CancelMessageMoveTask.Result> cancelMessageMoveTask(CancelMessageMoveTask request);

  /** Lists the last move tasks of a queue. */
  Future<ListMessageMoveTasks.Result> listMessageMoveTasks(ListMessageMoveTasks request);

  /**
   * Shows messages without receiving them, which AWS does not have: nothing about them changes, and
   * the cost does not grow with the queue.
   */
  Future<PeekMessages.Result> peekMessages(PeekMessages request);

  /**
   * Tells how the caller's queues in its region stand, which AWS does not have: what each counts
   * anyway, after its last change. A token that is not this list's is refused with {@code
   * InvalidParameterValue}.
   */
  Future<DescribeQueues.Result> describeQueues(DescribeQueues request);

  /**
   * Tells what a queue, or all of the caller's in its region, did in the last hour, which AWS does
   * not have; nothing of a queue that is not among those whose history is kept.
   */
  Future<GetQueueHistory.Result> getQueueHistory(GetQueueHistory request);

  /**
   * The messages of a queue as a stream, which AWS does not have: it flows once it has a handler.
   * Each message is hidden from others until it is settled.
   *
   * @param queueUrl the queue's URL or name; if there is no such queue, the stream ends at once
   * @param options how many messages it has in hand, and for how long; read once
   */
  QueueConsumer consumer(String queueUrl, ConsumerOptions options);

  /** Answers every receive that waits, and ends the service; the store stays open. */
  Future<Void> close();
}

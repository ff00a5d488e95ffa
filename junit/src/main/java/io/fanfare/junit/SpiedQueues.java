package io.fanfare.junit;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Published;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.QueueStatistics;
import io.fanfare.queues.QueueTotals;
import io.fanfare.queues.Queues;
import io.fanfare.queues.SharedMessage;
import io.fanfare.queues.SubscriptionQueues;
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
import io.fanfare.seal.DataKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Queues that tell a spy what they have taken in. */
final class SpiedQueues implements Queues {

  private final Queues below;
  private final Spy spy;
  private final Caller caller;

  /** The queues {@code below}, as {@code caller} sees them. */
  SpiedQueues(Queues below, Spy spy, Caller caller) {
    this.below = below;
    this.spy = spy;
    this.caller = caller;
  }

  @Override
  public Queues as(Caller other) {
    return new SpiedQueues(below.as(other), spy, other);
  }

  @Override
  public Queues within(RequestScope scope) {
    return new SpiedQueues(below.within(scope), spy, caller);
  }

  @Override
  public Future<CreateQueue.Result> createQueue(CreateQueue request) {
    return below.createQueue(request);
  }

  @Override
  public Future<Void> deleteQueue(DeleteQueue request) {
    return below.deleteQueue(request);
  }

  @Override
  public Future<GetQueueUrl.Result> getQueueUrl(GetQueueUrl request) {
    return below.getQueueUrl(request);
  }

  @Override
  public Future<ListQueues.Result> listQueues(ListQueues request) {
    return below.listQueues(request);
  }

  @Override
  public Future<ListDeadLetterSourceQueues.Result> listDeadLetterSourceQueues(
      ListDeadLetterSourceQueues request) {
    return below.listDeadLetterSourceQueues(request);
  }

  @Override
  public Future<GetQueueAttributes.Result> getQueueAttributes(GetQueueAttributes request) {
    return below.getQueueAttributes(request);
  }

  @Override
  public Future<Void> setQueueAttributes(SetQueueAttributes request) {
    return below.setQueueAttributes(request);
  }

  @Override
  public Future<Void> addPermission(AddPermission request) {
    return below.addPermission(request);
  }

  @Override
  public Future<Void> removePermission(RemovePermission request) {
    return below.removePermission(request);
  }

  @Override
  public Future<Void> purgeQueue(PurgeQueue request) {
    return below.purgeQueue(request);
  }

  @Override
  public Future<Void> tagQueue(TagQueue request) {
    return below.tagQueue(request);
  }

  @Override
  public Future<Void> untagQueue(UntagQueue request) {
    return below.untagQueue(request);
  }

  @Override
  public Future<ListQueueTags.Result> listQueueTags(ListQueueTags request) {
    return below.listQueueTags(request);
  }

  @Override
  public Future<SendMessage.Result> sendMessage(SendMessage request) {
    return below.sendMessage(request).onSuccess(sent -> spy.sent(request, sent, caller));
  }

  @Override
  public Future<SendMessageBatch.Result> sendMessageBatch(SendMessageBatch request) {
    return below.sendMessageBatch(request).onSuccess(sent -> spy.sent(request, sent, caller));
  }

  @Override
  public Future<ReceiveMessage.Result> receiveMessage(ReceiveMessage request) {
    return below.receiveMessage(request);
  }

  @Override
  public Future<Void> deleteMessage(DeleteMessage request) {
    return below.deleteMessage(request);
  }

  @Override
  public Future<DeleteMessageBatch.Result> deleteMessageBatch(DeleteMessageBatch request) {
    return below.deleteMessageBatch(request);
  }

  @Override
  public Future<Void> changeMessageVisibility(ChangeMessageVisibility request) {
    return below.changeMessageVisibility(request);
  }

  @Override
  public Future<ChangeMessageVisibilityBatch.Result> changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatch request) {
    return below.changeMessageVisibilityBatch(request);
  }

  @Override
  public Future<StartMessageMoveTask.Result> startMessageMoveTask(StartMessageMoveTask request) {
    return below.startMessageMoveTask(request);
  }

  @Override
  public Future<CancelMessageMoveTask.Result> cancelMessageMoveTask(CancelMessageMoveTask request) {
    return below.cancelMessageMoveTask(request);
  }

  @Override
  public Future<ListMessageMoveTasks.Result> listMessageMoveTasks(ListMessageMoveTasks request) {
    return below.listMessageMoveTasks(request);
  }

  @Override
  public Future<PeekMessages.Result> peekMessages(PeekMessages request) {
    return below.peekMessages(request);
  }

  @Override
  public Future<DescribeQueues.Result> describeQueues(DescribeQueues request) {
    return below.describeQueues(request);
  }

  @Override
  public Future<GetQueueHistory.Result> getQueueHistory(GetQueueHistory request) {
    return below.getQueueHistory(request);
  }

  @Override
  public QueueConsumer consumer(String first, ConsumerOptions second) {
    return below.consumer(first, second);
  }

  @Override
  public Future<Void> close() {
    return below.close();
  }

  @Override
  public Delivery sealedBy(Optional<DataKey> request) {
    return below.sealedBy(request);
  }

  @Override
  public SharedMessage share(SendMessage first, OptionalInt second) {
    return below.share(first, second);
  }

  @Override
  public SharedMessage share(SendMessage first, Published second) {
    return below.share(first, second);
  }

  @Override
  public List<Future<List<Optional<BrokerException>>>> sendCopies(
      List<SharedMessage.Addressed> request) {
    return below.sendCopies(request);
  }

  @Override
  public SubscriptionQueues subscriptionQueues() {
    return below.subscriptionQueues();
  }

  @Override
  public List<QueueStatistics> statistics() {
    return below.statistics();
  }

  @Override
  public QueueTotals totals() {
    return below.totals();
  }
}

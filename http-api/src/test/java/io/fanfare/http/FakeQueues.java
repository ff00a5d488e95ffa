package io.fanfare.http;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Published;
import io.fanfare.heap.RequestScope;
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
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Queues that answer {@code caller} as {@code fakes} were told, and do nothing else. */
record FakeQueues(Fakes fakes, Caller caller, @Nullable RequestScope scope) implements Queues {

  private Fakes.Call call(Object request) {
    return new Fakes.Call(caller, scope, request);
  }

  @Override
  public Queues as(Caller other) {
    return new FakeQueues(fakes, other, scope);
  }

  @Override
  public Queues within(RequestScope other) {
    return new FakeQueues(fakes, caller, other);
  }

  @Override
  public Future<CreateQueue.Result> createQueue(CreateQueue request) {
    return fakes.answer(call(request), CreateQueue.Result.class);
  }

  @Override
  public Future<Void> deleteQueue(DeleteQueue request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<GetQueueUrl.Result> getQueueUrl(GetQueueUrl request) {
    return fakes.answer(call(request), GetQueueUrl.Result.class);
  }

  @Override
  public Future<ListQueues.Result> listQueues(ListQueues request) {
    return fakes.answer(call(request), ListQueues.Result.class);
  }

  @Override
  public Future<DescribeQueues.Result> describeQueues(DescribeQueues request) {
    return fakes.answer(call(request), DescribeQueues.Result.class);
  }

  @Override
  public Future<GetQueueHistory.Result> getQueueHistory(GetQueueHistory request) {
    return fakes.answer(call(request), GetQueueHistory.Result.class);
  }

  @Override
  public Future<ListDeadLetterSourceQueues.Result> listDeadLetterSourceQueues(
      ListDeadLetterSourceQueues request) {
    return fakes.answer(call(request), ListDeadLetterSourceQueues.Result.class);
  }

  @Override
  public Future<GetQueueAttributes.Result> getQueueAttributes(GetQueueAttributes request) {
    return fakes.answer(call(request), GetQueueAttributes.Result.class);
  }

  @Override
  public Future<Void> setQueueAttributes(SetQueueAttributes request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<Void> addPermission(AddPermission request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<Void> removePermission(RemovePermission request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<Void> purgeQueue(PurgeQueue request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<Void> tagQueue(TagQueue request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<Void> untagQueue(UntagQueue request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<ListQueueTags.Result> listQueueTags(ListQueueTags request) {
    return fakes.answer(call(request), ListQueueTags.Result.class);
  }

  @Override
  public Future<SendMessage.Result> sendMessage(SendMessage request) {
    return fakes.answer(call(request), SendMessage.Result.class);
  }

  @Override
  public Future<SendMessageBatch.Result> sendMessageBatch(SendMessageBatch request) {
    return fakes.answer(call(request), SendMessageBatch.Result.class);
  }

  @Override
  public Future<ReceiveMessage.Result> receiveMessage(ReceiveMessage request) {
    return fakes.answer(call(request), ReceiveMessage.Result.class);
  }

  @Override
  public Future<Void> deleteMessage(DeleteMessage request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<DeleteMessageBatch.Result> deleteMessageBatch(DeleteMessageBatch request) {
    return fakes.answer(call(request), DeleteMessageBatch.Result.class);
  }

  @Override
  public Future<Void> changeMessageVisibility(ChangeMessageVisibility request) {
    return fakes.answer(call(request), Void.class);
  }

  @Override
  public Future<ChangeMessageVisibilityBatch.Result> changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatch request) {
    return fakes.answer(call(request), ChangeMessageVisibilityBatch.Result.class);
  }

  @Override
  public Future<StartMessageMoveTask.Result> startMessageMoveTask(StartMessageMoveTask request) {
    return fakes.answer(call(request), StartMessageMoveTask.Result.class);
  }

  @Override
  public Future<CancelMessageMoveTask.Result> cancelMessageMoveTask(CancelMessageMoveTask request) {
    return fakes.answer(call(request), CancelMessageMoveTask.Result.class);
  }

  @Override
  public Future<ListMessageMoveTasks.Result> listMessageMoveTasks(ListMessageMoveTasks request) {
    return fakes.answer(call(request), ListMessageMoveTasks.Result.class);
  }

  @Override
  public Future<PeekMessages.Result> peekMessages(PeekMessages request) {
    return fakes.answer(call(request), PeekMessages.Result.class);
  }

  @Override
  public QueueConsumer consumer(String queueUrl, ConsumerOptions options) {
    throw Fakes.unscripted();
  }

  @Override
  public SubscriptionQueues subscriptionQueues() {
    throw Fakes.unscripted();
  }

  @Override
  public SharedMessage share(SendMessage message, Published published) {
    throw Fakes.unscripted();
  }

  @Override
  public SharedMessage share(SendMessage message, OptionalInt gap) {
    throw Fakes.unscripted();
  }

  @Override
  public List<Future<List<Optional<BrokerException>>>> sendCopies(
      List<SharedMessage.Addressed> mail) {
    throw Fakes.unscripted();
  }

  @Override
  public List<QueueStatistics> statistics() {
    throw Fakes.unscripted();
  }

  @Override
  public QueueTotals totals() {
    throw Fakes.unscripted();
  }

  @Override
  public Future<Void> close() {
    throw Fakes.unscripted();
  }
}

package io.fanfare.http.action;

import static io.fanfare.http.action.Action.action;
import static io.fanfare.http.action.BodySize.MESSAGES;
import static io.fanfare.http.action.BodySize.SETTINGS;

import io.fanfare.http.wire.Service;
import io.fanfare.queues.Queues;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The actions of the queues, a row each. */
public final class SqsActions {

  private SqsActions() {}

  public static Actions<Queues> of() {
    List<Action<Queues, ?, ?>> rows = new ArrayList<>();
    rows.addAll(onQueues());
    rows.addAll(onMessages());
    rows.addAll(onMoveTasks());
    rows.sort(Comparator.comparing(Action::name));
    return new Actions<>(Service.SQS.name(), rows);
  }

  private static List<Action<Queues, ?, ?>> onQueues() {
    return List.of(
        action(AddPermission.class, Queues::addPermission).needing(SETTINGS),
        action(CreateQueue.class, CreateQueue.Result.class, Queues::createQueue).needing(SETTINGS),
        action(DeleteQueue.class, Queues::deleteQueue),
        action(DescribeQueues.class, DescribeQueues.Result.class, Queues::describeQueues),
        action(
            GetQueueAttributes.class, GetQueueAttributes.Result.class, Queues::getQueueAttributes),
        action(GetQueueHistory.class, GetQueueHistory.Result.class, Queues::getQueueHistory),
        action(GetQueueUrl.class, GetQueueUrl.Result.class, Queues::getQueueUrl),
        action(
            ListDeadLetterSourceQueues.class,
            ListDeadLetterSourceQueues.Result.class,
            Queues::listDeadLetterSourceQueues),
        action(ListQueueTags.class, ListQueueTags.Result.class, Queues::listQueueTags),
        action(ListQueues.class, ListQueues.Result.class, Queues::listQueues),
        action(PurgeQueue.class, Queues::purgeQueue),
        action(RemovePermission.class, Queues::removePermission),
        action(SetQueueAttributes.class, Queues::setQueueAttributes).needing(SETTINGS),
        action(TagQueue.class, Queues::tagQueue).needing(SETTINGS),
        action(UntagQueue.class, Queues::untagQueue).needing(SETTINGS));
  }

  private static List<Action<Queues, ?, ?>> onMessages() {
    return List.of(
        action(ChangeMessageVisibility.class, Queues::changeMessageVisibility),
        action(
            ChangeMessageVisibilityBatch.class,
            ChangeMessageVisibilityBatch.Result.class,
            Queues::changeMessageVisibilityBatch),
        action(DeleteMessage.class, Queues::deleteMessage),
        action(
            DeleteMessageBatch.class, DeleteMessageBatch.Result.class, Queues::deleteMessageBatch),
        action(PeekMessages.class, PeekMessages.Result.class, Queues::peekMessages),
        action(ReceiveMessage.class, ReceiveMessage.Result.class, Queues::receiveMessage),
        action(SendMessage.class, SendMessage.Result.class, Queues::sendMessage).needing(MESSAGES),
        action(SendMessageBatch.class, SendMessageBatch.Result.class, Queues::sendMessageBatch)
            .needing(MESSAGES));
  }

  private static List<Action<Queues, ?, ?>> onMoveTasks() {
    return List.of(
        action(
            CancelMessageMoveTask.class,
            CancelMessageMoveTask.Result.class,
            Queues::cancelMessageMoveTask),
        action(
            ListMessageMoveTasks.class,
            ListMessageMoveTasks.Result.class,
            Queues::listMessageMoveTasks),
        action(
            StartMessageMoveTask.class,
            StartMessageMoveTask.Result.class,
            Queues::startMessageMoveTask));
  }
}

package io.fanfare.queues.rules;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;
import static io.fanfare.queues.model.QueueError.RESOURCE_NOT_FOUND;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.queues.model.MoveTaskStatus;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.rows.MoveTask;

/** Which move tasks may start and which may be cancelled, with AWS's refusals in AWS's order. */
public final class MoveTaskRules {

  /** The failure of a task whose next message would go to a queue that is not there. */
  public static final String NO_DESTINATION = "AWS.SimpleQueueService.NonExistentQueue";

  /** The failure of a task whose next message no queue has given up, without a destination. */
  public static final String NO_MESSAGE_SOURCE = "CouldNotDetermineMessageSource";

  /** The failure of a task that has run for the longest time allowed. */
  public static final String OVERDUE = "TaskTimedOut";

  private MoveTaskRules() {}

  /** Refuses a task between queues of which one is missing, or not out of a dead-letter queue. */
  public static void checkQueues(
      boolean hasSource, boolean hasDestination, boolean isDeadLetterQueue) {
    if (!hasSource) {
      throw missing("SourceArn");
    }
    if (!hasDestination) {
      throw missing("DestinationArn");
    }
    if (!isDeadLetterQueue) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "Source queue must be configured as a Dead Letter Queue.");
    }
  }

  /** Refuses a second task of a queue, and one between queues that do not match. */
  public static void checkStart(StartMessageMoveTask request, boolean isBusy) {
    if (isBusy) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "There is already a task running. Only one active task is allowed for a source queue arn"
              + " at a given time.");
    }
    request.destination().ifPresent(destination -> checkPair(request.source(), destination));
  }

  private static void checkPair(Arn source, Arn destination) {
    if (source.equals(destination)) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "Source queue arn and destination queue arn cannot be the same.");
    }
    if (QueueName.of(source).isFifo() != QueueName.of(destination).isFifo()) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "The source queue and destination queue must be of the same queue type.");
    }
  }

  /** Refuses to cancel a task that does not run. */
  public static void checkCancel(MoveTask task) {
    if (task.status() != MoveTaskStatus.RUNNING) {
      throw INVALID_PARAMETER_VALUE.refuse("Only active tasks can be cancelled.");
    }
  }

  /** The refusal of a request whose {@code parameter} names no queue. */
  public static BrokerException missing(String parameter) {
    return RESOURCE_NOT_FOUND.refuse(
        "The resource that you specified for the %s parameter doesn't exist.", parameter);
  }

  /** The refusal of a request for a task that is not known. */
  public static BrokerException noTask() {
    return RESOURCE_NOT_FOUND.refuse("Task does not exist.");
  }
}

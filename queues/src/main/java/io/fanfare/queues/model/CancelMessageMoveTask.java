package io.fanfare.queues.model;

import io.fanfare.core.Required;

/**
 * Ends a move task; what it has moved stays moved.
 *
 * @param taskHandle what StartMessageMoveTask answered with; {@code InvalidParameterValue} if it
 *     spells none
 * @see "SQS API Reference, CancelMessageMoveTask"
 */
public record CancelMessageMoveTask(String taskHandle) {

  public CancelMessageMoveTask {
    taskHandle = Required.text("TaskHandle", taskHandle);
  }

  /**
   * What was moved before the task ended.
   *
   * @param approximateNumberOfMessagesMoved how many messages are at the destination; here exact
   */
  public record Result(long approximateNumberOfMessagesMoved) {}
}

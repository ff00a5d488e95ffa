package io.fanfare.queues.model;

/** How a move task stands. */
public enum MoveTaskStatus {
  /** It moves messages, and can be cancelled. */
  RUNNING,
  /** Nothing was visible in its source any more. */
  COMPLETED,
  /** It was cancelled, and its last messages are on their way. */
  CANCELLING,
  /** It was cancelled; what it had moved stays moved. */
  CANCELLED,
  /**
   * It cannot go on, as when its destination is gone, or ran for {@link Limits#MOVE_TASK_HOURS}
   * hours.
   */
  FAILED;

  /** Whether the task may still move messages. */
  public boolean isActive() {
    return this == RUNNING || this == CANCELLING;
  }
}

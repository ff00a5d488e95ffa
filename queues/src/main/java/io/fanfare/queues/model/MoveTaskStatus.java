package io.fanfare.queues.model;

/** How a move task stands. */
public enum MoveTaskStatus {
  RUNNING,
  COMPLETED,
  CANCELLING,
  CANCELLED,
  FAILED;

  /** Whether the task may still move messages. */
  public boolean isActive() {
    return this == RUNNING || this == CANCELLING;
  }
}

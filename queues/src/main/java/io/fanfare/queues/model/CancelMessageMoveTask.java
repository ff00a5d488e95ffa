package io.fanfare.queues.model;

import io.fanfare.core.Required;

/** Ends a move task; what it has moved stays moved. */
public record CancelMessageMoveTask(String taskHandle) {

  public CancelMessageMoveTask {
    taskHandle = Required.text("TaskHandle", taskHandle);
  }

  public record Result(long approximateNumberOfMessagesMoved) {}
}

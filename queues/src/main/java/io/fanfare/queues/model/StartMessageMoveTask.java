package io.fanfare.queues.model;

import io.fanfare.core.Absent;
import io.fanfare.core.Arn;
import io.fanfare.core.Required;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Begins to move what is visible in a dead-letter queue to a destination, or without one each
 * message back to the queue that gave it up.
 *
 * @param sourceArn the ARN of the queue to move from, which is some queue's dead-letter queue;
 *     {@code ResourceNotFoundException} if there is none
 * @param destinationArn the ARN of the queue to move to, of the same type; by default each message
 *     returns to the queue that gave it up
 * @param maxNumberOfMessagesPerSecond in {@link Limits#MOVE_TASK_RATE}; as fast as it goes by
 *     default
 * @see "SQS API Reference, StartMessageMoveTask"
 */
public record StartMessageMoveTask(
    String sourceArn,
    @Nullable String destinationArn,
    @Nullable Integer maxNumberOfMessagesPerSecond) {

  public StartMessageMoveTask {
    ArnParameter.parse("SourceArn", Required.text("SourceArn", sourceArn));
    destinationArn = Absent.ifEmpty(destinationArn);
    if (destinationArn != null) {
      ArnParameter.parse("DestinationArn", destinationArn);
    }
    Limits.MOVE_TASK_RATE.check(maxNumberOfMessagesPerSecond);
  }

  /** The queue to move from. */
  public Arn source() {
    return ArnParameter.parse("SourceArn", sourceArn);
  }

  /** The queue to move to, if it is one for all messages. */
  public Optional<Arn> destination() {
    return Optional.ofNullable(destinationArn)
        .map(text -> ArnParameter.parse("DestinationArn", text));
  }

  /**
   * The task that has begun.
   *
   * @param taskHandle by what it is cancelled
   */
  public record Result(String taskHandle) {}
}

package io.fanfare.queues.model;

import org.jspecify.annotations.Nullable;

/**
 * A move task as it is listed.
 *
 * @param taskHandle by which it is cancelled, while that is possible
 * @param status a name of {@link MoveTaskStatus}
 * @param sourceArn the ARN of the queue that it moves from
 * @param destinationArn the ARN of the queue that it moves to; absent if each message returns to
 *     its source
 * @param maxNumberOfMessagesPerSecond as the task was started with it; absent if its rate is not
 *     bounded
 * @param approximateNumberOfMessagesMoved how many messages have come to their destination; here
 *     exact
 * @param approximateNumberOfMessagesToMove how many messages were visible when it started
 * @param failureReason an error code, such as that of a destination that is gone; absent unless it
 *     failed
 * @param startedTimestamp in milliseconds since 1970
 */
public record ListMessageMoveTasksResultEntry(
    @Nullable String taskHandle,
    String status,
    String sourceArn,
    @Nullable String destinationArn,
    @Nullable Integer maxNumberOfMessagesPerSecond,
    long approximateNumberOfMessagesMoved,
    @Nullable Long approximateNumberOfMessagesToMove,
    @Nullable String failureReason,
    long startedTimestamp) {}

package io.fanfare.queues.model;

import org.jspecify.annotations.Nullable;

/**
 * A move task as it is listed.
 *
 * @param taskHandle by which it is cancelled, while that is possible
 * @param approximateNumberOfMessagesToMove how many messages were visible when it started
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

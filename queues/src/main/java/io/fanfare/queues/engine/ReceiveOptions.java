package io.fanfare.queues.engine;

import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.rules.IdRules;
import io.fanfare.queues.rules.QueueSettings;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a receive wants.
 *
 * @param most how many messages at the most
 * @param visibilityMillis for how long they are to be hidden; the queue's own timeout if absent
 * @param attempt the ReceiveRequestAttemptId; absent in a standard queue
 * @param forConsumer whether a consumer wants them, whose hand ends with the broker's process; it
 *     wants no two messages of a FIFO queue's group at once
 */
public record ReceiveOptions(
    int most, OptionalLong visibilityMillis, @Nullable String attempt, boolean forConsumer) {

  /** Options of who has a receipt handle, and takes as many messages of a group as there are. */
  public ReceiveOptions(int most, OptionalLong visibilityMillis, @Nullable String attempt) {
    this(most, visibilityMillis, attempt, false);
  }

  /**
   * What {@code request} wants of a queue of these settings.
   *
   * @throws io.fanfare.core.BrokerException if its ReceiveRequestAttemptId is not one; a standard
   *     queue ignores it
   */
  public static ReceiveOptions of(ReceiveMessage request, QueueSettings settings) {
    Integer seconds = request.visibilityTimeout();
    String attempt = settings.isFifo() ? request.receiveRequestAttemptId() : null;
    IdRules.check("ReceiveRequestAttemptId", attempt);
    return new ReceiveOptions(
        Objects.requireNonNullElse(request.maxNumberOfMessages(), 1),
        seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds * 1_000L),
        attempt);
  }
}

package io.fanfare.queues.model.monitoring;

import io.fanfare.core.Absent;
import io.fanfare.core.AlwaysPresent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a queue, or all of them, did in the last hour, which AWS does not have. It is kept in
 * the process and begins anew when that starts. Of a queue that is not among those that are kept
 * nothing is known; from when it is asked for it is.
 *
 * @param queueUrl the queue's URL or name; {@code QueueDoesNotExist} if there is none. All queues
 *     of the caller's account in its region together by default
 */
public record GetQueueHistory(@Nullable String queueUrl) {

  public GetQueueHistory {
    queueUrl = Absent.ifEmpty(queueUrl);
  }

  /**
   * One value for each period of the last hour of which something is known; may be none.
   *
   * @param periodSeconds how long a period is
   * @param start when the first period began, in seconds since 1970
   * @param visible how many messages could be received at the end of each
   * @param inFlight how many were received and hidden then
   * @param delayed the delay of how many went on then
   * @param sent how many messages were taken in during each
   * @param received how many were handed out
   * @param deleted how many were deleted by their receivers
   */
  public record Result(
      int periodSeconds,
      long start,
      @AlwaysPresent List<Integer> visible,
      @AlwaysPresent List<Integer> inFlight,
      @AlwaysPresent List<Integer> delayed,
      @AlwaysPresent List<Integer> sent,
      @AlwaysPresent List<Integer> received,
      @AlwaysPresent List<Integer> deleted) {

    public Result {
      visible = List.copyOf(visible);
      inFlight = List.copyOf(inFlight);
      delayed = List.copyOf(delayed);
      sent = List.copyOf(sent);
      received = List.copyOf(received);
      deleted = List.copyOf(deleted);
    }
  }
}

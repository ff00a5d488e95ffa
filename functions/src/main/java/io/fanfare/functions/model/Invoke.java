package io.fanfare.functions.model;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Invokes a function with an event.
 *
 * @param functionName a name or an ARN, with or without a qualifier; {@code
 *     ResourceNotFoundException} if the configuration has no such function
 * @param qualifier the version or alias that is meant, which is passed on
 * @param invocationType {@code RequestResponse}, the default, waits for the function's answer;
 *     {@code Event} hands the event over, and {@code DryRun} does neither
 * @param logType {@code None} or {@code Tail}, of which nothing follows: there is no log
 * @param clientContext base64, which is passed on
 * @param payload the event, JSON of at most {@link Limits#EVENT_BYTES} bytes, or {@link
 *     Limits#ASYNC_EVENT_BYTES} if it is handed over; an empty object if it is absent
 */
public record Invoke(
    @Nullable String functionName,
    @Nullable String qualifier,
    @Nullable String invocationType,
    @Nullable String logType,
    @Nullable String clientContext,
    @Nullable Bytes payload) {

  /** Invokes a function and waits for its answer. */
  public Invoke(String functionName, Bytes payload) {
    this(functionName, null, null, null, null, payload);
  }

  /** The refusal of a payload that is longer than {@code invocationType} allows. */
  public static BrokerException tooLarge(@Nullable String invocationType) {
    return FunctionError.REQUEST_ENTITY_TOO_LARGE.refuse(
        "Request must be smaller than %d bytes for the InvokeFunction operation",
        "Event".equals(invocationType) ? Limits.ASYNC_EVENT_BYTES : Limits.EVENT_BYTES);
  }

  /**
   * What came of it.
   *
   * @param statusCode 200 once the function has answered, 202 for an event that was handed over,
   *     204 for a dry run
   * @param functionError {@code Unhandled} or {@code Handled} if the function has failed; else null
   * @param executedVersion the version that was invoked; null if it was not waited for
   * @param payload what the function answered, its error if it failed
   */
  public record Result(
      int statusCode,
      @Nullable String functionError,
      @Nullable String executedVersion,
      Bytes payload) {}
}

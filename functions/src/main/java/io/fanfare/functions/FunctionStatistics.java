package io.fanfare.functions;

/**
 * What the functions have done since they were opened.
 *
 * @param succeeded invocations in which the function returned
 * @param functionErrors invocations in which it threw, or took too long by its own clock
 * @param throttled invocations that it had no room for
 * @param failed invocations in which it was not reached or did not answer in time
 * @param messages what became of the messages of queues
 * @param events what became of the events of topics that functions did not take
 */
public record FunctionStatistics(
    long succeeded,
    long functionErrors,
    long throttled,
    long failed,
    Messages messages,
    Events events) {

  /**
   * What became of events that functions did not take.
   *
   * @param deadLettered gone to the dead-letter queue of their function
   * @param lost dropped
   */
  public record Events(long deadLettered, long lost) {}

  /**
   * What became of the messages of queues.
   *
   * @param handedOn deleted because a function was invoked with them
   * @param failed left to come back when their visibility timeout ends
   * @param filtered deleted because no filter wants them
   */
  public record Messages(long handedOn, long failed, long filtered) {}

  /** How many invocations there were. */
  public long invocations() {
    return succeeded + functionErrors + throttled + failed;
  }
}

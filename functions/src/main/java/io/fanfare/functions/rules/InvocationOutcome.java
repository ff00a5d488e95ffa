package io.fanfare.functions.rules;

/** What came of an invocation. */
public enum InvocationOutcome {
  /** The function has returned. */
  SUCCEEDED,
  /** The function has thrown, or its time was over. */
  FUNCTION_ERROR,
  /** The function takes no more at the moment. */
  THROTTLED,
  /** The function was not reached, or what answered is no function. */
  FAILED
}

package io.fanfare.junit;

/** Whether a clock goes on by itself. */
public enum ClockMode {
  /** It goes on as the machine's does, and can be moved ahead. */
  RUNNING,
  /** It stands still until it is moved. */
  FROZEN
}

package io.fanfare.topics.mobile;

/** Asks whether the caller may send text messages to verified phones only. */
public record GetSMSSandboxAccountStatus() {

  /**
   * Whether the caller is restricted.
   *
   * @param isInSandbox always true here
   */
  public record Result(boolean isInSandbox) {}
}

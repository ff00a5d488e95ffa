package io.fanfare.topics.mobile;

/** Asks whether the caller may send text messages to verified phones only. */
public record GetSMSSandboxAccountStatus() {

  public record Result(boolean isInSandbox) {}
}

package io.fanfare.topics.model;

/** How far the replay of a subscription has come. */
public enum ReplayStatus {
  /** It is about to begin, or to go on after a restart. */
  PENDING("Pending"),
  /** Archived messages are on their way, and new ones wait behind them. */
  IN_PROGRESS("In progress"),
  /** The subscription has got everything that it asked for. */
  COMPLETED("Completed"),
  /** The topic has no archive any more. */
  FAILED("Failed");

  private final String text;

  ReplayStatus(String text) {
    this.text = text;
  }

  /** The status in AWS's words. */
  @Override
  public String toString() {
    return text;
  }
}

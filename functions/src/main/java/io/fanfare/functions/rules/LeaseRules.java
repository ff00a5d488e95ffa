package io.fanfare.functions.rules;

/** For how long the messages of a batch are hidden from others. */
public final class LeaseRules {

  private static final int SPARE_SECONDS = 30;

  private LeaseRules() {}

  /**
   * For how many seconds.
   *
   * @param visibilitySeconds the queue's VisibilityTimeout
   * @param windowSeconds for how long a batch is gathered
   * @param timeoutSeconds how long the function may take
   */
  public static int seconds(int visibilitySeconds, int windowSeconds, int timeoutSeconds) {
    int needed = windowSeconds + timeoutSeconds;
    return windowSeconds > 0 && needed > visibilitySeconds
        ? needed + SPARE_SECONDS
        : visibilitySeconds;
  }
}

package io.fanfare.core;

/**
 * A refusal: the one exception type for what a caller asked and may not have. It is given before
 * anything has changed, and it has no stack trace, because it is an answer and not a fault.
 */
public final class BrokerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public BrokerException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  /**
   * Whether {@code cause} is a refusal that the same request meets again whenever it comes. A fault
   * and a refusal for now are not final: trying again may help.
   */
  public static boolean isFinal(Throwable cause) {
    return cause instanceof BrokerException refusal && !refusal.code().mayPass();
  }

  /** What was refused, in a sentence for the caller. */
  public String sentence() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}

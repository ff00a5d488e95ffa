package io.fanfare.push;

/**
 * What came of one attempt to hand a message on.
 *
 * @param outcome what is to become of the message
 * @param statusCode the status that was answered, 100 to 999; 0 if nothing was
 * @param reason a short sentence in one line for logs and dead letters; names the host, and nothing
 *     of what was answered but its status
 * @param millis how long the attempt took, in milliseconds; from 0
 */
public record DeliveryResult(Outcome outcome, int statusCode, String reason, long millis) {

  /** What is to become of the message. */
  public enum Outcome {
    /** It was taken. */
    DELIVERED,
    /** It was refused for good: trying again would not help. */
    REFUSED,
    /** It was not taken this time, and may be the next. */
    FAILED
  }
}

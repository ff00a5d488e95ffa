package io.fanfare.push;

/**
 * What came of one attempt to hand a message on.
 *
 * @param outcome whether it was taken
 * @param statusCode of the answer, as HTTP counts; 0 if there was none
 * @param reason why it was not taken, in a sentence that tells no contents; empty if it was
 * @param millis how long the attempt took
 */
public record DeliveryResult(Outcome outcome, int statusCode, String reason, long millis) {

  /** Whether a message was taken. */
  public enum Outcome {
    /** It was. */
    DELIVERED,
    /** It was refused for good: the same message will be refused again. */
    REFUSED,
    /** It was not, which may pass. */
    FAILED
  }
}

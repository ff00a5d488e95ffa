package io.fanfare.core;

/**
 * The number of a message in its FIFO queue or topic, as senders and receivers see it: 20 digits.
 */
public final class SequenceNumber {

  private static final int DIGITS = 20;

  private SequenceNumber() {}

  /** The SequenceNumber of a message that was taken in under the number {@code sequence}. */
  public static String of(long sequence) {
    String digits = Long.toString(sequence);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }
}

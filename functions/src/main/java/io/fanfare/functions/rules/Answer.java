package io.fanfare.functions.rules;

import io.fanfare.functions.model.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * What came back from where a function is.
 *
 * @param status the status; 0 if there was no answer in time
 * @param functionError the header {@code X-Amz-Function-Error}; empty if it was not there
 * @param payload the body
 * @param reason why there was no answer; empty if there was one
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, String functionError, byte[] payload, String reason) {

  /** What the header says of an error that the function has not told of itself. */
  static final String UNHANDLED = "Unhandled";

  private static final byte[] NOTHING = {};

  private static final byte[] TOO_LONG =
      """
      {"errorType":"Function.ResponseSizeTooLarge",\
      "errorMessage":"Response payload size exceeded maximum allowed payload size (%d bytes)."}"""
          .formatted(Limits.ANSWER_BYTES)
          .getBytes(StandardCharsets.UTF_8);

  /** That there was no answer, because of what {@code reason} says. */
  public static Answer none(String reason) {
    return new Answer(0, "", NOTHING, reason);
  }

  /**
   * That an answer of {@code status} was longer than it may be, as {@code reason} says: the error
   * of a function that has returned it, and else nothing.
   */
  public static Answer tooLong(int status, String reason) {
    return status / 100 == 2 ? new Answer(status, UNHANDLED, TOO_LONG, "") : none(reason);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Answer answer
        && status == answer.status
        && functionError.equals(answer.functionError)
        && Arrays.equals(payload, answer.payload)
        && reason.equals(answer.reason);
  }

  @Override
  public int hashCode() {
    return Objects.hash(status, functionError, Arrays.hashCode(payload), reason);
  }

  @Override
  public String toString() {
    return status == 0 ? reason : "status " + status + " " + functionError;
  }
}

package io.fanfare.functions.rules;

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

  private static final byte[] NOTHING = {};

  /** That there was no answer, because of what {@code reason} says. */
  public static Answer none(String reason) {
    return new Answer(0, "", NOTHING, reason);
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

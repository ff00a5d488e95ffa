package io.fanfare.functions.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What answers of functions mean: of Lambda itself, of its emulator, and of any other server. */
public final class InvocationRules {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int BAD_REQUEST = 400;
  private static final int MOST_SHOWN = 1_024;
  private static final byte[] TIMED_OUT = "Task timed out after".getBytes(StandardCharsets.UTF_8);

  private InvocationRules() {}

  /**
   * What {@code answer} means.
   *
   * @param errorsInBody whether the function tells of errors in the body of a success
   */
  public static InvocationOutcome outcome(Answer answer, boolean errorsInBody) {
    if (answer.status() / 100 == 2) {
      boolean error =
          !answer.functionError().isEmpty() || (errorsInBody && isError(answer.payload()));
      return error ? InvocationOutcome.FUNCTION_ERROR : InvocationOutcome.SUCCEEDED;
    }
    boolean busy = errorsInBody && answer.status() == BAD_REQUEST && answer.payload().length == 0;
    return busy || answer.status() == TOO_MANY_REQUESTS
        ? InvocationOutcome.THROTTLED
        : InvocationOutcome.FAILED;
  }

  private static boolean isError(byte[] payload) {
    if (payload.length >= TIMED_OUT.length
        && Arrays.equals(payload, 0, TIMED_OUT.length, TIMED_OUT, 0, TIMED_OUT.length)) {
      return true;
    }
    return PayloadJson.read(payload)
        .filter(JsonNode::isObject)
        .filter(json -> json.path("errorType").isTextual() && json.path("errorMessage").isTextual())
        .isPresent();
  }

  /** What the log says of {@code answer}, in one line. */
  public static String words(Answer answer, InvocationOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> "it succeeded";
      case FUNCTION_ERROR -> "it failed: " + message(answer.payload());
      case THROTTLED -> "it takes no more at the moment (status " + answer.status() + ")";
      case FAILED ->
          answer.status() == 0 ? answer.reason() : "it answered with status " + answer.status();
    };
  }

  /** The errorMessage of a payload, or as much of it as fits into a line. */
  static String message(byte[] payload) {
    String text =
        PayloadJson.read(payload)
            .map(json -> json.path("errorMessage"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .orElseGet(() -> new String(payload, StandardCharsets.UTF_8));
    String line = text.lines().findFirst().orElse("");
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN);
  }
}

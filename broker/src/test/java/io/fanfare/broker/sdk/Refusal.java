package io.fanfare.broker.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** How the broker refuses a request, in the words of the AWS SDK. */
record Refusal(int status, String code, String sentence) {

  static final String QUEUE_GONE = "The specified queue does not exist.";

  /** The refusal of {@code request}. */
  static Refusal of(Executable request) {
    AwsServiceException exception = assertThrows(AwsServiceException.class, request);
    return new Refusal(
        exception.statusCode(),
        exception.awsErrorDetails().errorCode(),
        exception.awsErrorDetails().errorMessage());
  }

  /** Whatever the status is. */
  static void assertRefused(String code, String sentence, Executable request) {
    Refusal refusal = of(request);
    assertEquals(code + ": " + sentence, refusal.code + ": " + refusal.sentence);
  }

  static void assertInvalid(String sentence, Executable request) {
    assertRefused("InvalidParameterValue", sentence, request);
  }

  static void assertMissing(String parameter, Executable request) {
    assertRefused(
        "MissingParameter", "The request must contain the parameter " + parameter + ".", request);
  }

  static void assertQueueGone(Executable request) {
    assertRefused("AWS.SimpleQueueService.NonExistentQueue", QUEUE_GONE, request);
  }
}

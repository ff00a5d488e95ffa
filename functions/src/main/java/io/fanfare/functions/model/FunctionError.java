package io.fanfare.functions.model;

import io.fanfare.core.ErrorCode;

/** The errors of the functions' service. */
public enum FunctionError implements ErrorCode {
  /** A request breaks what its model says: a pattern, a length, a range, a set of words. */
  VALIDATION("ValidationException", 400, "message", ""),
  /** A parameter has a value that does not fit. */
  INVALID_PARAMETER_VALUE("InvalidParameterValueException", 400, "message", "User"),
  /** Who asks may not do that. */
  ACCESS_DENIED("AccessDeniedException", 403, "Message", ""),
  /** The queue and the function have a mapping already. */
  RESOURCE_CONFLICT("ResourceConflictException", 409, "message", "User"),
  /** There is no such mapping, or no such function. */
  RESOURCE_NOT_FOUND("ResourceNotFoundException", 404, "Message", "User"),
  /** The event of an invocation is not JSON. */
  INVALID_REQUEST_CONTENT("InvalidRequestContentException", 400, "message", "User"),
  /** The event of an invocation is longer than an event may be. */
  REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLargeException", 413, "Message", ""),
  /** The event of an invocation is longer than the function takes. */
  REQUEST_TOO_LARGE("RequestTooLargeException", 413, "message", "User"),
  /** The function has as many invocations under way as it takes. */
  FUNCTION_BUSY("TooManyRequestsException", 429, "message", "User"),
  /** The broker takes no more at the moment. */
  TOO_MANY_REQUESTS("TooManyRequestsException", 429, "message", "User"),
  /** The function could not be reached, or the broker failed. */
  SERVICE("ServiceException", 500, "Message", "Service");

  private final String type;
  private final int status;
  private final String sentenceName;
  private final String blame;

  FunctionError(String type, int status, String sentenceName, String blame) {
    this.type = type;
    this.status = status;
    this.sentenceName = sentenceName;
    this.blame = blame;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public String legacyCode() {
    return type;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public boolean retryable() {
    return ErrorCode.super.retryable() || !reason().isEmpty();
  }

  /** The name of the sentence in the body of a refusal, of which AWS writes some with a capital. */
  public String sentenceName() {
    return sentenceName;
  }

  /** What the member {@code Reason} of the body says; empty if it has none. */
  public String reason() {
    return switch (this) {
      case FUNCTION_BUSY -> "ReservedFunctionConcurrentInvocationLimitExceeded";
      case TOO_MANY_REQUESTS -> "CallerRateLimitExceeded";
      default -> "";
    };
  }

  /** What the member {@code Type} of the body says; empty if it has none. */
  public String blame() {
    return blame;
  }
}

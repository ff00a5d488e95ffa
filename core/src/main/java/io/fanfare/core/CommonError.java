package io.fanfare.core;

/** The errors that every service gives. */
public enum CommonError implements ErrorCode {
  INVALID_ATTRIBUTE_VALUE(sqs("InvalidAttributeValue"), "InvalidAttributeValue", 400),
  INVALID_PARAMETER_VALUE(coral("InvalidParameterValueException"), "InvalidParameterValue", 400),
  MISSING_PARAMETER(coral("MissingRequiredParameterException"), "MissingParameter", 400),
  MALFORMED_INPUT(coral("SerializationException"), "MalformedInput", 400),
  UNKNOWN_OPERATION(coral("UnknownOperationException"), "UnknownOperationException", 404),
  INVALID_ACTION(coral("UnknownOperationException"), "InvalidAction", 400),
  INCOMPLETE_SIGNATURE(coral("IncompleteSignatureException"), "IncompleteSignature", 400),
  ACCESS_DENIED(coral("AccessDeniedException"), "AccessDenied", 403),
  THROTTLING(coral("ThrottlingException"), "Throttling", 400),
  INTERNAL_FAILURE(coral("InternalFailure"), "InternalFailure", 500),
  SERVICE_UNAVAILABLE(coral("ServiceUnavailable"), "ServiceUnavailable", 503);

  private final String type;
  private final String legacyCode;
  private final int status;

  CommonError(String type, String legacyCode, int status) {
    this.type = type;
    this.legacyCode = legacyCode;
    this.status = status;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public String legacyCode() {
    return legacyCode;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public boolean retryable() {
    return ErrorCode.super.retryable() || this == THROTTLING;
  }

  private static String sqs(String shape) {
    return "com.amazonaws.sqs#" + shape;
  }

  private static String coral(String shape) {
    return "com.amazon.coral.service#" + shape;
  }
}

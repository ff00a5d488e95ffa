package io.fanfare.topics.model;

import io.fanfare.core.ErrorCode;

/** The errors of the topics' service. */
public enum TopicError implements ErrorCode {
  INVALID_PARAMETER(sns("InvalidParameterException"), "InvalidParameter", 400),
  PARAMETER_VALUE_INVALID(sns("InvalidParameterValueException"), "ParameterValueInvalid", 400),
  VALIDATION_ERROR(sns("ValidationException"), "ValidationError", 400),
  NOT_FOUND(sns("NotFoundException"), "NotFound", 404),
  RESOURCE_NOT_FOUND(sns("ResourceNotFoundException"), "ResourceNotFound", 404),
  AUTHORIZATION_ERROR(sns("AuthorizationErrorException"), "AuthorizationError", 403),
  FILTER_POLICY_LIMIT_EXCEEDED(
      sns("FilterPolicyLimitExceededException"), "FilterPolicyLimitExceeded", 403),
  SUBSCRIPTION_LIMIT_EXCEEDED(
      sns("SubscriptionLimitExceededException"), "SubscriptionLimitExceeded", 403),
  TAG_LIMIT_EXCEEDED(sns("TagLimitExceededException"), "TagLimitExceeded", 400),
  USER_ERROR(sns("UserErrorException"), "UserError", 400),
  INVALID_STATE(sns("InvalidStateException"), "InvalidState", 400),
  THROTTLED(sns("ThrottledException"), "Throttled", 429),
  EMPTY_BATCH_REQUEST(sns("EmptyBatchRequestException"), "EmptyBatchRequest", 400),
  TOO_MANY_ENTRIES_IN_BATCH_REQUEST(
      sns("TooManyEntriesInBatchRequestException"), "TooManyEntriesInBatchRequest", 400),
  BATCH_ENTRY_IDS_NOT_DISTINCT(
      sns("BatchEntryIdsNotDistinctException"), "BatchEntryIdsNotDistinct", 400),
  INVALID_BATCH_ENTRY_ID(sns("InvalidBatchEntryIdException"), "InvalidBatchEntryId", 400),
  BATCH_REQUEST_TOO_LONG(sns("BatchRequestTooLongException"), "BatchRequestTooLong", 400),
  INTERNAL_ERROR(sns("InternalErrorException"), "InternalError", 500);

  private final String type;
  private final String legacyCode;
  private final int status;

  TopicError(String type, String legacyCode, int status) {
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
    return ErrorCode.super.retryable() || this == THROTTLED;
  }

  private static String sns(String shape) {
    return "com.amazonaws.sns#" + shape;
  }
}

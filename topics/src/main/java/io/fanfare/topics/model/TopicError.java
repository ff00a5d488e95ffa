package io.fanfare.topics.model;

import io.fanfare.core.ErrorCode;

/** The errors of the topics' service. */
public enum TopicError implements ErrorCode {
  /** A parameter has a value that it cannot have. */
  INVALID_PARAMETER(sns("InvalidParameterException"), "InvalidParameter", 400),
  /** An attribute of a message is not well-formed. */
  PARAMETER_VALUE_INVALID(sns("InvalidParameterValueException"), "ParameterValueInvalid", 400),
  /** A parameter that is required is missing. */
  VALIDATION_ERROR(sns("ValidationException"), "ValidationError", 400),
  /** A topic, subscription, application or endpoint does not exist. */
  NOT_FOUND(sns("NotFoundException"), "NotFound", 404),
  /** What tags or policies are asked of does not exist. */
  RESOURCE_NOT_FOUND(sns("ResourceNotFoundException"), "ResourceNotFound", 404),
  /** The policy of the topic does not let the caller. */
  AUTHORIZATION_ERROR(sns("AuthorizationErrorException"), "AuthorizationError", 403),
  /** There are too many filter policies; not given here. */
  FILTER_POLICY_LIMIT_EXCEEDED(
      sns("FilterPolicyLimitExceededException"), "FilterPolicyLimitExceeded", 403),
  /** The account has as many topics as it may have. */
  TOPIC_LIMIT_EXCEEDED(sns("TopicLimitExceededException"), "TopicLimitExceeded", 403),
  /** The topic has as many subscriptions as it can have, or the account as it may have. */
  SUBSCRIPTION_LIMIT_EXCEEDED(
      sns("SubscriptionLimitExceededException"), "SubscriptionLimitExceeded", 403),
  /** The topic would have more than {@link Limits#TAGS} tags. */
  TAG_LIMIT_EXCEEDED(sns("TagLimitExceededException"), "TagLimitExceeded", 400),
  /** A parameter does not fit the request. */
  USER_ERROR(sns("UserErrorException"), "UserError", 400),
  /** The device wants nothing for now. */
  ENDPOINT_DISABLED(sns("EndpointDisabledException"), "EndpointDisabled", 400),
  /** The application of the device takes nothing for now. */
  PLATFORM_APPLICATION_DISABLED(
      sns("PlatformApplicationDisabledException"), "PlatformApplicationDisabled", 400),
  /** The topic is in a state that does not allow it. */
  INVALID_STATE(sns("InvalidStateException"), "InvalidState", 400),
  /**
   * The broker has no heap for it just now, or a host was asked too often to confirm; the same may
   * pass later.
   */
  THROTTLED(sns("ThrottledException"), "Throttled", 429),
  /** A batch has no entries. */
  EMPTY_BATCH_REQUEST(sns("EmptyBatchRequestException"), "EmptyBatchRequest", 400),
  /** A batch has more than {@link Limits#BATCH_ENTRIES} entries. */
  TOO_MANY_ENTRIES_IN_BATCH_REQUEST(
      sns("TooManyEntriesInBatchRequestException"), "TooManyEntriesInBatchRequest", 400),
  /** Two entries of a batch have the same id. */
  BATCH_ENTRY_IDS_NOT_DISTINCT(
      sns("BatchEntryIdsNotDistinctException"), "BatchEntryIdsNotDistinct", 400),
  /** The id of an entry has other characters than it may, or too many. */
  INVALID_BATCH_ENTRY_ID(sns("InvalidBatchEntryIdException"), "InvalidBatchEntryId", 400),
  /** The messages of a batch have more bytes together than they may. */
  BATCH_REQUEST_TOO_LONG(sns("BatchRequestTooLongException"), "BatchRequestTooLong", 400),
  /** The master key of the topic is not there. */
  KMS_NOT_FOUND(sns("KMSNotFoundException"), "KMSNotFound", 400),
  /** The master key of the topic is disabled. */
  KMS_DISABLED(sns("KMSDisabledException"), "KMSDisabled", 400),
  /** The master key of the topic is deleted. */
  KMS_INVALID_STATE(sns("KMSInvalidStateException"), "KMSInvalidState", 400),
  /** A fault of the broker's own. */
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

  /** A key can be used again once the key file says so. */
  @Override
  public boolean mayPass() {
    return retryable()
        || this == KMS_NOT_FOUND
        || this == KMS_DISABLED
        || this == KMS_INVALID_STATE;
  }

  private static String sns(String shape) {
    return "com.amazonaws.sns#" + shape;
  }
}

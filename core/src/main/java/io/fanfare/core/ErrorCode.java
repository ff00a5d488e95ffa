package io.fanfare.core;

import java.util.Locale;

/**
 * Every error the wire knows, one row each: its shape in JSON, its code in the Query protocol (and
 * in the {@code x-amzn-query-error} header), and its HTTP status. Rows that begin with {@code SNS_}
 * are those of the topics' service, the others are those of the queues' or of both.
 */
public enum ErrorCode {
  QUEUE_DOES_NOT_EXIST(sqs("QueueDoesNotExist"), simple("NonExistentQueue"), 400),
  QUEUE_NAME_EXISTS(sqs("QueueNameExists"), "QueueAlreadyExists", 400),
  QUEUE_DELETED_RECENTLY(sqs("QueueDeletedRecently"), simple("QueueDeletedRecently"), 400),
  PURGE_QUEUE_IN_PROGRESS(sqs("PurgeQueueInProgress"), simple("PurgeQueueInProgress"), 403),
  EMPTY_BATCH_REQUEST(sqs("EmptyBatchRequest"), simple("EmptyBatchRequest"), 400),
  TOO_MANY_ENTRIES_IN_BATCH_REQUEST(
      sqs("TooManyEntriesInBatchRequest"), simple("TooManyEntriesInBatchRequest"), 400),
  BATCH_ENTRY_IDS_NOT_DISTINCT(
      sqs("BatchEntryIdsNotDistinct"), simple("BatchEntryIdsNotDistinct"), 400),
  INVALID_BATCH_ENTRY_ID(sqs("InvalidBatchEntryId"), simple("InvalidBatchEntryId"), 400),
  BATCH_REQUEST_TOO_LONG(sqs("BatchRequestTooLong"), simple("BatchRequestTooLong"), 400),
  UNSUPPORTED_OPERATION(sqs("UnsupportedOperation"), simple("UnsupportedOperation"), 400),
  RECEIPT_HANDLE_IS_INVALID(sqs("ReceiptHandleIsInvalid"), "ReceiptHandleIsInvalid", 404),
  INVALID_ADDRESS(sqs("InvalidAddress"), "InvalidAddress", 404),
  INVALID_ATTRIBUTE_NAME(sqs("InvalidAttributeName"), "InvalidAttributeName", 400),
  INVALID_ATTRIBUTE_VALUE(sqs("InvalidAttributeValue"), "InvalidAttributeValue", 400),
  INVALID_MESSAGE_CONTENTS(sqs("InvalidMessageContents"), "InvalidMessageContents", 400),
  OVER_LIMIT(sqs("OverLimit"), "OverLimit", 403),
  REQUEST_THROTTLED(sqs("RequestThrottled"), "RequestThrottled", 403),
  RESOURCE_NOT_FOUND(sqs("ResourceNotFoundException"), "ResourceNotFoundException", 404),

  INVALID_PARAMETER_VALUE(coral("InvalidParameterValueException"), "InvalidParameterValue", 400),
  MISSING_PARAMETER(coral("MissingRequiredParameterException"), "MissingParameter", 400),
  MALFORMED_INPUT(coral("SerializationException"), "MalformedInput", 400),
  UNKNOWN_OPERATION(coral("UnknownOperationException"), "UnknownOperationException", 404),
  INVALID_ACTION(coral("UnknownOperationException"), "InvalidAction", 400),
  INCOMPLETE_SIGNATURE(coral("IncompleteSignatureException"), "IncompleteSignature", 400),
  ACCESS_DENIED(coral("AccessDeniedException"), "AccessDenied", 403),
  INTERNAL_FAILURE(coral("InternalFailure"), "InternalFailure", 500),
  SERVICE_UNAVAILABLE(coral("ServiceUnavailable"), "ServiceUnavailable", 503),

  SNS_INVALID_PARAMETER(sns("InvalidParameterException"), "InvalidParameter", 400),
  SNS_PARAMETER_VALUE_INVALID(sns("InvalidParameterValueException"), "ParameterValueInvalid", 400),
  SNS_VALIDATION_ERROR(sns("ValidationException"), "ValidationError", 400),
  SNS_NOT_FOUND(sns("NotFoundException"), "NotFound", 404),
  SNS_RESOURCE_NOT_FOUND(sns("ResourceNotFoundException"), "ResourceNotFound", 404),
  SNS_AUTHORIZATION_ERROR(sns("AuthorizationErrorException"), "AuthorizationError", 403),
  SNS_FILTER_POLICY_LIMIT_EXCEEDED(
      sns("FilterPolicyLimitExceededException"), "FilterPolicyLimitExceeded", 403),
  SNS_SUBSCRIPTION_LIMIT_EXCEEDED(
      sns("SubscriptionLimitExceededException"), "SubscriptionLimitExceeded", 403),
  SNS_TAG_LIMIT_EXCEEDED(sns("TagLimitExceededException"), "TagLimitExceeded", 400),
  SNS_USER_ERROR(sns("UserErrorException"), "UserError", 400),
  SNS_INVALID_STATE(sns("InvalidStateException"), "InvalidState", 400),
  SNS_THROTTLED(sns("ThrottledException"), "Throttled", 429),
  SNS_EMPTY_BATCH_REQUEST(sns("EmptyBatchRequestException"), "EmptyBatchRequest", 400),
  SNS_TOO_MANY_ENTRIES_IN_BATCH_REQUEST(
      sns("TooManyEntriesInBatchRequestException"), "TooManyEntriesInBatchRequest", 400),
  SNS_BATCH_ENTRY_IDS_NOT_DISTINCT(
      sns("BatchEntryIdsNotDistinctException"), "BatchEntryIdsNotDistinct", 400),
  SNS_INVALID_BATCH_ENTRY_ID(sns("InvalidBatchEntryIdException"), "InvalidBatchEntryId", 400),
  SNS_BATCH_REQUEST_TOO_LONG(sns("BatchRequestTooLongException"), "BatchRequestTooLong", 400),
  SNS_INTERNAL_ERROR(sns("InternalErrorException"), "InternalError", 500);

  private final String type;
  private final String legacyCode;
  private final int status;

  ErrorCode(String type, String legacyCode, int status) {
    this.type = type;
    this.legacyCode = legacyCode;
    this.status = status;
  }

  /** The {@code __type} of the error in JSON, with its name space. */
  public String type() {
    return type;
  }

  /** The {@code Code} of the error in the Query protocol. */
  public String legacyCode() {
    return legacyCode;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** Whose fault it is, in AWS's words. */
  public String fault() {
    return status < 500 ? "Sender" : "Receiver";
  }

  /** Whether the same request may succeed later without being changed. */
  public boolean retryable() {
    return status >= 500 || this == REQUEST_THROTTLED || this == SNS_THROTTLED;
  }

  /** A refusal with this code. */
  public BrokerException refuse(String sentence, Object... arguments) {
    return new BrokerException(
        this, arguments.length == 0 ? sentence : String.format(Locale.ROOT, sentence, arguments));
  }

  private static String sqs(String shape) {
    return "com.amazonaws.sqs#" + shape;
  }

  private static String sns(String shape) {
    return "com.amazonaws.sns#" + shape;
  }

  private static String coral(String shape) {
    return "com.amazon.coral.service#" + shape;
  }

  private static String simple(String code) {
    return "AWS.SimpleQueueService." + code;
  }
}

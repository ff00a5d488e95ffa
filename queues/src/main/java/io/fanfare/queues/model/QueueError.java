package io.fanfare.queues.model;

import io.fanfare.core.ErrorCode;

/** The errors of the queues' service. */
public enum QueueError implements ErrorCode {
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
  INVALID_MESSAGE_CONTENTS(sqs("InvalidMessageContents"), "InvalidMessageContents", 400),
  OVER_LIMIT(sqs("OverLimit"), "OverLimit", 403),
  REQUEST_THROTTLED(sqs("RequestThrottled"), "RequestThrottled", 403),
  RESOURCE_NOT_FOUND(sqs("ResourceNotFoundException"), "ResourceNotFoundException", 404);

  private final String type;
  private final String legacyCode;
  private final int status;

  QueueError(String type, String legacyCode, int status) {
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
    return ErrorCode.super.retryable() || this == REQUEST_THROTTLED;
  }

  private static String sqs(String shape) {
    return "com.amazonaws.sqs#" + shape;
  }

  private static String simple(String shape) {
    return "AWS.SimpleQueueService." + shape;
  }
}

package io.fanfare.queues.model;

import io.fanfare.core.ErrorCode;

/** The errors of the queues' service. */
public enum QueueError implements ErrorCode {
  /** No queue has that URL or name. */
  QUEUE_DOES_NOT_EXIST(sqs("QueueDoesNotExist"), simple("NonExistentQueue"), 400),
  /** A queue has that name, and other attributes or tags. */
  QUEUE_NAME_EXISTS(sqs("QueueNameExists"), "QueueAlreadyExists", 400),
  /** A queue of that name was deleted a moment ago; a minute if nothing else is set. */
  QUEUE_DELETED_RECENTLY(sqs("QueueDeletedRecently"), simple("QueueDeletedRecently"), 400),
  /** The queue was purged a moment ago; a minute if nothing else is set. */
  PURGE_QUEUE_IN_PROGRESS(sqs("PurgeQueueInProgress"), simple("PurgeQueueInProgress"), 403),
  /** A batch has no entries. */
  EMPTY_BATCH_REQUEST(sqs("EmptyBatchRequest"), simple("EmptyBatchRequest"), 400),
  /** A batch has more than {@link Limits#BATCH_ENTRIES} entries. */
  TOO_MANY_ENTRIES_IN_BATCH_REQUEST(
      sqs("TooManyEntriesInBatchRequest"), simple("TooManyEntriesInBatchRequest"), 400),
  /** Two entries of a batch have the same id. */
  BATCH_ENTRY_IDS_NOT_DISTINCT(
      sqs("BatchEntryIdsNotDistinct"), simple("BatchEntryIdsNotDistinct"), 400),
  /** The id of an entry has other characters than it may, or too many. */
  INVALID_BATCH_ENTRY_ID(sqs("InvalidBatchEntryId"), simple("InvalidBatchEntryId"), 400),
  /** The messages of a batch have more than {@link Limits#MESSAGE_BYTES} together. */
  BATCH_REQUEST_TOO_LONG(sqs("BatchRequestTooLong"), simple("BatchRequestTooLong"), 400),
  /** An attribute of a message has lists of values, which AWS reserves. */
  UNSUPPORTED_OPERATION(sqs("UnsupportedOperation"), simple("UnsupportedOperation"), 400),
  /** What was given is no receipt handle of the queue. */
  RECEIPT_HANDLE_IS_INVALID(sqs("ReceiptHandleIsInvalid"), "ReceiptHandleIsInvalid", 404),
  /** An address is none that AWS knows; not given here. */
  INVALID_ADDRESS(sqs("InvalidAddress"), "InvalidAddress", 404),
  /** A queue has no attribute of that name, or it is not for everybody to set. */
  INVALID_ATTRIBUTE_NAME(sqs("InvalidAttributeName"), "InvalidAttributeName", 400),
  /** A body has characters that XML does not have. */
  INVALID_MESSAGE_CONTENTS(sqs("InvalidMessageContents"), "InvalidMessageContents", 400),
  /** More than the number in {@link Limits} are there already. */
  OVER_LIMIT(sqs("OverLimit"), "OverLimit", 403),
  /** The broker has no heap for it just now; the same may pass later. */
  REQUEST_THROTTLED(sqs("RequestThrottled"), "RequestThrottled", 403),
  /** The master key of the queue, or of a message, is not there. */
  KMS_NOT_FOUND(sqs("KmsNotFound"), "KMS.NotFoundException", 400),
  /** The master key of the queue, or of a message, is disabled. */
  KMS_DISABLED(sqs("KmsDisabled"), "KMS.DisabledException", 400),
  /** The master key of the queue, or of a message, is deleted. */
  KMS_INVALID_STATE(sqs("KmsInvalidState"), "KMS.InvalidStateException", 400),
  /** A move task, or a queue that one names, does not exist. */
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

  /** A key can be used again once the key file says so. */
  @Override
  public boolean mayPass() {
    return retryable()
        || this == KMS_NOT_FOUND
        || this == KMS_DISABLED
        || this == KMS_INVALID_STATE;
  }

  private static String sqs(String shape) {
    return "com.amazonaws.sqs#" + shape;
  }

  private static String simple(String shape) {
    return "AWS.SimpleQueueService." + shape;
  }
}

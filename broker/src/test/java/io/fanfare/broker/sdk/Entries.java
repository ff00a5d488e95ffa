package io.fanfare.broker.sdk;

import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Entries of batches in few words. */
final class Entries {

  private Entries() {}

  static SendMessageBatchRequestEntry toSend(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  static DeleteMessageBatchRequestEntry toDelete(String id, String receiptHandle) {
    return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(receiptHandle).build();
  }

  static ChangeMessageVisibilityBatchRequestEntry toChange(
      String id, String receiptHandle, int timeout) {
    return ChangeMessageVisibilityBatchRequestEntry.builder()
        .id(id)
        .receiptHandle(receiptHandle)
        .visibilityTimeout(timeout)
        .build();
  }
}

package io.fanfare.queues.model;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of one entry of a batch.
 *
 * @param id as the request had it
 * @param senderFault whether the request has to change: false only for faults of the broker
 * @param code the error code by its older name, such as {@code ReceiptHandleIsInvalid}
 * @param message the refusal as the action for one message words it
 */
public record BatchResultErrorEntry(
    String id, boolean senderFault, String code, @Nullable String message) {

  /** The refusal of the entry {@code id}. */
  public static BatchResultErrorEntry of(String id, BrokerException refusal) {
    ErrorCode code = refusal.code();
    return new BatchResultErrorEntry(
        id, code.status() < 500, code.legacyCode(), refusal.sentence());
  }
}

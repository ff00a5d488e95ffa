package io.fanfare.broker.proof;

import java.util.List;
import java.util.Map;

/** Brings messages into a FIFO queue or into a FIFO topic. */
interface FifoClient {

  /** Where a message stands, as the broker said. */
  record Receipt(String messageId, String sequenceNumber) {}

  /** What became of the messages of a batch, by their position. */
  record Receipts(Map<Integer, Receipt> done, Map<Integer, Completion> failed) {}

  Receipt invoke(FifoMessage message);

  /** Up to ten messages in one request. */
  Receipts invoke(List<FifoMessage> messages);
}

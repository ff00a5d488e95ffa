package io.fanfare.broker.proof;

import java.util.List;
import java.util.Map;

/** The way that letters take to a FIFO queue or to a FIFO topic. */
interface Carrier {

  /** Where a letter stands, as the broker said. */
  record Receipt(String messageId, String sequenceNumber) {}

  /** What became of the letters of a batch, by their position. */
  record Receipts(Map<Integer, Receipt> done, Map<Integer, Outcome> failed) {}

  Receipt carry(Letter letter);

  /** Up to ten letters in one request. */
  Receipts carry(List<Letter> letters);
}

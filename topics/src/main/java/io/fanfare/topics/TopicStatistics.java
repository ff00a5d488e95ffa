package io.fanfare.topics;

/**
 * What the topics have done since the broker started. A copy is a message on its way to one
 * subscription.
 *
 * @param published messages that topics took in; a duplicate in a FIFO topic is not taken in
 * @param delivered copies that the subscription's queue took
 * @param deadLettered copies that the queue refused and the subscription's dead-letter queue took
 * @param failed copies, and messages to one device alone, that are lost, as nobody took them
 * @param filteredOut copies that were not made, as the filter policy of the subscription did not
 *     match
 * @param pushes what became of copies that were pushed on
 */
public record TopicStatistics(
    long published,
    long delivered,
    long deadLettered,
    long failed,
    long filteredOut,
    Pushes pushes) {

  /**
   * Attempts to push messages to endpoints.
   *
   * @param delivered those that were taken
   * @param refused those that were refused for good
   * @param failed those that failed and may be repeated
   * @param expired messages that were never taken from their queue, and were too old at last
   */
  public record Pushes(long delivered, long refused, long failed, long expired) {}
}

package io.fanfare.broker.proof;

/** What no correct broker shows: a promise that was not kept to one message. */
record Anomaly(Kind kind, String queue, String id, String detail) {

  /** Which promise. */
  enum Kind {
    /** An acknowledged message was never deleted, and yet it is gone. */
    LOST,
    /** A message came that nobody sent, or whose send was refused, or sent elsewhere. */
    UNEXPECTED,
    /** A message came with a body or attributes that it was not sent with. */
    ALTERED,
    /** One attempt to send became several messages. */
    DUPLICATED,
    /** A message came back after its deletion was acknowledged. */
    RESURRECTED,
    /** A message came before its delay was over. */
    EARLY,
    /** A message was handed out again while it was hidden. */
    DOUBLE_DELIVERY,
    /** The same, with a restart in between. */
    DOUBLE_DELIVERY_ACROSS_RESTART,
    /** Receive counts that are not those of the deliveries. */
    WRONG_COUNT,
    /** Sends of one MessageDeduplicationId became several messages, or one in several places. */
    SECOND_COPY,
    /** A message came before an older one of its group. */
    OUT_OF_ORDER,
    /** The same, while the older one was hidden. */
    LOCK_BROKEN,
    /** A SequenceNumber that is not greater than those before. */
    SEQUENCE_FELL
  }
}

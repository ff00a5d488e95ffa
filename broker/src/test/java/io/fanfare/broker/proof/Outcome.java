package io.fanfare.broker.proof;

/** What a client knows of a request once it has stopped waiting. */
enum Outcome {
  /** The broker said that it is done. */
  ACKED,
  /** Nobody answered, or with a fault: it may be done or not. */
  MAYBE,
  /** The broker said that it is not done, and never will be. */
  REFUSED;

  /** What a client knows of an entry of a batch that failed. */
  static Outcome ofFailure(boolean senderFault) {
    return senderFault ? REFUSED : MAYBE;
  }
}

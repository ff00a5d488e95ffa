package io.fanfare.broker.proof;

/** How an operation completed, as far as its client knows once it has stopped waiting. */
enum Completion {
  /** The broker said that it is done. */
  OK,
  /** Nobody answered, or with a fault: it may be done or not. */
  INFO,
  /** The broker said that it is not done, and never will be. */
  FAIL;

  /** What a client knows of an entry of a batch that failed. */
  static Completion ofFailure(boolean senderFault) {
    return senderFault ? FAIL : INFO;
  }
}

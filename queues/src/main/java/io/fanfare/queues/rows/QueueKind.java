package io.fanfare.queues.rows;

/** Whose a queue is: kinds have their names apart, and only a user's is seen from outside. */
public enum QueueKind {
  /** Made by a caller, and reached by name, URL and ARN. */
  USER(1),

  /** What a subscription is still to be sent: made and reached inside the broker only. */
  SUBSCRIPTION(2);

  private final int code;

  QueueKind(int code) {
    this.code = code;
  }

  /** How it stands in a row. */
  int code() {
    return code;
  }

  /** The kind that stands in a row as {@code code}. */
  static QueueKind of(int code) {
    for (QueueKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalStateException("A queue is of kind " + code + ", which is not known");
  }
}

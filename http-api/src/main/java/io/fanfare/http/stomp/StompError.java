package io.fanfare.http.stomp;

import io.fanfare.core.ErrorCode;

/** The errors of a STOMP session that no action of the services has. */
enum StompError implements ErrorCode {
  /** A frame is malformed, or comes where none of its kind may. */
  PROTOCOL_ERROR("ProtocolError", StompError.PROTOCOL),
  /** The client does not speak STOMP 1.2. */
  UNSUPPORTED_VERSION("UnsupportedVersion", StompError.PROTOCOL),
  /** There are no transactions. */
  UNSUPPORTED_OPERATION("UnsupportedOperation", StompError.PROTOCOL),
  /** Something is larger, or more, than it may be. */
  LIMIT_EXCEEDED("LimitExceeded", 1009),
  /** A destination is neither a queue nor a topic. */
  INVALID_DESTINATION("InvalidDestination", StompError.POLICY),
  /** A parameter does not go with the destination. */
  INVALID_PARAMETER("InvalidParameter", StompError.POLICY),
  /** Another has the durable subscription, or its queue is something else. */
  SUBSCRIPTION_IN_USE("SubscriptionInUse", StompError.POLICY),
  /** Another connection has taken the durable subscription over. */
  SUBSCRIPTION_TAKEN_OVER("SubscriptionTakenOver", StompError.POLICY),
  /** More messages wait for an ephemeral subscription than may. */
  SLOW_CONSUMER("SlowConsumer", StompError.POLICY);

  /** How a WebSocket is closed for a violation of the protocol. */
  private static final int PROTOCOL = 1002;

  /** How a WebSocket is closed for what its user may not do. */
  private static final int POLICY = 1008;

  /** How a WebSocket is closed for what the broker could not do. */
  private static final int INTERNAL = 1011;

  private static final int BAD_REQUEST = 400;

  private final String word;
  private final int close;

  StompError(String word, int close) {
    this.word = word;
    this.close = close;
  }

  /** How the WebSocket is closed behind an error with {@code code}. */
  static short closeCode(ErrorCode code) {
    if (code instanceof StompError own) {
      return (short) own.close;
    }
    return (short) (code.retryable() ? INTERNAL : POLICY);
  }

  /** The code in the header of an ERROR: as AWS documents it, without a name space. */
  static String nameOf(ErrorCode code) {
    String type = code.type();
    return type.startsWith("com.amazonaws.sqs#") && !type.endsWith("Exception")
        ? type.substring(type.indexOf('#') + 1)
        : code.legacyCode();
  }

  @Override
  public String type() {
    return word;
  }

  @Override
  public String legacyCode() {
    return word;
  }

  @Override
  public int status() {
    return BAD_REQUEST;
  }
}

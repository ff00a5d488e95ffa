package io.fanfare.core;

import java.io.Serializable;
import java.util.Locale;

/**
 * An error that the wire knows: its shape in JSON, its code in the Query protocol (and in the
 * {@code x-amzn-query-error} header), and its HTTP status. Each service has an enum of its own;
 * {@link CommonError} has those of all.
 */
public interface ErrorCode extends Serializable {

  /** The {@code __type} of the error in JSON, with its name space. */
  String type();

  /** The {@code Code} of the error in the Query protocol. */
  String legacyCode();

  /** The HTTP status of the answer. */
  int status();

  /** Whose fault it is, in AWS's words. */
  default String fault() {
    return status() < 500 ? "Sender" : "Receiver";
  }

  /** Whether the same request may succeed later without being changed. */
  default boolean retryable() {
    return status() >= 500;
  }

  /**
   * Whether it may pass by itself, so that who keeps something to send keeps it and tries again;
   * that includes all that a client is told to try again.
   */
  default boolean mayPass() {
    return retryable();
  }

  /** A refusal with this code. */
  default BrokerException refuse(String sentence, Object... arguments) {
    return new BrokerException(
        this, arguments.length == 0 ? sentence : String.format(Locale.ROOT, sentence, arguments));
  }
}

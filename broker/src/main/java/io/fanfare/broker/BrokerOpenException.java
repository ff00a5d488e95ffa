package io.fanfare.broker;

/**
 * The refusal to open a broker with options that do not go together, or with an access file that
 * cannot be used, or the keys of other data. Its message is for whoever runs the broker; nothing is
 * open.
 */
public final class BrokerOpenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokerOpenException(String sentence) {
    super(sentence);
  }
}

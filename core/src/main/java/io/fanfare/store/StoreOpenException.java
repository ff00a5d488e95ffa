package io.fanfare.store;

/**
 * The refusal to open a data directory. Its message is one sentence for whoever runs the broker;
 * what it refuses it has left as it was.
 */
public final class StoreOpenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreOpenException(String sentence) {
    super(sentence);
  }

  public StoreOpenException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}

package io.fanfare.seal;

/** A master key cannot be used: an answer and not a fault, so it has no stack trace. */
public final class KeyTroubleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final KeyTrouble trouble;

  KeyTroubleException(KeyTrouble trouble, String sentence) {
    super(sentence, null, false, false);
    this.trouble = trouble;
  }

  public KeyTrouble trouble() {
    return trouble;
  }

  /** What is wrong with which key. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}

package io.fanfare.seal;

/** Why a master key cannot be used. */
public enum KeyTrouble {
  /** No key of the key file has the name. */
  NOT_FOUND("Key '%s' does not exist"),
  /** The key file says that nobody may use it for now. */
  DISABLED("%s is disabled."),
  /** The key file says that it is given up for good. */
  DELETED("%s is pending deletion.");

  private final String sentence;

  KeyTrouble(String sentence) {
    this.sentence = sentence;
  }

  /** The trouble with the key that is called {@code name}. */
  KeyTroubleException with(String name) {
    return new KeyTroubleException(this, sentence.formatted(name));
  }
}

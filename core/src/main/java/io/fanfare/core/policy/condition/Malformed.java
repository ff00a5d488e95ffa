package io.fanfare.core.policy.condition;

/** Says that a part of a policy is not what it should be, and what it should be. */
public final class Malformed extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is wrong, in a sentence that repeats nothing of the policy. */
  public Malformed(String sentence) {
    super(sentence, null, false, false);
  }

  /** What is wrong. */
  public String sentence() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}

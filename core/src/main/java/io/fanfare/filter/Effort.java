package io.fanfare.filter;

/**
 * What a match may still cost, so that who has other things to do can give up one that is hard. It
 * is counted, not timed: about one for each character that is read or compared, and some dozens for
 * each value and each condition that is met, so that a million of it are some ten milliseconds.
 */
final class Effort {

  private long left;
  private long spent;

  private Effort(long left) {
    this.left = left;
  }

  /** Thrown where there is nothing left. */
  static final class Exhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Exhausted() {
      super("A match costs more than it may", null, false, false);
    }
  }

  /** As much as {@code most}. */
  static Effort of(long most) {
    return new Effort(most);
  }

  /** As much as it takes. */
  static Effort any() {
    return new Effort(Long.MAX_VALUE);
  }

  /**
   * Takes {@code work} of it.
   *
   * @throws Exhausted if there is less
   */
  void spend(long work) {
    left -= work;
    spent += work;
    if (left < 0) {
      throw new Exhausted();
    }
  }

  /** Takes what it costs to compare {@code candidate} with something. */
  void compare(String candidate) {
    spend(8 + (candidate.length() >> 3));
  }

  /** How much has been taken. */
  long spent() {
    return spent;
  }
}

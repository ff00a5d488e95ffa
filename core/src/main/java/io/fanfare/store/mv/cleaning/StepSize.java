package io.fanfare.store.mv.cleaning;

/** How much one step may do so that it takes the time that it should, learnt from those before. */
final class StepSize {

  private static final long WANTED_NANOS = 3_000_000;

  private final long most;
  private final long least;
  private long bytes;

  /**
   * @param most how many bytes at most
   * @param share how much less than that at least
   */
  StepSize(long most, int share) {
    this.most = most;
    least = most / share;
    bytes = most / 2;
  }

  int bytes() {
    return (int) bytes;
  }

  /** How many bytes are always worth a step. */
  long least() {
    return least;
  }

  /** A step took that long. */
  void took(long nanos) {
    double wanted = (double) WANTED_NANOS / Math.max(1, nanos);
    bytes = (long) (bytes * Math.max(0.5, Math.min(1.1, wanted)));
    bytes = Math.max(least, Math.min(most, bytes));
  }
}

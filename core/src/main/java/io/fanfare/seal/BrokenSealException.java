package io.fanfare.seal;

/**
 * A sealed row is not as it was written, or does not stand where it was written: it is handed out
 * to nobody.
 */
public final class BrokenSealException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The row that belongs at {@code place} does not open. */
  public BrokenSealException(Place place, String why) {
    super("The sealed row at " + place + " does not open: " + why, null, false, false);
  }
}

package io.fanfare.seal;

import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens rows for whoever looks whether they are as they were written, as far as the keys are there.
 * It counts those that were not opened for want of a key.
 */
public final class SealCheck {

  private final @Nullable MasterKeys keys;
  private final Seals seals;
  private long unopened;

  /**
   * Opens rows by {@code keys}.
   *
   * @param keys absent if there is no key file
   */
  public SealCheck(@Nullable MasterKeys keys) {
    this.keys = keys;
    this.seals = new Seals(keys, () -> 0, new SecureRandom());
  }

  /**
   * The row that stands at {@code place}, as it was before it was sealed; nothing if there is no
   * key for it.
   *
   * @throws RuntimeException if it was changed, or sealed for another place
   */
  public Optional<byte[]> open(byte[] row, Place place) {
    if (!Seals.isSealed(row)) {
      return Optional.of(row);
    }
    Envelope.check(row, place);
    if (keys == null || keys.find(Envelope.master(row)).isEmpty()) {
      unopened++;
      return Optional.empty();
    }
    try {
      return Optional.of(seals.openOwn(row, place));
    } catch (KeyTroubleException deleted) {
      unopened++;
      return Optional.empty();
    }
  }

  /** How many rows were not opened because their key is not there. */
  public long unopened() {
    return unopened;
  }
}

package io.fanfare.seal;

import org.jspecify.annotations.Nullable;

/**
 * How an owner wants its rows sealed.
 *
 * @param masterKey the master key that it names, in any form of AWS; absent if it names none
 * @param isManaged whether its rows are sealed though it names none
 * @param reuseMillis for how long a data key is used again
 */
public record Sealing(@Nullable String masterKey, boolean isManaged, long reuseMillis) {

  private static final long REUSE_MILLIS = 300_000;

  /** With the default key. */
  public static final Sealing MANAGED = new Sealing(null, true, REUSE_MILLIS);

  /** With {@code masterKey}, or not at all if it is empty. */
  public static Sealing by(String masterKey) {
    return new Sealing(masterKey.isEmpty() ? null : masterKey, false, REUSE_MILLIS);
  }

  /** This one, or the default key if it asks for nothing. */
  public Sealing orManaged() {
    return masterKey == null ? MANAGED : this;
  }

  /** The name of the key that rows are sealed by; absent if they are not. */
  @Nullable String key() {
    return masterKey == null && isManaged ? MasterKeys.DEFAULT_ALIAS : masterKey;
  }
}

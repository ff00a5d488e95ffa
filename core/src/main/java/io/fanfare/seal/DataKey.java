package io.fanfare.seal;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What rows are sealed with, for a while and for one owner. It is made in the heap and never
 * written but wrapped, so only the process that made it seals with it, and the number of the row is
 * a nonce that no other has. What wraps it is bound to the master key and the owner, and what it
 * seals to a place; so nothing in an envelope can be changed or taken from another. It is equal to
 * itself only.
 */
public final class DataKey {

  /** So many rows are sealed with one key at the most. */
  static final long MOST_USES = 1L << 31;

  private final MasterKey master;
  private final long made;
  private final SecretKey key;
  private final byte[] head;
  private final AtomicLong uses = new AtomicLong();

  private DataKey(MasterKey master, long made, SecretKey key, byte[] head) {
    this.master = master;
    this.made = made;
    this.key = key;
    this.head = head;
  }

  /** A new key of {@code owner}, wrapped by {@code master}, made at {@code now}. */
  static DataKey make(MasterKey master, long owner, long now, RandomGenerator chance) {
    byte[] bytes = new byte[MasterKey.BYTES];
    chance.nextBytes(bytes);
    byte[] nonce = new byte[Gcm.NONCE_BYTES];
    chance.nextBytes(nonce);
    byte[] head = Envelope.head(master.id(), owner, nonce);
    Cipher cipher = Gcm.sealing(master.use(), Gcm.Part.of(nonce));
    cipher.updateAAD(head, 0, Envelope.WRAPPED_AT);
    Gcm.finish(cipher, Gcm.Part.of(bytes), head, Envelope.WRAPPED_AT);
    SecretKey key = new SecretKeySpec(bytes, Gcm.KEY);
    Arrays.fill(bytes, (byte) 0);
    return new DataKey(master, now, key, head);
  }

  /** The key that {@code row} has wrapped by {@code master}; absent if it was changed. */
  static @Nullable SecretKey unwrap(byte[] row, SecretKey master) {
    Cipher cipher = Gcm.opening(master, new Gcm.Part(row, Envelope.WRAP_NONCE_AT, Gcm.NONCE_BYTES));
    cipher.updateAAD(row, 0, Envelope.WRAPPED_AT);
    try {
      byte[] bytes =
          Gcm.opened(cipher, new Gcm.Part(row, Envelope.WRAPPED_AT, Envelope.WRAPPED_BYTES));
      SecretKey key = new SecretKeySpec(bytes, Gcm.KEY);
      Arrays.fill(bytes, (byte) 0);
      return key;
    } catch (AEADBadTagException changed) {
      return null;
    }
  }

  /** Whether it can go on to be used by who wants {@code wanted}, at {@code now}. */
  boolean fits(MasterKey wanted, long reuseMillis, long now) {
    return master == wanted && now - made < reuseMillis && uses.get() < MOST_USES;
  }

  /** {@code row}, so that it opens at {@code place} only. */
  public byte[] seal(byte[] row, Place place) {
    byte[] sealed = Arrays.copyOf(head, row.length + Envelope.OVERHEAD);
    int at = Envelope.HEAD_BYTES + Gcm.NONCE_BYTES - Long.BYTES;
    Envelope.NUMBER.set(sealed, at, uses.getAndIncrement());
    Cipher cipher = Gcm.sealing(key, new Gcm.Part(sealed, Envelope.HEAD_BYTES, Gcm.NONCE_BYTES));
    cipher.updateAAD(place.bytes());
    Gcm.finish(cipher, Gcm.Part.of(row), sealed, Envelope.TEXT_AT);
    return sealed;
  }

  /**
   * What {@code row} has sealed with {@code key}.
   *
   * @throws BrokenSealException if it was changed, or sealed for another place
   */
  static byte[] open(byte[] row, SecretKey key, Place place) {
    Cipher cipher = Gcm.opening(key, new Gcm.Part(row, Envelope.HEAD_BYTES, Gcm.NONCE_BYTES));
    cipher.updateAAD(place.bytes());
    try {
      return Gcm.opened(cipher, new Gcm.Part(row, Envelope.TEXT_AT, row.length - Envelope.TEXT_AT));
    } catch (AEADBadTagException changed) {
      throw new BrokenSealException(place, "it was changed, or sealed for another place");
    }
  }

  @Override
  public String toString() {
    return "data key of " + master;
  }
}

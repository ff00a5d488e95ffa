package io.fanfare.seal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Seals rows and opens them, by the master keys of the moment. Without a key file it seals nothing.
 * All methods may be called from any thread.
 */
public final class Seals {

  private static final System.Logger LOG = System.getLogger(Seals.class.getName());

  /** So many data keys are kept that rows were opened with. */
  private static final int KEPT = 1_024;

  /** So many places are known that the log has told of. */
  private static final int TOLD = 1_024;

  private final LongSupplier clock;
  private final RandomGenerator chance;
  private final AtomicReferenceArray<@Nullable Unwrapped> unwrapped =
      new AtomicReferenceArray<>(KEPT);
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();
  private final Set<Place> told = new HashSet<>();
  private final AtomicBoolean isUnsealedTold = new AtomicBoolean();
  private volatile @Nullable MasterKeys keys;

  /** What the rows with this head are opened with. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Unwrapped(byte[] head, SecretKey key) {

    boolean isOf(byte[] row) {
      return Arrays.equals(head, 0, head.length, row, 0, head.length);
    }
  }

  /**
   * Seals by {@code keys}.
   *
   * @param clock tells the time, in milliseconds
   * @param chance of which keys are made
   */
  public Seals(@Nullable MasterKeys keys, LongSupplier clock, RandomGenerator chance) {
    this.keys = keys;
    this.clock = clock;
    this.chance = chance;
  }

  /** Seals nothing. */
  public static Seals none() {
    return new Seals(null, () -> 0, new java.util.Random(0));
  }

  /** The master keys, if there is a key file. */
  public Optional<MasterKeys> keys() {
    return Optional.ofNullable(keys);
  }

  /** From now on {@code keys} hold. */
  public void replace(MasterKeys keys) {
    this.keys = keys;
  }

  /** How many data keys were made. */
  public long made() {
    return made.get();
  }

  /** How many rows did not open, each time that one was to be. */
  public long broken() {
    return broken.get();
  }

  /**
   * With what the owner of {@code slot} seals a row now, who wants it as {@code sealing} says;
   * nothing if the row is not to be sealed.
   *
   * @throws KeyTroubleException if its master key cannot be used
   */
  public Optional<DataKey> key(DataKeySlot slot, Sealing sealing) {
    String name = sealing.key();
    MasterKeys known = keys;
    if (known == null) {
      if (sealing.masterKey() != null) {
        tellUnsealed();
      }
      return Optional.empty();
    }
    if (name == null) {
      return Optional.empty();
    }
    MasterKey master = known.usable(name);
    long now = clock.getAsLong();
    DataKey current = slot.current();
    if (current == null || !current.fits(master, sealing.reuseMillis(), now)) {
      current = DataKey.make(master, slot.owner(), now, chance);
      made.incrementAndGet();
      slot.put(current);
    }
    return Optional.of(current);
  }

  /**
   * Refuses what is about an owner whose master key cannot be used.
   *
   * @throws KeyTroubleException if it cannot be used
   */
  public void check(Sealing sealing) {
    String name = sealing.key();
    MasterKeys known = keys;
    if (known != null && name != null) {
      known.usable(name);
    }
  }

  /**
   * The row that stands at {@code place}, as it was before it was sealed; as it is, if it is not.
   *
   * @throws BrokenSealException if it was changed, or sealed for another place
   * @throws KeyTroubleException if its master key may not be used
   */
  public byte[] open(byte[] row, Place place) {
    return isSealed(row) ? open(row, place, false) : row;
  }

  /** The same for what the broker itself needs, though the master key be disabled. */
  public byte[] openOwn(byte[] row, Place place) {
    return isSealed(row) ? open(row, place, true) : row;
  }

  /** Whether {@code row} is sealed. */
  public static boolean isSealed(byte[] row) {
    return Envelope.is(row);
  }

  /** Whose data key {@code row} was sealed with, which is sealed, and opens. */
  public static long ownerOf(byte[] row) {
    return Envelope.owner(row);
  }

  /** Whether {@code row} is sealed by the key that would seal it now; it opens, if it is sealed. */
  public boolean isSealedByDefault(byte[] row) {
    MasterKeys known = keys;
    return known != null
        && isSealed(row)
        && known.usable(MasterKeys.DEFAULT_ALIAS).id().equals(Envelope.master(row));
  }

  /** Counts that the row at {@code place} does not open; says so if that is new. */
  public boolean tell(Place place) {
    broken.incrementAndGet();
    synchronized (told) {
      if (told.size() >= TOLD) {
        told.clear();
      }
      return told.add(place);
    }
  }

  private byte[] open(byte[] row, Place place, boolean evenDisabled) {
    Envelope.check(row, place);
    SecretKey master = master(Envelope.master(row), place, evenDisabled);
    int slot = Math.floorMod(Envelope.wrap(row), KEPT);
    Unwrapped kept = unwrapped.get(slot);
    if (kept == null || !kept.isOf(row)) {
      SecretKey key = DataKey.unwrap(row, master);
      if (key == null) {
        throw new BrokenSealException(place, "its data key was changed, or wrapped by another key");
      }
      kept = new Unwrapped(Arrays.copyOf(row, Envelope.HEAD_BYTES), key);
      unwrapped.set(slot, kept);
    }
    return DataKey.open(row, kept.key(), place);
  }

  private SecretKey master(UUID id, Place place, boolean evenDisabled) {
    MasterKeys known = keys;
    MasterKey master = known == null ? null : known.find(id).orElse(null);
    if (master == null) {
      throw new BrokenSealException(
          place, "the key file has no key " + id + ", or the row was changed");
    }
    SecretKey secret = evenDisabled ? master.secret() : null;
    return secret != null ? secret : master.use();
  }

  private void tellUnsealed() {
    // Asked at each send: written once only.
    if (!isUnsealedTold.get() && isUnsealedTold.compareAndSet(false, true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A queue or a topic has a KmsMasterKeyId, but there is no key file (--keys): nothing is"
              + " sealed");
    }
  }
}

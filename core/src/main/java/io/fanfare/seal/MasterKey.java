package io.fanfare.seal;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key of the key file. It wraps data keys and nothing else. It is equal to itself only. */
public final class MasterKey {

  /** So many bytes have keys. */
  public static final int BYTES = 32;

  private final UUID id;
  private final Set<String> aliases;
  private final Instant created;
  private final State state;
  private final @Nullable SecretKey key;

  /** What may be done with a key. */
  public enum State {
    /** Everything. */
    ENABLED,
    /** Nothing for now: what it has sealed stays as it is. */
    DISABLED,
    /** Nothing any more: what it has sealed is lost. */
    DELETED
  }

  /**
   * The key {@code id}.
   *
   * @param aliases its names, each beginning with {@code alias/}
   * @param created when it was made; of those with one alias the newest wraps
   * @param bytes the 32 bytes of the key; absent if it is deleted
   */
  public MasterKey(
      UUID id, Set<String> aliases, Instant created, State state, byte @Nullable [] bytes) {
    if (bytes == null ? state != State.DELETED : bytes.length != BYTES) {
      throw new IllegalArgumentException("A master key has " + BYTES + " bytes");
    }
    this.id = id;
    this.aliases = Set.copyOf(aliases);
    this.created = created;
    this.state = state;
    this.key = bytes == null ? null : new SecretKeySpec(bytes, Gcm.KEY);
  }

  public UUID id() {
    return id;
  }

  public Set<String> aliases() {
    return aliases;
  }

  /** When it was made, as the key file has it. */
  public Instant created() {
    return created;
  }

  public State state() {
    return state;
  }

  boolean isEnabled() {
    return state == State.ENABLED;
  }

  /**
   * The key, to be used.
   *
   * @param name what it was called by whoever wants to use it
   * @throws KeyTroubleException if it may not be used
   */
  SecretKey use(String name) {
    SecretKey usable = key;
    if (state == State.DISABLED) {
      throw KeyTrouble.DISABLED.with(name);
    }
    if (state == State.DELETED || usable == null) {
      throw KeyTrouble.DELETED.with(name);
    }
    return usable;
  }

  /** The key, to be used by who knows its id. */
  SecretKey use() {
    SecretKey usable = key;
    return state == State.ENABLED && usable != null ? usable : use(id.toString());
  }

  /** The key, whether it is disabled or not; absent if it is deleted. */
  @Nullable SecretKey secret() {
    return state == State.DELETED ? null : key;
  }

  @Override
  public String toString() {
    return "master key " + id;
  }
}

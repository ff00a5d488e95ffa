package io.fanfare.http.wire.signature;

import io.fanfare.access.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that signatures are made with, each for a day, a region and a service. Those are kept,
 * ready for HMAC (RFC 2104), whose signatures have held last: who only pretends to have a key takes
 * no room from those that have one. One thread uses them.
 */
final class SigningKeys {

  /** So many keys are kept. */
  static final int KEPT = 1_024;

  private static final byte[] TERMINATOR = "aws4_request".getBytes(StandardCharsets.UTF_8);

  private final MessageDigest sha256;
  private final Map<Scope, Key> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Scope, Key> eldest) {
          return size() > KEPT;
        }
      };

  private @Nullable Derived latest;

  /** A key that is not kept, or not yet. */
  private record Derived(Scope scope, Key key) {}

  /**
   * What a key is for.
   *
   * @param date a day, such as {@code 20260115}
   */
  record Scope(Secret secret, String date, String region, String service) {}

  /** A key as HMAC puts it before what is signed, and before the hash of that. */
  private static final class Key {

    private static final int BLOCK = 64;

    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];

    private Key(byte[] key) {
      for (int i = 0; i < BLOCK; i++) {
        byte each = i < key.length ? key[i] : 0;
        inner[i] = (byte) (each ^ 0x36);
        outer[i] = (byte) (each ^ 0x5c);
      }
    }

    static Key of(byte[] key, MessageDigest sha256) {
      return new Key(key.length > BLOCK ? sha256.digest(key) : key);
    }
  }

  /** Keys that are made with {@code sha256}, which others may use in between. */
  SigningKeys(MessageDigest sha256) {
    this.sha256 = sha256;
  }

  /** The signature of {@code bytes} by the key for {@code scope}. */
  byte[] sign(Scope scope, Buffer bytes) {
    return sign(key(scope), bytes.array(), bytes.length());
  }

  private Key key(Scope scope) {
    Key key = kept.get(scope);
    if (key != null) {
      return key;
    }
    Derived derived = latest;
    if (derived == null || !derived.scope().equals(scope)) {
      derived = new Derived(scope, derive(scope));
      latest = derived;
    }
    return derived.key();
  }

  /** Keeps the key for {@code scope}, which has just signed, as that was its signature. */
  void keep(Scope scope) {
    Derived derived = latest;
    if (derived != null && derived.scope().equals(scope)) {
      kept.put(scope, derived.key());
      latest = null;
    }
  }

  int size() {
    return kept.size();
  }

  private Key derive(Scope scope) {
    byte[] secret = scope.secret().signing();
    Key key = Key.of(secret, sha256);
    Arrays.fill(secret, (byte) 0);
    for (String part : new String[] {scope.date(), scope.region(), scope.service()}) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      key = new Key(sign(key, bytes, bytes.length));
    }
    return new Key(sign(key, TERMINATOR, TERMINATOR.length));
  }

  private byte[] sign(Key key, byte[] bytes, int length) {
    sha256.update(key.inner);
    sha256.update(bytes, 0, length);
    byte[] hash = sha256.digest();
    sha256.update(key.outer);
    sha256.update(hash);
    return sha256.digest();
  }
}

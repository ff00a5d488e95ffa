package io.fanfare.seal;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-GCM with nonces of 96 bits and tags of 128; each thread has a cipher of its own. */
final class Gcm {

  /** What the keys are for. */
  static final String KEY = "AES";

  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(Gcm::cipher);

  private Gcm() {}

  /**
   * A part of an array.
   *
   * @param at where it begins
   * @param length how many bytes it has
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Part(byte[] bytes, int at, int length) {

    static Part of(byte[] bytes) {
      return new Part(bytes, 0, bytes.length);
    }
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK does not know AES-GCM", e);
    }
  }

  /** The cipher of this thread, to seal with; a nonce is never given twice for one key. */
  static Cipher sealing(SecretKey key, Part nonce) {
    return begun(Cipher.ENCRYPT_MODE, key, nonce);
  }

  /** The cipher of this thread, to open with. */
  static Cipher opening(SecretKey key, Part nonce) {
    return begun(Cipher.DECRYPT_MODE, key, nonce);
  }

  private static Cipher begun(int mode, SecretKey key, Part nonce) {
    try {
      Cipher cipher = CIPHER.get();
      AlgorithmParameterSpec parameters =
          new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce.bytes(), nonce.at(), NONCE_BYTES);
      cipher.init(mode, key, parameters);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not take a key", e);
    }
  }

  /** Ends with {@code text}, and writes what comes of it to {@code out}, from {@code at} on. */
  static void finish(Cipher cipher, Part text, byte[] out, int at) {
    try {
      cipher.doFinal(text.bytes(), text.at(), text.length(), out, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not seal", e);
    }
  }

  /**
   * Ends with the sealed {@code text}.
   *
   * @throws AEADBadTagException if it was not sealed so
   */
  static byte[] opened(Cipher cipher, Part text) throws AEADBadTagException {
    try {
      return cipher.doFinal(text.bytes(), text.at(), text.length());
    } catch (AEADBadTagException changed) {
      throw changed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not open", e);
    }
  }
}

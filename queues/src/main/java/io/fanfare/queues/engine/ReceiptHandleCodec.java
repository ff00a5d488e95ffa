package io.fanfare.queues.engine;

import io.fanfare.queues.model.ReceiptHandle;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The text form of receipt handles, which nobody can make up: version, partition, the numbers of
 * the handle, and the first bytes of an HMAC over them, in base64. For one thread.
 */
public final class ReceiptHandleCodec {

  private static final byte VERSION = 1;
  private static final short PARTITION = 0;
  private static final int NUMBERS = 1 + 2 + 4 * 8 + 4;
  private static final int TAG = 10;
  private static final int MOST_CHARACTERS = 1_024;

  private final Mac mac;

  /** A codec with {@code secret}; handles of one secret are not valid under another. */
  public ReceiptHandleCodec(byte[] secret) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }

  /** The text that stands for {@code handle}. */
  public String encode(ReceiptHandle handle) {
    byte[] bytes =
        ByteBuffer.allocate(NUMBERS + TAG)
            .put(VERSION)
            .putShort(PARTITION)
            .putLong(handle.queue())
            .putLong(handle.generation())
            .putLong(handle.enqueuedAt())
            .putLong(handle.sequence())
            .putInt(handle.receive())
            .array();
    System.arraycopy(tagOf(bytes), 0, bytes, NUMBERS, TAG);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The handle that {@code text} stands for, or nothing if this codec did not make it. */
  public Optional<ReceiptHandle> decode(String text) {
    byte[] bytes = bytes(text);
    if (bytes.length != NUMBERS + TAG || bytes[0] != VERSION) {
      return Optional.empty();
    }
    byte[] tag = Arrays.copyOfRange(bytes, NUMBERS, NUMBERS + TAG);
    if (!MessageDigest.isEqual(tag, Arrays.copyOf(tagOf(bytes), TAG))) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 3, NUMBERS - 3);
    return Optional.of(
        new ReceiptHandle(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getInt()));
  }

  private byte[] tagOf(byte[] bytes) {
    mac.update(bytes, 0, NUMBERS);
    return mac.doFinal();
  }

  private static byte[] bytes(String text) {
    try {
      return text.length() > MOST_CHARACTERS ? new byte[0] : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}

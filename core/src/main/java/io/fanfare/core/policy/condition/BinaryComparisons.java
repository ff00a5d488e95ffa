package io.fanfare.core.policy.condition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** The operator on bytes, which a policy has in base64. */
final class BinaryComparisons {

  private BinaryComparisons() {}

  /** {@code BinaryEquals}. */
  static Comparison equal(String text, boolean variables) throws Malformed {
    byte[] wanted = decode(text);
    return (value, context) -> Arrays.equals(value.getBytes(StandardCharsets.UTF_8), wanted);
  }

  private static byte[] decode(String text) throws Malformed {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw new Malformed("Bytes are not in base64.");
    }
  }
}

package io.fanfare.http.wire.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.access.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are derived as AWS says, and only so many of them are kept. */
class SigningKeysTest {

  private final Buffer bytes = new Buffer();
  private final SigningKeys keys;

  SigningKeysTest() throws GeneralSecurityException {
    keys = new SigningKeys(MessageDigest.getInstance("SHA-256"));
    bytes.add("what is signed");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 59, 60, 61, 250})
  void aKeyIsAChainOfHashes(int length) throws GeneralSecurityException {
    String secret = "s".repeat(length);
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {"20260115", "eu-west-1", "sqs", "aws4_request"}) {
      key = hmac(key, part);
    }
    byte[] signature = keys.sign(scope(Secret.of(secret), "eu-west-1"), bytes);
    assertArrayEquals(hmac(key, "what is signed"), signature);
  }

  @Test
  void keysThatWereUsedLongAgoAreForgotten() {
    Secret secret = Secret.of("a secret");
    byte[] first = keys.sign(scope(secret, "r0"), bytes);
    keys.keep(scope(secret, "r0"));
    for (int i = 1; i < 2 * SigningKeys.KEPT; i++) {
      assertFalse(Arrays.equals(first, keys.sign(scope(secret, "r" + i), bytes)));
      keys.keep(scope(secret, "r" + i));
    }
    assertEquals(SigningKeys.KEPT, keys.size());
    assertArrayEquals(first, keys.sign(scope(secret, "r0"), bytes));
    assertEquals(SigningKeys.KEPT, keys.size());
  }

  @Test
  void onlyKeysWhoseSignaturesHoldAreKept() {
    Secret secret = Secret.of("a secret");
    keys.sign(scope(secret, "r0"), bytes);
    keys.keep(scope(secret, "r0"));
    for (int i = 1; i < 2 * SigningKeys.KEPT; i++) {
      keys.sign(scope(secret, "r" + i), bytes);
      keys.keep(scope(secret, "r0"));
    }
    assertEquals(1, keys.size());
  }

  private static SigningKeys.Scope scope(Secret secret, String region) {
    return new SigningKeys.Scope(secret, "20260115", region, "sqs");
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}

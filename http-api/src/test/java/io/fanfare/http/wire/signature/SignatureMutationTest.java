package io.fanfare.http.wire.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever byte of a signed request is changed, taken out or put in, it is not signed any more. */
class SignatureMutationTest {

  private static final String TOKEN = "SESSION/Token+==";

  @Test
  void noByteOfARequestInJsonCanBeAnother() {
    mutate(SignatureVectorsTest.JSON, null, "sqs");
  }

  @Test
  void noByteOfAFormCanBeAnother() {
    mutate(SignatureVectorsTest.WITH_TOKEN, TOKEN, "sns");
  }

  @Test
  void noByteOfAUrlCanBeAnother() {
    mutate(SignatureVectorsTest.PRESIGNED, TOKEN, "sns");
  }

  private static void mutate(SignedText text, @Nullable String token, String service) {
    SignatureVerifier verifier = SignedText.verifier(SignedText.key(token, null), SignedText.NOW);
    assertEquals("AKIDEXAMPLE", text.verify(verifier, service));
    List<String> accepted = new ArrayList<>();
    int tried = 0;
    for (int i = 0; i < text.text().length(); i++) {
      char before = text.text().charAt(i);
      for (String other : others(before)) {
        String changed = text.text().substring(0, i) + other + text.text().substring(i + 1);
        if (isWhole(changed)) {
          tried++;
          if (verifies(new SignedText(changed), verifier, service)
              && !meansTheSame(text, i, other)) {
            accepted.add(
                changed.substring(Math.max(0, i - 20), Math.min(changed.length(), i + 20)));
          }
        }
      }
    }
    assertEquals(List.of(), accepted);
    assertTrue(tried > 3 * text.text().length());
  }

  private static List<String> others(char before) {
    return List.of("", before + "x", "x" + before, String.valueOf((char) (before ^ 1)), "~", " ")
        .stream()
        .filter(other -> !other.equals(String.valueOf(before)))
        .toList();
  }

  /** Whether it still is a request, with a method, a target and headers. */
  private static boolean isWhole(String text) {
    List<String> head = text.split("\n\n", 2)[0].lines().toList();
    return head.get(0).indexOf(' ') > 0
        && head.stream().skip(1).allMatch(line -> line.indexOf(':', 1) > 0);
  }

  /**
   * Whether the change at {@code at} is one of spaces, which do not count around the parts of
   * {@code Authorization} and around the values of headers, or of what goes without saying: the
   * only slash of a path, and that a parameter without a value is equal to none.
   */
  private static boolean meansTheSame(SignedText text, int at, String other) {
    char before = text.text().charAt(at);
    int start = text.text().lastIndexOf('\n', at - 1) + 1;
    if (start == 0) {
      char next = text.text().charAt(at + 1);
      boolean slash = before == '/' && (next == '?' || next == '\n');
      return other.isEmpty() && (slash || (before == '=' && next == '&'));
    }
    return before == ' ' && other.isBlank();
  }

  private static boolean verifies(SignedText text, SignatureVerifier verifier, String service) {
    try {
      return !text.verify(verifier, service).equals("nobody");
    } catch (BrokerException refused) {
      return false;
    }
  }
}

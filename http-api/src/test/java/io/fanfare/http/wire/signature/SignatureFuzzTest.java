package io.fanfare.http.wire.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fanfare.core.Principal;
import io.fanfare.core.Sha256;
import io.fanfare.fixture.Refusals;
import io.fanfare.http.wire.Parameters;
import io.fanfare.http.wire.SigV4Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whatever a request says of its signature, it is verified or refused as the caller's mistake, and
 * what the whole of it proves, its head does not disprove.
 */
class SignatureFuzzTest {

  private static final byte[] NO_FORM = {};

  private final SignatureVerifier verifier =
      SignedText.verifier(SignedText.key(null, null), SignedText.NOW);

  /** The first line has method and target; headers follow, an empty line and the body. */
  @DictionaryEntries({
    "Authorization:AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260115/us-east-1/sqs/aws4_request",
    ", SignedHeaders=host;x-amz-date",
    ", Signature=",
    "X-Amz-Date:20260115T123456Z",
    "X-Amz-Security-Token:",
    "Host:localhost:4566",
    "?X-Amz-Algorithm=AWS4-HMAC-SHA256",
    "&X-Amz-Credential=AKIDEXAMPLE%2F20260115%2Fus-east-1%2Fsqs%2Faws4_request",
    "&X-Amz-Date=20260115T123456Z",
    "&X-Amz-Expires=900",
    "&X-Amz-SignedHeaders=host",
    "&X-Amz-Signature=",
    "/../",
    "%2F",
    "000000000000/"
  })
  @FuzzTest(maxDuration = "10m")
  void requests(byte[] input) {
    RawRequest request = request(new String(input, ISO_8859_1));
    for (String service : List.of("sqs", "sns")) {
      Refusals.doneOrRefused(() -> verifier.screen(request, service));
      Refusals.doneOrRefused(
          () -> {
            if (verifier.verify(request, service).isPresent()) {
              assertTrue(verifier.screen(request, service));
            } else {
              assertFalse(verifier.screen(request, service));
            }
          });
    }
    Refusals.doneOrRefused(() -> byWord(request));
  }

  private static void byWord(RawRequest request) {
    Parameters parameters = Parameters.of(request.query(), NO_FORM);
    SigV4Credential.parse(request.header("Authorization"), parameters)
        .ifPresent(credential -> credential.account().ifPresent(Principal::ofAccount));
  }

  private static RawRequest request(String text) {
    int blank = text.indexOf("\n\n");
    byte[] body = text.substring(blank < 0 ? text.length() : blank + 2).getBytes(ISO_8859_1);
    List<String> lines = text.substring(0, blank < 0 ? text.length() : blank).lines().toList();
    String[] line = (lines.isEmpty() ? "" : lines.get(0)).split("[ ?]", 3);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String header : lines.subList(Math.min(1, lines.size()), lines.size())) {
      int colon = header.indexOf(':', 1);
      if (colon > 0) {
        headers.add(Map.entry(header.substring(0, colon), header.substring(colon + 1)));
      }
    }
    return new RawRequest(
        line[0],
        line.length < 2 ? "/" : line[1],
        line.length < 3 ? null : line[2],
        headers,
        () -> Sha256.of(body));
  }
}

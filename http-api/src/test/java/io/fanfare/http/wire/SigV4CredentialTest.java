package io.fanfare.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature says of the caller. */
final class SigV4CredentialTest {

  @Test
  void theHeaderNamesKeyRegionAndService() {
    assertEquals(
        Optional.of(
            new SigV4Credential(
                "AKIDEXAMPLE", "20260115", "eu-west-1", "sqs", "host;x-amz-date", "ab")),
        SigV4Credential.parse(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260115/eu-west-1/sqs/aws4_request,"
                + "SignedHeaders=host;x-amz-date, Signature=ab",
            null));
  }

  @Test
  void aPresignedUrlNamesThemToo() {
    Parameters parameters =
        Parameters.of(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=123456789012%2F20260115%2Fus-east-1"
                + "%2Fsns%2Faws4_request&X-Amz-SignedHeaders=host&X-Amz-Signature=ab",
            new byte[0]);
    SigV4Credential credential = SigV4Credential.parse(null, parameters).orElseThrow();
    assertEquals("sns", credential.service());
    assertEquals(Optional.of("123456789012"), credential.account());
  }

  @Test
  void aRequestNeedNotBeSigned() {
    assertEquals(Optional.empty(), SigV4Credential.parse(null, null));
    assertEquals(
        Optional.empty(),
        SigV4Credential.parse(null, Parameters.of(null, "Action=x".getBytes(UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic dXNlcg==",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential=a/20260115/us-east-1/sqs/aws4_request, SignedHeaders=host",
        "AWS4-HMAC-SHA256 Credential=a/20260115/us-east-1/sqs/aws4_request, Signature=ab",
        "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=ab",
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=ab",
        "AWS4-HMAC-SHA256 Credential=/20260115/us-east-1/sqs/aws4_request, SignedHeaders=h, Signature=b",
        "AWS4-HMAC-SHA256 Credential=a/2026/us-east-1/sqs/aws4_request, SignedHeaders=h, Signature=b",
        "AWS4-HMAC-SHA256 Credential=a/20260115/<x>/sqs/aws4_request, SignedHeaders=h, Signature=b",
        "AWS4-HMAC-SHA256 Credential=a/20260115/us-east-1/sqs/aws2, SignedHeaders=h, Signature=b",
      })
  void aMalformedSignatureIsIncomplete(String header) {
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> SigV4Credential.parse(header, null));
    assertEquals(CommonError.INCOMPLETE_SIGNATURE, refusal.code());
  }
}

package io.fanfare.http.wire.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.access.AccessKey;
import io.fanfare.access.Secret;
import io.fanfare.core.BrokerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a signature is said in AWS's words, the first thing first. */
class SignatureRefusalsTest {

  private static final SignedText JSON = SignatureVectorsTest.JSON;
  private static final SignedText URL = SignatureVectorsTest.PRESIGNED;
  private static final String TOKEN = "SESSION/Token+==";
  private static final String NO_MATCH = "InvalidSignatureException: " + SignatureError.NO_MATCH;

  @Test
  void whoDoesNotSignIsNobody() {
    SignatureVerifier verifier = SignedText.verifier(SignedText.key(null, null), SignedText.NOW);
    for (String header :
        new String[] {"", "\nAuthorization:Basic dXNlcg==", "\nAuthorization:AWS key:signature"}) {
      SignedText text = new SignedText("GET /?Action=ListQueues\nHost:x" + header);
      assertEquals("nobody", text.verify(verifier, "sqs"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AWS4-HMAC-SHA256 Credential=x | Authorization header requires 'Signature' parameter."
            + " Authorization header requires 'SignedHeaders' parameter. Authorization header"
            + " requires existence of either a 'X-Amz-Date' or a 'Date' header."
            + " Authorization=AWS4-HMAC-SHA256 Credential=x",
        "AWS4-HMAC-SHA256 | Authorization header requires 'Credential' parameter. Authorization"
            + " header requires 'Signature' parameter. Authorization header requires"
            + " 'SignedHeaders' parameter. Authorization header requires existence of either a"
            + " 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential | 'Credential' not a valid key=value pair (missing"
            + " equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Credential'.",
      })
  void aHeaderSaysAllThatThereIsToSay(String header, String sentence) {
    assertEquals(
        "IncompleteSignatureException: " + sentence,
        refusal(new SignedText("GET /\nHost:x\nAuthorization:" + header), "sqs"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x-amz-date:20260115T123456Z | x-amz-date:2026-01-15T12:34:56Z | Incomplete: Date must be"
            + " in ISO-8601 'basic format'. Got '2026-01-15T12:34:56Z'. See"
            + " http://en.wikipedia.org/wiki/ISO_8601",
        "x-amz-date:20260115T123456Z | x-amz-date:20261315T123456Z | Incomplete: Date must be"
            + " in ISO-8601 'basic format'. Got '20261315T123456Z'. See"
            + " http://en.wikipedia.org/wiki/ISO_8601",
        "=content-type;host; | =content-type; | Invalid: 'Host' must be a 'SignedHeader' in the"
            + " AWS Authorization.",
        "HMAC-SHA256 | ECDSA-P256-SHA256 | Incomplete: Unsupported AWS 'algorithm':"
            + " 'AWS4-ECDSA-P256-SHA256' (only AWS4-HMAC-SHA256 for now). ",
        "AKIDEXAMPLE/ | AKID/EXAMPLE/ | Incomplete: Credential must have exactly 5 slash-delimited"
            + " elements, e.g. keyid/date/region/service/term, got"
            + " 'AKID/EXAMPLE/20260115/us-east-1/sqs/aws4_request'",
        "/us-east-1/ | /US-EAST-1/ | Invalid: Credential should be scoped to a valid region, not"
            + " 'US-EAST-1'. ",
        "/sqs/ | /SQS/ | Invalid: Credential should be scoped to correct service: 'sqs'. ",
        "/sqs/aws4_request | /sns/aws4 | Invalid: Credential should be scoped to correct service:"
            + " 'sqs'. Credential should be scoped with a valid terminator: 'aws4_request', not"
            + " 'aws4'. ",
        "AKIDEXAMPLE/20260115 | AKIDEXAMPLE/20260114 | Invalid: Date in Credential scope does not"
            + " match YYYYMMDD from ISO-8601 version of date from HTTP: '20260114' !="
            + " '20260115', from '20260115T123456Z'.",
        "AKIDEXAMPLE | AKIDUNKNOWN | Unrecognized: The security token included in the request is"
            + " invalid.",
      })
  void aHeaderIsReadInOrder(String old, String other, String refusal) {
    String[] parts = refusal.split(": ", 2);
    String shape =
        switch (parts[0]) {
          case "Incomplete" -> "IncompleteSignatureException";
          case "Unrecognized" -> "UnrecognizedClientException";
          default -> "InvalidSignatureException";
        };
    assertEquals(shape + ": " + parts[1].strip(), refusal(JSON.replace(old, other), "sqs"));
  }

  @Test
  void noKeyIsCalledNothing() {
    assertEquals(
        "UnrecognizedClientException: The security token included in the request is invalid.",
        refusal(JSON.replace("AKIDEXAMPLE/", "/"), "sqs"));
  }

  @Test
  void aCredentialMayEndWithSlashes() {
    assertEquals(
        NO_MATCH, refusal(JSON.replace("ff952b94", "ff952b95").replace("t, S", "t//, S"), "sqs"));
    assertEquals(
        "AKIDEXAMPLE",
        JSON.replace("aws4_request,", "aws4_request/,")
            .verify(SignedText.verifier(SignedText.key(null, null), SignedText.NOW), "sqs"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "&X-Amz-Expires=900 | &X-Amz-Expires=0",
        "&X-Amz-Expires=900 | &X-Amz-Expires=604801",
        "&X-Amz-Expires=900 | &X-Amz-Expires=x",
      })
  void aUrlHoldsForAWeekAtMost(String old, String other) {
    assertEquals(
        "IncompleteSignatureException: 'X-Amz-Expires' must be from 1 to 604800 seconds."
            + " Re-examine the query-string parameters.",
        refusal(URL.replace(old, other), "sns"));
  }

  @Test
  void aUrlSaysAllThatThereIsToSay() {
    assertEquals(
        "IncompleteSignatureException: AWS query-string parameters must include"
            + " 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS"
            + " query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string"
            + " parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
        refusal(new SignedText("GET /?X-Amz-Algorithm=x\nHost:x"), "sqs"));
  }

  @Test
  void oneFormIsEnough() {
    assertEquals(
        "InvalidSignatureException: Found both 'X-Amz-Algorithm' as a query-string param and"
            + " 'Authorization' as HTTP header.",
        refusal(JSON.replace("POST /", "POST /?X-Amz-Algorithm=AWS4-HMAC-SHA256"), "sqs"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-899 | AKIDEXAMPLE",
        "-900 | AKIDEXAMPLE",
        "-901 | InvalidSignatureException: Signature not yet current: 20260115T123456Z is still"
            + " later than 20260115T123455Z (20260115T121955Z + 15 min.)",
        "900 | AKIDEXAMPLE",
        "901 | InvalidSignatureException: Signature expired: 20260115T123456Z is now earlier than"
            + " 20260115T123457Z (20260115T124957Z - 15 min.)",
      })
  void aClockMayBeAQuarterOfAnHourOff(long seconds, String said) {
    Instant now = SignedText.NOW.plusSeconds(seconds);
    assertEquals(said, said(JSON, SignedText.key(null, null), now, "sqs"));
    assertEquals(said, said(URL, SignedText.key(TOKEN, null), now, "sns"));
  }

  @Test
  void aUrlThatHoldsForLongerThanItMayHoldsForAsLongAsItMay() {
    String refusal = said(signedFor("604800"), SignedText.key(TOKEN, null), after(901), "sns");
    assertEquals(
        "InvalidSignatureException: Signature expired: 20260115T123456Z is now earlier than"
            + " 20260115T123457Z (20260115T124957Z - 15 min.)",
        refusal);
    assertEquals(
        "InvalidSignatureException: Signature expired: 20260115T123456Z is now earlier than"
            + " 20260115T123457Z (20260115T123507Z - 10 sec.)",
        said(signedFor("10"), SignedText.key(TOKEN, null), after(11), "sns"));
  }

  private static SignedText signedFor(String seconds) {
    return URL.replace("&X-Amz-Expires=900", "&X-Amz-Expires=" + seconds);
  }

  private static Instant after(long seconds) {
    return SignedText.NOW.plusSeconds(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x-amzn-query-mode:true | x-amzn-query-mode:true#X-Amz-Extra:1",
        "x-amz-date: | x-amz-date:20260115T123456Z#x-amz-date:",
        "Authorization: | Authorization:AWS4-HMAC-SHA256#Authorization:",
        "content-type;host | content-type;content-type;host",
        "content-type;host | host;content-type",
        "=content-type;host | =Content-Type;host",
        "be06341e | BE06341E",
        "be06341e | be06341",
        "x-amzn-query-mode:true | x-amzn-query-mode:true#Content-Encoding:aws-chunked",
      })
  void whatCouldMeanSomethingElseIsRefused(String old, String other) {
    SignedText text = JSON.replace(old, other.replace('#', '\n'));
    String refusal = refusal(text, "sqs");
    assertEquals(
        other.startsWith("Authorization:AWS4")
            ? "IncompleteSignatureException"
            : "InvalidSignatureException",
        refusal.substring(0, refusal.indexOf(':')));
  }

  @ParameterizedTest
  @CsvSource({
    "UNSIGNED-PAYLOAD",
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  })
  void aBodyThatIsNotSignedIsRefused(String hash) {
    SignedText text =
        JSON.replace("x-amz-date;x-amz-target", "x-amz-content-sha256;x-amz-date;x-amz-target")
            .replace("x-amz-date:", "x-amz-content-sha256:" + hash + "\nx-amz-date:");
    assertEquals(NO_MATCH, refusal(text, "sqs"));
  }

  @Test
  void aParameterOfTheSignatureStandsThereOnce() {
    assertEquals(
        NO_MATCH,
        refusal(URL.replace("&Empty=", "&X-Amz-Date=x&Empty="), "sns")
            .replaceFirst("IncompleteSignatureException.*", NO_MATCH));
    assertEquals(
        NO_MATCH,
        refusal(URL.replace("&X-Amz-Signature", "&X-Amz-Expires=900&X-Amz-Signature"), "sns"));
  }

  @Test
  void whatWasNotReadByteByByteIsRefused() {
    RawRequest whole = JSON.request();
    List<Map.Entry<String, String>> headers = new ArrayList<>(whole.headers());
    headers.add(Map.entry("User-Agent", "a\u00e4"));
    RawRequest bytes =
        new RawRequest(whole.method(), whole.path(), null, headers, whole.bodyHash());
    SignatureVerifier verifier = SignedText.verifier(SignedText.key(null, null), SignedText.NOW);
    assertEquals(SignedText.KEY_ID, verifier.verify(bytes, "sqs").orElseThrow().key().id());
    headers.set(headers.size() - 1, Map.entry("User-Agent", "a\ufffd"));
    assertThrows(BrokerException.class, () -> verifier.verify(bytes, "sqs"));
  }

  @Test
  void aTokenHasToBeThatOfTheKey() {
    SignedText text = SignatureVectorsTest.WITH_TOKEN;
    String invalid =
        "UnrecognizedClientException: The security token included in the request is invalid";
    assertEquals("AKIDEXAMPLE", said(text, SignedText.key(TOKEN, null), SignedText.NOW, "sns"));
    assertEquals("AKIDEXAMPLE", said(text, SignedText.key(null, null), SignedText.NOW, "sns"));
    assertEquals(invalid, said(text, SignedText.key("another", null), SignedText.NOW, "sns"));
    assertEquals(invalid, said(JSON, SignedText.key(TOKEN, null), SignedText.NOW, "sqs"));
  }

  @Test
  void aKeyEnds() {
    AccessKey key = SignedText.key(null, SignedText.NOW.plusSeconds(5));
    assertEquals("AKIDEXAMPLE", said(JSON, key, after(4), "sqs"));
    assertEquals(
        "ExpiredTokenException: The security token included in the request is expired",
        said(JSON, key, after(5), "sqs"));
  }

  @Test
  void anotherSecretOfTheSameIdIsNotTakenForTheOneThatWasKnown() {
    AccessKey old = SignedText.key(null, null);
    AccessKey[] current = {old};
    SignatureVerifier verifier =
        new SignatureVerifier(id -> Optional.of(current[0]), SignedText.NOW::toEpochMilli);
    assertEquals("AKIDEXAMPLE", JSON.verify(verifier, "sqs"));
    current[0] = new AccessKey(old.id(), Secret.of("another secret"), null, null, old.identity());
    assertEquals(NO_MATCH, attempt(() -> JSON.verify(verifier, "sqs")));
  }

  @Test
  void theHostIsThatOfTheAuthorityInTheNewerVersionOfHttp() {
    UnaryOperator<SignedText> newer =
        text -> text.replace("host:localhost", ":authority:localhost");
    assertEquals(
        "AKIDEXAMPLE",
        said(
            new SignedText(JSON.text().replace("\nhost:localhost", "\n:authority:localhost")),
            SignedText.key(null, null),
            SignedText.NOW,
            "sqs"));
    assertEquals(
        "nobody",
        newer
            .apply(new SignedText("GET /\nhost:localhost"))
            .verify(SignedText.verifier(SignedText.key(null, null), SignedText.NOW), "sqs"));
  }

  private static String refusal(SignedText text, String service) {
    AccessKey key = SignedText.key(service.equals("sns") ? TOKEN : null, null);
    return said(text, key, SignedText.NOW, service);
  }

  private static String said(SignedText text, AccessKey key, Instant now, String service) {
    return attempt(() -> text.verify(SignedText.verifier(key, now), service));
  }

  private static String attempt(Supplier<String> work) {
    try {
      return work.get();
    } catch (BrokerException refused) {
      return refused.code().type().replaceFirst(".*#", "") + ": " + refused.sentence().strip();
    }
  }

  @Test
  void bothProtocolsHaveTheirOwnCode() {
    assertEquals("SignatureDoesNotMatch", SignatureError.MISMATCH.legacyCode());
    assertEquals(403, SignatureError.MISMATCH.status());
    BrokerException missing = SignatureError.missing();
    assertEquals("MissingAuthenticationToken", missing.code().legacyCode());
    assertEquals("Request is missing Authentication Token", missing.sentence());
    BrokerException thrown =
        assertThrows(
            BrokerException.class,
            () ->
                new SignedText("GET /\nHost:x\nAuthorization:AWS4-HMAC-SHA256")
                    .verify(
                        SignedText.verifier(SignedText.key(null, null), SignedText.NOW), "sqs"));
    assertEquals(400, thrown.code().status());
  }
}

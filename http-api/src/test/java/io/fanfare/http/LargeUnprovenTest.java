package io.fanfare.http;

import static io.fanfare.http.SignedRequest.signedForm;
import static io.fanfare.http.SignedRequest.signedJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.Authorization.Mode;
import io.fanfare.http.SignedRequest.Signature;
import io.fanfare.http.authentication.Failure;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A large request that proves nothing is refused by its head, and one that may hold is read. */
final class LargeUnprovenTest extends AuthenticationFixture {

  private static final String LARGE = SEND.replace("\"b\"", "\"" + "b".repeat(500_000) + "\"");
  private static final String FORM =
      "Action=SendMessage&Version=2012-11-05&QueueUrl=q&MessageBody=" + "b".repeat(500_000);
  /* It cannot be read, so what is refused in other words than this was refused before. */
  private static final String NO_FORM = FORM + "%";

  @BeforeEach
  void guard() {
    guard(Mode.ENFORCE, FILE);
  }

  @Test
  void whoDoesNotSignIsRefused() {
    assertRefused(json("SendMessage", LARGE), 403, "AccessDeniedException");
    assertRefused(form("/", NO_FORM), 403, "<Code>AccessDenied</Code>");
    assertEquals(2, unproven(Failure.UNSIGNED));
  }

  @Test
  void whoseSignatureCannotHoldIsRefused() {
    Signature nobody = Signature.of("AKIANOBODY", "x", "sqs");
    assertRefused(send(signedJson("SendMessage", LARGE, nobody)), 403, "UnrecognizedClient");
    assertRefused(send(signedForm(NO_FORM, nobody)), 403, "<Code>InvalidClientTokenId</Code>");
    assertEquals(2, unproven(Failure.UNKNOWN_KEY));
    Signature old = ANN.at(Instant.now().minusSeconds(2_000));
    assertRefused(send(signedForm(NO_FORM, old)), 403, "Signature expired");
    Signature topics = Signature.of("AKIAANN", "ann-secret", "sns");
    assertRefused(
        send(signedJson("SendMessage", LARGE, topics)), 403, "scoped to correct service: ");
    assertEquals(2, unproven(Failure.MISMATCH));
    assertRefused(
        send(formRequest("/", NO_FORM).header("Authorization", "AWS4-HMAC-SHA256 Credential=x")),
        400,
        "<Code>IncompleteSignature</Code>");
  }

  @Test
  void theBodyOfAKnownKeyIsHashed() {
    Signature wrong = Signature.of("AKIAANN", "other-secret", "sqs");
    assertRefused(send(signedJson("SendMessage", LARGE, wrong)), 403, "InvalidSignature");
    assertRefused(send(signedForm(FORM, wrong)), 403, "<Code>SignatureDoesNotMatch</Code>");
    assertEquals(200, send(signedForm(FORM, ANN)).statusCode());
    assertEquals(200, send(signedJson("SendMessage", LARGE, ANN)).statusCode());
  }

  @Test
  void whoMayAskWithoutANameIsRead() {
    guard(Mode.ENFORCE, FILE + "anonymous: true\n");
    assertEquals(200, json("SendMessage", LARGE).statusCode());
    assertEquals(200, form("/", FORM).statusCode());
  }

  @Test
  void whoMayAskWithoutANameIsReadUnlessItIsSigned() {
    guard(Mode.ENFORCE, FILE + "anonymous: true\n");
    String signed = "/?X-Amz-%41lgorithm=AWS4-HMAC-SHA256";
    assertRefused(form(signed, FORM), 400, "<Code>IncompleteSignature</Code>");
    Signature wrong = Signature.of("AKIAANN", "other-secret", "sqs");
    assertRefused(send(signedForm(FORM, wrong)), 403, "<Code>SignatureDoesNotMatch</Code>");
    assertRefused(send(signedForm(FORM, wrong).inQuery(base())), 403, "SignatureDoesNotMatch");
    assertEquals(200, send(signedForm(FORM, ANN).inQuery(base())).statusCode());
  }

  @Test
  void whatIsAuditedGoesOn() {
    guard(Mode.AUDIT, FILE);
    assertEquals(200, json("SendMessage", LARGE).statusCode());
    assertEquals(1, unproven(Failure.UNSIGNED));
  }

  private void assertRefused(HttpResponse<String> answer, int status, String part) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertTrue(answer.body().contains(part), answer::body);
    assertEquals(List.of(), List.copyOf(fakes.calls));
  }
}

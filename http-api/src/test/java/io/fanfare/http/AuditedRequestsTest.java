package io.fanfare.http;

import static io.fanfare.http.SignedRequest.signedJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.access.Authorization.Mode;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.http.SignedRequest.Signature;
import io.fanfare.http.authentication.Failure;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where access is audited only, requests go on, and who proved nothing is told from who did. */
final class AuditedRequestsTest extends AuthenticationFixture {

  @BeforeEach
  void guard() {
    guard(Mode.AUDIT, FILE);
  }

  @Test
  void whoSaysOnlyWhoItIsHasProvedNothing() {
    Signature wrong = Signature.of("AKIAANN", "other-secret", "sqs");
    assertAsked(
        send(signedJson("SendMessage", SEND, wrong)), Principal.ofAccount("000000000000"), false);
    Signature account = Signature.of("999999999999", "any-secret", "sqs");
    assertAsked(
        send(signedJson("SendMessage", SEND, account)), Principal.ofAccount("999999999999"), false);
    assertEquals(1, unproven(Failure.MISMATCH));
    assertEquals(1, unproven(Failure.UNKNOWN_KEY));
  }

  @Test
  void whoSignsHasProvedWhoItIs() {
    Principal ann = new Principal("123456789012", "team/ann");
    assertAsked(send(signedJson("SendMessage", SEND, ANN)), ann, true);
  }

  private void assertAsked(HttpResponse<String> answer, Principal principal, boolean proven) {
    assertEquals(200, answer.statusCode(), answer::body);
    Caller caller = lastCall().caller();
    assertEquals(principal, caller.principal());
    assertEquals("eu-west-1", caller.region());
    assertEquals(proven, caller.proven());
  }

  @Test
  void whoDoesNotSignDoesNotSayWhoItIs() {
    assertEquals(200, json("SendMessage", SEND).statusCode());
    Caller caller = lastCall().caller();
    assertFalse(caller.signed());
    assertFalse(caller.proven());
    assertEquals(1, unproven(Failure.UNSIGNED));
  }
}

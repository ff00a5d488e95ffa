package io.fanfare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.PolicyDocument;
import io.fanfare.core.policy.Right;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not allowed is refused, foreseen or left alone, as the mode has it, and written down. */
class GuardTest {

  private static final String ACCOUNT = "000000000000";
  private static final Caller ROOT = new Caller(ACCOUNT, "us-east-1", "http://x");
  private static final Caller ANN = ROOT.with(new Principal(ACCOUNT, "ann"));
  private static final Caller BOB = ROOT.with(new Principal(ACCOUNT, "bob"));
  private static final Caller UNSIGNED = new Caller(ACCOUNT, "us-east-1", "", null, false);
  private static final Caller SAYS_ROOT =
      new Caller(
          ROOT.principal(), "us-east-1", "", null, true, false, null, Caller.Transport.IN_PROCESS);
  private static final Arn QUEUE = Arn.ofQueue("us-east-1", ACCOUNT, "q");

  private static final String FILE =
      """
      accounts:
        "000000000000":
          users:
            ann:
              keys: [{id: AKIAANN, secret: secret-of-ann}]
              policies:
                - {Statement: {Sid: Everything, Effect: Allow, Action: "*", Resource: "*"}}
      """;

  private final List<AuditTrail.Entry> trail = new ArrayList<>();

  private enum Tried implements Right {
    SEND,
    CHANGE;

    @Override
    public String pattern() {
      return "sqs:" + (this == SEND ? "send" : "change");
    }

    @Override
    public boolean is(Trait trait) {
      return trait == (this == SEND ? Trait.SHARED : Trait.CHANGE);
    }
  }

  @Test
  void withoutAccessControlAUserMayWhatTheAccountMay() {
    Guard guard = new Guard(Authorization.off(), trail::add, () -> 0);
    assertTrue(allows(guard, BOB, Tried.SEND));
    assertTrue(guard.demand(BOB, wanted(Tried.SEND)).allows());
    assertEquals(List.of(), told());
  }

  @Test
  void enforcedItIsRefused() throws AccessFileException {
    Guard guard = guard(Authorization.Mode.ENFORCE);
    assertTrue(allows(guard, ROOT, Tried.SEND));
    assertTrue(allows(guard, ANN, Tried.SEND));
    assertFalse(allows(guard, BOB, Tried.SEND));
    assertFalse(guard.demand(BOB, wanted(Tried.SEND)).allows());
    assertEquals(Map.of(Tried.SEND, 2L), guard.denied());
    assertEquals(
        "arn:aws:iam::000000000000:user/bob sqs:send denied"
            + " identity-based policy: no statement allows it",
        told().get(0));
  }

  @Test
  void auditedItGoesOnAndIsTold() throws AccessFileException {
    Guard guard = guard(Authorization.Mode.AUDIT);
    assertTrue(allows(guard, ANN, Tried.SEND));
    assertTrue(allows(guard, BOB, Tried.SEND));
    assertTrue(guard.demand(BOB, wanted(Tried.CHANGE)).allows());
    assertEquals(Map.of(), guard.denied());
    assertEquals(Map.of(Tried.SEND, 1L, Tried.CHANGE, 1L), guard.wouldDeny());
    assertEquals(
        List.of("would-deny", "would-deny"),
        trail.stream().map(one -> one.decision().text()).toList());
  }

  /**
   * A rehearsal foresees the refusal of whoever only says who it is, and takes no name on trust.
   */
  @Test
  void auditedWhoDoesNotProveWhoItIsIsNobody() throws AccessFileException {
    Guard guard = guard(Authorization.Mode.AUDIT);
    assertFalse(guard.passes(SAYS_ROOT, Tried.SEND, ACCOUNT, Policy.none()));
    assertTrue(allows(guard, SAYS_ROOT, Tried.SEND));
    assertTrue(guard.demand(SAYS_ROOT, wanted(Tried.CHANGE)).allows());
    assertEquals(Map.of(Tried.SEND, 1L, Tried.CHANGE, 1L), guard.wouldDeny());
    assertEquals(
        "unproven arn:aws:iam::000000000000:root sqs:send would-deny"
            + " resource-based policy: nobody may ask without a name",
        told().get(0));
    assertTrue(guard.passes(ROOT, Tried.SEND, ACCOUNT, Policy.none()));
  }

  @Test
  void withoutAccessControlNobodyIsAskedForAProof() {
    Guard guard = new Guard(Authorization.off(), trail::add, () -> 0);
    assertTrue(allows(guard, SAYS_ROOT, Tried.CHANGE));
    assertEquals(
        List.of("arn:aws:iam::000000000000:root sqs:change allowed there is no access control"),
        told());
  }

  /** Nobody gets the rights of an account by leaving out the signature. */
  @Test
  void whoDoesNotSignIsNobody() throws AccessFileException {
    Guard guard = guard(Authorization.Mode.ENFORCE);
    assertFalse(guard.passes(UNSIGNED, Tried.SEND, ACCOUNT, Policy.none()));
    assertFalse(allows(guard, UNSIGNED, Tried.SEND));
  }

  @Test
  void anOwnerPassesUnlessSomethingIsDeniedOrToBeTold() throws AccessFileException {
    Guard silent = new Guard(authorization(Authorization.Mode.ENFORCE), AuditTrail.none(), () -> 0);
    assertTrue(silent.passes(ROOT, Tried.CHANGE, ACCOUNT, Policy.none()));
    assertFalse(silent.passes(ANN, Tried.SEND, ACCOUNT, Policy.none()));
    assertFalse(silent.passes(ROOT, Tried.SEND, "111111111111", Policy.none()));
    Policy denial =
        PolicyDocument.policy(
            Optional.of(
                "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\","
                    + "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":false}}}}"));
    assertFalse(silent.passes(ROOT, Tried.SEND, ACCOUNT, denial));
    Guard telling = guard(Authorization.Mode.ENFORCE);
    assertTrue(telling.passes(ROOT, Tried.SEND, ACCOUNT, Policy.none()));
    assertFalse(telling.passes(ROOT, Tried.CHANGE, ACCOUNT, Policy.none()));
  }

  @Test
  void aChangeIsWrittenDown() throws AccessFileException {
    Guard guard = guard(Authorization.Mode.ENFORCE);
    assertTrue(allows(guard, ANN, Tried.CHANGE));
    assertTrue(allows(guard, ROOT, Tried.CHANGE));
    assertTrue(allows(guard, ANN, Tried.SEND));
    assertEquals(
        List.of(
            "arn:aws:iam::000000000000:user/ann sqs:change allowed"
                + " statement 'Everything' of policy 1 of user ann",
            "arn:aws:iam::000000000000:root sqs:change allowed the account owns the resource"),
        told());
  }

  /** All are counted, and those who say who they are have each of theirs written down. */
  @Test
  void whoHasNoNameDoesNotFillTheRecord() throws AccessFileException {
    Guard guard = guard(Authorization.Mode.ENFORCE);
    for (int i = 0; i < 10; i++) {
      assertFalse(allows(guard, UNSIGNED, Tried.SEND));
      guard.refused(UNSIGNED, wanted(Tried.SEND), "another");
      assertFalse(allows(guard, BOB, Tried.SEND));
    }
    assertEquals(Map.of(Tried.SEND, 30L), guard.denied());
    assertEquals(
        List.of(1L, 10L),
        List.of(
            told().stream().filter(one -> one.startsWith("anonymous sqs:send denied")).count(),
            told().stream().filter(one -> one.contains("user/bob sqs:send denied")).count()));
    assertEquals(11, trail.size());
  }

  /** What the access file says holds from the next request on. */
  @Test
  void aChangeOfTheFileIsSeenAtOnce() throws AccessFileException {
    Authorization authorization = authorization(Authorization.Mode.ENFORCE);
    Guard guard = new Guard(authorization, trail::add, () -> 0);
    assertTrue(allows(guard, ANN, Tried.SEND));
    authorization.replace(AccessReader.read(FILE.replace("Allow", "Deny")));
    assertFalse(allows(guard, ANN, Tried.SEND));
  }

  private Guard guard(Authorization.Mode mode) throws AccessFileException {
    return new Guard(authorization(mode), trail::add, () -> 0);
  }

  private static Authorization authorization(Authorization.Mode mode) throws AccessFileException {
    return Authorization.of(mode, AccessReader.read(FILE));
  }

  private static boolean allows(Guard guard, Caller caller, Right right) {
    return guard.decide(caller, wanted(right)).allows();
  }

  private static Guard.Wanted wanted(Right right) {
    return new Guard.Wanted(
        right, QUEUE, new KnownContext.Resource(ACCOUNT, Map.of()), Policy.none(), Asked.NOTHING);
  }

  private List<String> told() {
    return trail.stream()
        .map(
            one ->
                one.principal()
                    + " "
                    + one.action()
                    + " "
                    + one.decision().text()
                    + " "
                    + one.reason())
        .toList();
  }
}

package io.fanfare.access;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.PolicyDocument;
import io.fanfare.core.policy.Right;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.fixture.CostOfCall;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what a door spends on a decision, with all that it makes for it; run by hand: {@code
 * GuardBench [seconds]}. The user has a policy with two conditions, the queue one that denies what
 * does not come over TLS.
 */
final class GuardBench {

  private static final String ACCOUNT = "000000000000";
  private static final String FILE =
      """
      accounts:
        "000000000000":
          users:
            alice:
              tags: {team: shop}
              keys: [{id: AKIAALICE, secret: a-secret-of-alice}]
              policies:
                - Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: [sqs:SendMessage, sqs:ReceiveMessage]
                      Resource: arn:aws:sqs:*:000000000000:q*
                      Condition:
                        StringEquals: {aws:PrincipalTag/team: shop}
                        IpAddress: {aws:SourceIp: 10.0.0.0/8}
      """;
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"sqs:*",
      "Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}},
      {"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",
      "Resource":"*","Condition":{"ArnEquals":{
      "aws:SourceArn":"arn:aws:sns:us-east-1:111111111111:t"}}}]}
      """;
  private static final Right SEND =
      new Right() {
        @Override
        public String pattern() {
          return "sqs:sendmessage";
        }

        @Override
        public boolean is(Trait trait) {
          return trait == Trait.SHARED || trait == Trait.PUBLIC;
        }
      };

  private final CostOfCall cost;

  private GuardBench(long seconds) {
    this.cost = new CostOfCall(seconds);
  }

  public static void main(String[] arguments) throws AccessFileException {
    new GuardBench(arguments.length > 0 ? Long.parseLong(arguments[0]) : 5).run();
  }

  private void run() throws AccessFileException {
    Caller root = new Caller(ACCOUNT, "us-east-1", "http://x");
    Caller alice =
        new Caller(
            new Principal(ACCOUNT, "alice"),
            "us-east-1",
            "http://x",
            null,
            true,
            true,
            "request",
            new Caller.Transport("10.1.2.3", true));
    Caller topic = root.with(Principal.ofService("111111111111", "sns.amazonaws.com"));
    Guard.Errand errand = new Guard.Errand("arn:aws:sns:us-east-1:111111111111:t", false);
    Policy policy = PolicyDocument.policy(Optional.of(POLICY));
    Policy none = Policy.none();
    Guard off = new Guard(Authorization.off(), AuditTrail.none(), System::currentTimeMillis);
    Guard enforced =
        new Guard(
            Authorization.of(Authorization.Mode.ENFORCE, AccessReader.read(FILE)),
            AuditTrail.none(),
            System::currentTimeMillis);
    Guard audited =
        new Guard(
            Authorization.of(Authorization.Mode.AUDIT, AccessReader.read(FILE)),
            AuditTrail.none(),
            System::currentTimeMillis);
    cost.measure("off, owner", () -> opens(off, root, none));
    cost.measure("off, owner, policy", () -> opens(off, root, policy));
    cost.measure("enforce, root", () -> opens(enforced, root, none));
    cost.measure("enforce, root, policy", () -> opens(enforced, root, policy));
    cost.measure("enforce, user", () -> opens(enforced, alice, none));
    cost.measure("enforce, user, policy", () -> opens(enforced, alice, policy));
    cost.measure("audit, user, policy", () -> opens(audited, alice, policy));
    cost.measure(
        "enforce, delivery", () -> enforced.demand(topic, errand, wanted(policy)).allows());
  }

  /** What a door asks. */
  private static boolean opens(Guard guard, Caller caller, Policy policy) {
    return guard.passes(caller, SEND, ACCOUNT, policy)
        || guard.decide(caller, wanted(policy)).allows();
  }

  private static Guard.Wanted wanted(Policy policy) {
    return new Guard.Wanted(
        SEND,
        Arn.ofQueue("us-east-1", ACCOUNT, "q1"),
        new KnownContext.Resource(ACCOUNT, Map.of("stage", "live")),
        policy,
        Asked.NOTHING);
  }
}

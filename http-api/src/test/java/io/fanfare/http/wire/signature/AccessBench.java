package io.fanfare.http.wire.signature;

import io.fanfare.access.AccessControl;
import io.fanfare.access.AccessFileException;
import io.fanfare.access.AccessKey;
import io.fanfare.access.AccessReader;
import io.fanfare.core.Arn;
import io.fanfare.core.policy.Evaluation;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.PolicyDocument;
import io.fanfare.core.policy.Verdict;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.fixture.CostOfCall;
import io.fanfare.queues.rules.QueueAction;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what it costs to tell who signed a request and whether the signer may do what it asks
 * for; run by hand: {@code AccessBench [seconds]}. The request is a SendMessage in JSON whose body
 * has been hashed, the key that of a user with a policy and conditions, the queue has a policy too.
 */
final class AccessBench {

  private static final String FILE =
      """
      accounts:
        "000000000000":
          users:
            alice:
              tags: {team: shop}
              keys: [{id: %s, secret: %s}]
              policies:
                - Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: [sqs:SendMessage, sqs:ReceiveMessage]
                      Resource: arn:aws:sqs:*:000000000000:q*
                      Condition:
                        StringEquals: {aws:PrincipalTag/team: shop}
                        IpAddress: {aws:SourceIp: 10.0.0.0/8}
      """
          .formatted(SignedText.KEY_ID, SignedText.SECRET);
  private static final String POLICY =
      "{'Version':'2012-10-17','Statement':[{'Effect':'Deny','Principal':'*','Action':'sqs:*',"
              .replace('\'', '"')
          + "'Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'false'}}}]}"
              .replace('\'', '"');

  private final CostOfCall cost;

  private AccessBench(long seconds) {
    this.cost = new CostOfCall(seconds);
  }

  public static void main(String[] arguments) throws AccessFileException {
    new AccessBench(arguments.length > 0 ? Long.parseLong(arguments[0]) : 5).run();
  }

  private void run() throws AccessFileException {
    AccessControl control = AccessReader.read(FILE);
    SignatureVerifier verifier = new SignatureVerifier(control::key, SignedText.NOW::toEpochMilli);
    byte[] hash = SignatureVectorsTest.JSON.request().bodyHash().get();
    RawRequest asked = SignatureVectorsTest.JSON.request();
    RawRequest request =
        new RawRequest(asked.method(), asked.path(), asked.query(), asked.headers(), () -> hash);
    RawRequest url = SignatureVectorsTest.PRESIGNED.request();
    Policy policy = PolicyDocument.policy(Optional.of(POLICY));
    AccessKey key = control.key(SignedText.KEY_ID).orElseThrow();
    cost.measure("signature", () -> verifier.verify(request, "sqs").isPresent());
    cost.measure("signature of a URL", () -> verifier.verify(url, "sns").isPresent());
    cost.measure("decision", () -> decide(key, policy).allows());
    cost.measure(
        "both",
        () -> {
          AccessKey signer = verifier.verify(request, "sqs").orElseThrow().key();
          return decide(signer, policy).allows();
        });
  }

  private static Verdict decide(AccessKey key, Policy policy) {
    KnownContext context =
        new KnownContext(
            key.identity().requester(),
            new KnownContext.Request(
                1_800_000_000_000L, "us-east-1", "10.1.2.3", true, null, null, null),
            new KnownContext.Resource("000000000000", Map.of()),
            KnownContext.Asked.NOTHING);
    Arn queue = Arn.ofQueue("us-east-1", "000000000000", "q1");
    return Evaluation.decide(
        new Evaluation.Request(key.identity(), QueueAction.SEND_MESSAGE, queue, context), policy);
  }
}

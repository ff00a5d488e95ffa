package io.fanfare.core.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.Arn;
import io.fanfare.core.PolicyJson;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.condition.KnownContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whatever policies say, they are read and decide, and what is written back of one decides the
 * same.
 */
class AccessPolicyFuzzTest {

  private static final String OWNER = "111111111111";
  private static final String OTHER = "222222222222";
  private static final List<Principal> WHO =
      List.of(
          Principal.ofAccount(OWNER),
          Principal.ofAccount(OTHER),
          new Principal(OWNER, "ann"),
          new Principal(OTHER, "team/bob"),
          Principal.ofRole(OWNER, "team/worker", "s1"),
          Principal.ofService(OTHER, "sns.amazonaws.com"),
          Principal.anonymous());

  /**
   * The first line says who asks, as a digit, and the header User-Agent; the second one is the
   * policy of the queue, and each other one a policy of who asks.
   */
  @DictionaryEntries({
    "{\"Version\":\"2012-10-17\",\"Statement\":[",
    "\"Effect\":\"Allow\"",
    "\"Effect\":\"Deny\"",
    "\"Principal\":{\"AWS\":\"",
    "\"NotPrincipal\":\"*\"",
    "\"NotAction\":\"sqs:*\"",
    "\"NotResource\":\"",
    "\"Condition\":{\"",
    "ForAnyValue:StringLikeIfExists",
    "NumericLessThan",
    "DateGreaterThan",
    "IpAddress",
    "BinaryEquals",
    "ArnLike",
    "aws:UserAgent",
    "aws:SourceIp",
    "${aws:PrincipalTag/team, 'x'}",
    "\"1e999999999\""
  })
  @FuzzTest(maxDuration = "10m")
  void decisions(byte[] input) {
    List<String> lines = new String(input, UTF_8).lines().limit(5).toList();
    if (lines.size() < 2) {
      return;
    }
    Facts facts = facts(lines.get(0));
    List<Policy> own =
        lines.subList(2, lines.size()).stream()
            .map(PolicyJson::object)
            .flatMap(Optional::stream)
            .map(AccessPolicyFuzzTest::ofIdentity)
            .toList();
    Optional<PolicyDocument> document = PolicyDocument.parse(lines.get(1));
    Policy policy = document.map(AccessPolicyFuzzTest::ofResource).orElseGet(Policy::none);
    Decision decision = facts.decide(policy, own).decision();
    document.ifPresent(read -> writeBack(read, facts, own, decision));
  }

  private static void writeBack(
      PolicyDocument document, Facts facts, List<Policy> own, Decision decision) {
    Policy again = again(document.withVersion());
    assertEquals(decision, facts.decide(again, own).decision());
    PolicyDocument more =
        document.with(
            new PolicyDocument.Permission(
                "fuzz",
                Arn.parse(Requests.QUEUE).orElseThrow(),
                List.of("333333333333"),
                List.of("SQS:SendMessage")));
    assertEquals(document.size() + 1, more.size());
    assertEquals(decision, facts.decide(again(more), own).decision());
    again(more.without("fuzz"));
  }

  private static Policy again(PolicyDocument document) {
    return ofResource(PolicyDocument.parse(document.toString()).orElseThrow());
  }

  private static Policy ofResource(PolicyDocument document) {
    return document.read().policy();
  }

  private static Policy ofIdentity(ObjectNode object) {
    return PolicyReader.read(object, Policy.Kind.IDENTITY, "somebody").policy();
  }

  private static Facts facts(String line) {
    int digit = line.isEmpty() ? 0 : Character.digit(line.charAt(0), 10);
    Principal who = WHO.get(Math.floorMod(digit, WHO.size()));
    Facts plain = Requests.of(who, "sendmessage");
    KnownContext.Request request = plain.request();
    Map<String, String> tags = Map.of("team", line);
    return new Facts(
        who,
        plain.id(),
        tags,
        plain.action(),
        plain.resource(),
        new KnownContext.Request(
            request.millis(),
            request.region(),
            request.sourceIp(),
            true,
            line,
            line,
            request.sourceArn()),
        new KnownContext.Resource(OWNER, tags),
        new KnownContext.Asked(tags, List.of("team", line), "sqs", line),
        false);
  }
}

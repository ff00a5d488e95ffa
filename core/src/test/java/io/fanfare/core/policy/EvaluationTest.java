package io.fanfare.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.PolicyJson;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.condition.KnownContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the policy of a resource and those of who asks add up, within an account and across. */
class EvaluationTest {

  private static final String A = "111111111111";
  private static final String B = "222222222222";
  private static final Principal ANN = new Principal(A, "ann");
  private static final Principal BOB = new Principal(B, "bob");
  private static final Principal WORKER = Principal.ofRole(A, "team/worker", "s1");
  private static final Principal TOPICS = Principal.ofService(A, "sns.amazonaws.com");

  /* Who, what the policy of the queue has, what those of who asks have, the action, the answer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ann  |               |              | send  | not allowed by identity",
        "ann  |               | allow        | send  | allowed",
        "ann  | allow *       |              | send  | allowed",
        "ann  | allow me      |              | send  | allowed",
        "ann  | allow account |              | send  | not allowed by identity",
        "ann  | allow account | allow        | send  | allowed",
        "ann  | allow *       |              | tag   | not allowed by identity",
        "ann  |               | allow        | tag   | allowed",
        "ann  | deny *        | allow        | send  | denied by resource",
        "ann  | allow *       | deny         | send  | denied by identity",
        "ann  | deny me       | deny         | send  | denied by resource",
        "ann  | deny account  | allow        | send  | denied by resource",
        "ann  |               | deny, allow  | send  | denied by identity",
        "ann  | deny *        | allow        | set   | denied by resource",
        "root |               |              | tag   | allowed",
        "root |               | deny         | send  | allowed",
        "root | deny *        |              | send  | denied by resource",
        "root | deny *        |              | set   | allowed",
      })
  void withinAnAccountEitherIsEnough(
      String who, @Nullable String resource, @Nullable String own, String action, String decision) {
    check(request(principal(who), action), resource, own, decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bob  |               | allow        | send  | not allowed by resource",
        "bob  | allow *       |              | send  | not allowed by identity",
        "bob  | allow me      | allow        | send  | allowed",
        "bob  | allow account | allow        | send  | allowed",
        "bob  | allow account | allow        | tag   | not allowed by resource",
        "bob  | allow account | deny         | send  | denied by identity",
        "bob  |               |              | send  | not allowed by resource",
        "worker | allow me    |              | send  | allowed",
        "worker | allow role  |              | send  | allowed",
        "worker | allow account |            | send  | not allowed by identity",
        "worker |             | allow        | send  | allowed",
        "anonymous | allow *  |              | send  | allowed",
        "anonymous | allow *  |              | purge | not allowed by resource",
        "anonymous |          |              | send  | not allowed by resource",
        "anonymous | allow root |            | send  | not allowed by resource",
        "anonymous | allow *, deny * |       | send  | denied by resource",
        "topics |             |              | send  | not allowed by resource",
        "topics | allow me    |              | send  | allowed",
        "topics | allow *     |              | send  | allowed",
        "topics | allow account |            | send  | not allowed by resource",
        "topics | allow me    |              | tag   | not allowed by resource",
      })
  void acrossAccountsThereHaveToBeBoth(
      String who, @Nullable String resource, @Nullable String own, String action, String decision) {
    check(request(principal(who), action), resource, own, decision);
  }

  private static void check(
      Facts facts, @Nullable String resource, @Nullable String own, String decision) {
    Policy policy = PolicyDocument.policy(Optional.of(policy(resource, facts.principal())));
    Policy ofIdentity = identityPolicy(policy(own, null));
    Verdict verdict = facts.decide(policy, List.of(ofIdentity));
    assertEquals(decision, verdict.decision().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  @Test
  void anAccountIsMeantAsATopicsIfTheTopicIsAskedFor() {
    String source =
        "{'Statement':{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'sqs:*','Resource':'*',"
            + "'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:%s:%s'}}}}";
    assertEquals(
        Decision.ALLOWED,
        decide(source.formatted(A, A, "news"), Requests.of(TOPICS, "sendmessage")));
    assertEquals(
        Decision.NOT_ALLOWED_BY_RESOURCE,
        decide(source.formatted(A, A, "other"), Requests.of(TOPICS, "sendmessage")));
    assertEquals(
        Decision.NOT_ALLOWED_BY_RESOURCE,
        decide(source.formatted(B, A, "news"), Requests.of(TOPICS, "sendmessage")));
    assertEquals(
        Decision.NOT_ALLOWED_BY_IDENTITY,
        decide(source.formatted(A, A, "news"), Requests.of(ANN, "sendmessage")));
  }

  @Test
  void theDefaultPolicyOfATopicIsMetByServicesOnly() {
    String policy =
        "{'Statement':{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'sqs:*','Resource':'*',"
            + "'Condition':{'StringEquals':{'AWS:SourceOwner':'"
            + A
            + "'}}}}";
    assertEquals(Decision.ALLOWED, decide(policy, Requests.of(TOPICS, "sendmessage")));
    assertEquals(Decision.NOT_ALLOWED_BY_IDENTITY, decide(policy, Requests.of(ANN, "sendmessage")));
  }

  @Test
  void aTagOfThePrincipalLetsInAndKeepsOut() {
    String policy =
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'sqs:*','Resource':'*',"
            + "'Condition':{'StringEquals':{'aws:PrincipalTag/Team':'blue'}}}}";
    Facts ann = Requests.of(ANN, "sendmessage");
    assertEquals(Decision.ALLOWED, decide(policy, tagged(ann, Map.of("team", "blue"))));
    assertEquals(
        Decision.NOT_ALLOWED_BY_IDENTITY, decide(policy, tagged(ann, Map.of("team", "red"))));
    assertEquals(Decision.NOT_ALLOWED_BY_IDENTITY, decide(policy, ann));
  }

  private static Facts tagged(Facts facts, Map<String, String> tags) {
    return new Facts(
        facts.principal(),
        facts.id(),
        tags,
        facts.action(),
        facts.resource(),
        facts.request(),
        facts.about(),
        facts.asked(),
        facts.trusted());
  }

  @Test
  void aVariableOfTheOlderVersionIsText() {
    String policy =
        "{'Version':'%s','Statement':{'Effect':'Allow','Principal':'*','Action':'sqs:*',"
            + "'Resource':'*','Condition':{'StringEquals':{'aws:username':'${aws:username}'}}}}";
    Facts ann = Requests.of(ANN, "sendmessage");
    assertEquals(Decision.ALLOWED, decide(policy.formatted("2012-10-17"), ann));
    assertEquals(Decision.NOT_ALLOWED_BY_IDENTITY, decide(policy.formatted("2008-10-17"), ann));
    assertEquals(Decision.NOT_ALLOWED_BY_IDENTITY, decide(policy.formatted("2030-01-01"), ann));
  }

  @Test
  void theLogIsToldWhichStatementDecided() {
    String policy =
        "{'Statement':[{'Sid':'Open','Effect':'Allow','Principal':'*','Action':'sqs:SendMessage',"
            + "'Resource':'*'},{'Sid':'bad\\n','Effect':'Deny','Principal':'*','Action':'sqs:Re*',"
            + "'Resource':'*'}]}";
    assertEquals("statement 'Open' of the resource", because(policy, ANN, "sendmessage"));
    assertEquals("statement 2 of the resource", because(policy, ANN, "receivemessage"));
    assertEquals("no statement allows it", because(policy, ANN, "purgequeue"));
    assertEquals(
        "the account owns the resource", because(policy, Principal.ofAccount(A), "purgequeue"));
  }

  private static String because(String policy, Principal who, String action) {
    return Requests.of(who, action)
        .decide(PolicyDocument.policy(Optional.of(policy.replace('\'', '"'))), List.of())
        .because();
  }

  @Test
  void refusalsSayWhosePolicyItWas() {
    Caller ann = new Caller(A, "eu-west-1", "http://x").with(ANN);
    String began =
        "User: arn:aws:iam::111111111111:user/ann is not authorized to perform: sqs:sendmessage on"
            + " resource: arn:aws:sqs:eu-west-1:111111111111:orders";
    Arn queue = Arn.parse(Requests.QUEUE).orElseThrow();
    assertEquals(
        began + " because no identity-based policy allows the sqs:sendmessage action",
        Decision.NOT_ALLOWED_BY_IDENTITY.sentence(ann, "sqs:sendmessage", queue));
    assertEquals(
        began + " with an explicit deny in an identity-based policy",
        Decision.DENIED_BY_IDENTITY.sentence(ann, "sqs:sendmessage", queue));
    assertEquals("arn:aws:sts::111111111111:assumed-role/worker/s1", ann.with(WORKER).named());
  }

  private static Decision decide(String policy, Facts facts) {
    return facts
        .decide(PolicyDocument.policy(Optional.of(policy.replace('\'', '"'))), List.of())
        .decision();
  }

  private static Facts request(Principal principal, String action) {
    String right =
        switch (action) {
          case "send" -> "sendmessage";
          case "purge" -> "purgequeue";
          case "tag" -> "tagqueue";
          default -> "setqueueattributes";
        };
    return Requests.of(principal, right);
  }

  private static Principal principal(String who) {
    return switch (who) {
      case "ann" -> ANN;
      case "bob" -> BOB;
      case "worker" -> WORKER;
      case "topics" -> TOPICS;
      case "root" -> Principal.ofAccount(A);
      default -> Principal.anonymous();
    };
  }

  private static Policy identityPolicy(String text) {
    return PolicyReader.read(
            PolicyJson.object(text).orElseThrow(), Policy.Kind.IDENTITY, "somebody")
        .policy();
  }

  /** A policy of statements in short: an effect, and to whom if {@code who} is not everybody. */
  private static String policy(@Nullable String statements, @Nullable Principal who) {
    List<String> all =
        Stream.ofNullable(statements)
            .flatMap(text -> Arrays.stream(text.split(", ", -1)))
            .map(text -> statement(text, who))
            .toList();
    return ("{'Statement':[" + String.join(",", all) + "]}").replace('\'', '"');
  }

  private static String statement(String text, @Nullable Principal who) {
    String[] parts = text.split(" ", -1);
    String effect = parts[0].equals("allow") ? "Allow" : "Deny";
    String principal = who == null ? "" : "'Principal':" + named(parts[1], who) + ",";
    return "{'Effect':'" + effect + "'," + principal + "'Action':'*','Resource':'*'}";
  }

  private static String named(String name, Principal who) {
    return switch (name) {
      case "*" -> "'*'";
      case "account" -> "{'AWS':'" + who.account() + "'}";
      case "root" -> "{'AWS':'arn:aws:iam::" + who.account() + ":root'}";
      case "role" -> "{'AWS':'" + who.identityArn("aws") + "'}";
      default ->
          who.kind() == Principal.Kind.SERVICE
              ? "{'Service':'" + who.name() + "'}"
              : "{'AWS':'" + who.arn("aws") + "'}";
    };
  }

  @Test
  void ofAPrincipalThatIsNotListedOnlyTheNameIsKnown() {
    assertEquals(A, KnownContext.Requester.of(Principal.ofAccount(A)).id());
    assertEquals(null, KnownContext.Requester.of(ANN).id());
  }
}

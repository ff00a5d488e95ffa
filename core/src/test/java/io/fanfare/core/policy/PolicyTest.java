package io.fanfare.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy allows and what it denies: the statements of a queue of the account 1. */
class PolicyTest {

  private static final Arn QUEUE = Arn.ofQueue("eu-west-1", "111111111111", "orders");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                              | 1     | Send    | allowed",
        "                                              | 1/ann | Set     | not allowed",
        "                                              | 2     | Send    | not allowed",
        "                                              | 2/bob | Send    | not allowed",
      })
  void withoutAStatementAllIsTheOwners(
      @Nullable String statement, String who, String action, String decision) {
    check(statement, who, action, decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Allow, Principal: *,             Action: *    | 1/ann | Send    | allowed",
        "Allow, Principal: *,             Action: *    | 2/bob | Send    | not allowed",
        "Allow, Principal: {AWS: *},      Action: *    | 2     | Send    | allowed",
        "Allow, Principal: {AWS: 2},      Action: *    | 2     | Send    | allowed",
        "Allow, Principal: {AWS: 2:root}, Action: *    | 2     | Send    | allowed",
        "Allow, Principal: {AWS: 1:root}, Action: *    | 1/ann | Send    | not allowed",
        "Allow, Principal: {AWS: 2:root}, Action: *    | 3     | Send    | not allowed",
        "Allow, Principal: {AWS: [3, 2]}, Action: *    | 2     | Send    | allowed",
        "Allow, Principal: {AWS: 1:user/ann}, Action: *| 1/ann | Send    | allowed",
        "Allow, Principal: {AWS: 1:user/ann}, Action: *| 1/Ann | Send    | not allowed",
        "Allow, Principal: {AWS: 2:user/bob}, Action: *| 2     | Send    | not allowed",
        "Allow, Principal: {AWS: 1:user/*}, Action: *  | 1/ann | Send    | not allowed",
        "Allow, Principal: {Service: *},  Action: *    | 2     | Send    | not allowed",
        "Allow, Principal: {AWS: sns.amazonaws.com}, Action: * | 2 | Send | not allowed",
        "Allow, Principal: 2,             Action: *    | 2     | Send    | not allowed",
        "Allow, NotPrincipal: {AWS: 3},   Action: *    | 2     | Send    | not allowed",
        "Deny,  NotPrincipal: {AWS: 1},   Action: *    | 1     | Send    | allowed",
        "Deny,  NotPrincipal: {AWS: 1},   Action: *    | 1/ann | Send    | denied",
        "Deny,  NotPrincipal: {AWS: [1, 1:user/ann]}, Action: * | 1/ann | Send | not allowed",
        "Deny,  NotPrincipal: {AWS: 1:user/ann}, Action: *      | 1/ann | Send | denied",
        "Deny,  NotPrincipal: {AWS: 1},   Action: *    | 2     | Send    | denied",
      })
  void aStatementIsAboutItsPrincipals(
      String statement, String who, String action, String decision) {
    check(statement, who, action, decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Allow, Principal: *, Action: SQS:SendMessage  | 2     | Send    | allowed",
        "Allow, Principal: *, Action: sqs:sendmessage  | 2     | Send    | allowed",
        "Allow, Principal: *, Action: SQS:SendMessage  | 2     | Receive | not allowed",
        "Allow, Principal: *, Action: sqs:*            | 2     | Receive | allowed",
        "Allow, Principal: *, Action: [sqs:x, sqs:Re*] | 2     | Receive | allowed",
        "Allow, Principal: *, Action: sqs:?endMessage  | 2     | Send    | allowed",
        "Allow, Principal: *, Action: SendMessage      | 2     | Send    | not allowed",
        "Allow, Principal: *, Action: sqs:SendMessageBatch | 2 | Send    | not allowed",
        "Allow, Principal: *, Action: sns:*            | 2     | Send    | not allowed",
        "Allow, Principal: *, NotAction: sqs:Send*     | 2     | Receive | allowed",
        "Allow, Principal: *, NotAction: sqs:Send*     | 2     | Send    | not allowed",
        "Allow, Principal: *                           | 2     | Send    | not allowed",
      })
  void aStatementIsAboutItsActions(String statement, String who, String action, String decision) {
    check(statement, who, action, decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Allow, Principal: *, Action: *                | 2     | Tag     | not allowed",
        "Allow, Principal: {AWS: 2}, Action: sqs:TagQueue | 2  | Tag     | not allowed",
        "Allow, Principal: *, Action: *                | 2     | Set     | not allowed",
      })
  void whatIsOfTheOwnerIsNeverShared(String statement, String who, String action, String decision) {
    check(statement, who, action, decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Allow, Principal: *, Action: *, Resource: *   | 2     | Send    | allowed",
        "Allow, Principal: *, Action: *, Resource: QUEUE  | 2  | Send    | allowed",
        "Allow, Principal: *, Action: *, Resource: QUEUES | 2  | Send    | not allowed",
        "Allow, Principal: *, Action: *, Resource: [x, QUEUE] | 2 | Send | allowed",
        "Allow, Principal: *, Action: *, NotResource: QUEUE   | 2 | Send | not allowed",
        "Allow, Principal: *, Action: *, NotResource: QUEUES  | 2 | Send | allowed",
      })
  void aStatementIsAboutItsResources(String statement, String who, String action, String decision) {
    check(statement, who, action, decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Allow, Principal: *, Action: *, Condition: {Bool: {x: y}} | 2 | Send | not allowed",
        "Allow, Principal: *, Action: *, Condition: x  | 2     | Send    | not allowed",
        "Allow, Principal: *, Action: *, Condition: {} | 2     | Send    | allowed",
        "Deny,  Principal: *, Action: *, Condition: {Bool: {x: y}} | 1 | Send | denied",
        "Deny,  Principal: *, Action: *, Condition: {Bool: {x: y}} | 2 | Send | denied",
        "Deny,  Principal: *, Action: *, Condition: {Bool: {x: true}} | 2 | Send | not allowed",
        "Allow, Principal: *, Action: *, Conditions: {} | 2    | Send    | not allowed",
      })
  void whatCannotBeUnderstoodLetsNobodyIn(
      String statement, String who, String action, String decision) {
    check(statement, who, action, decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Deny,  Principal: *, Action: *                | 1     | Send    | denied",
        "Deny,  Principal: *, Action: *                | 1     | Tag     | denied",
        "Deny,  Principal: *, Action: *                | 1     | Set     | allowed",
        "Deny,  Principal: *, Action: *                | 1/ann | Set     | denied",
        "Deny,  Principal: {AWS: 2}, Action: *         | 1     | Send    | allowed",
      })
  void aDenialBindsTheOwnerButLeavesTheAccountTheWayToMendIt(
      String statement, String who, String action, String decision) {
    check(statement, who, action, decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Maybe, Principal: *, Action: *                | 2     | Send    | not allowed",
        "deny,  Principal: *, Action: *                | 1     | Send    | allowed",
      })
  void whatIsNeitherHasNoEffect(String statement, String who, String action, String decision) {
    check(statement, who, action, decision);
  }

  @Test
  void aDenialWinsInWhateverOrder() {
    String allow = "{" + json("Allow, Principal: *, Action: *") + "}";
    String deny = "{" + json("Deny, Principal: {AWS: 3}, Action: sqs:Send*") + "}";
    for (String both : new String[] {allow + "," + deny, deny + "," + allow}) {
      assertEquals("allowed", decide(policy(both), "2", "Send"));
      assertEquals("denied", decide(policy(both), "3", "Send"));
      assertEquals("allowed", decide(policy(both), "3", "Receive"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{", "[]", "{}", "{'Statement':null}", "{'Statement':[1,[],'x']}"})
  void whatIsNoPolicyIsNone(String text) {
    Policy policy = PolicyDocument.policy(Optional.of(text.replace('\'', '"')));
    assertEquals("allowed", decide(policy, "1", "Send"));
    assertEquals("not allowed", decide(policy, "2", "Send"));
  }

  @Test
  void aSingleStatementMayStandWithoutAList() {
    String text = "{\"Statement\":{" + json("Allow, Principal: *, Action: *") + "}}";
    assertEquals("allowed", decide(PolicyDocument.policy(Optional.of(text)), "2", "Send"));
  }

  @Test
  void anOwnerToWhomNothingIsDeniedNeedsNoDecision() {
    Principal owner = Principal.ofAccount(QUEUE.account());
    Policy allows = policy("{" + json("Allow, Principal: *, Action: *") + "}");
    Policy denies = policy("{" + json("Deny, Principal: {AWS: 2}, Action: *") + "}");
    assertTrue(Policy.none().leavesAllTo(owner, QUEUE.account()));
    assertTrue(allows.leavesAllTo(owner, QUEUE.account()));
    assertFalse(denies.leavesAllTo(owner, QUEUE.account()));
    assertFalse(allows.leavesAllTo(principal("2"), QUEUE.account()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Deny, Principal: *, Action: *                                        | true",
        "Deny, Principal: *, Action: *, Condition: {}                         | true",
        "Deny, Principal: *, Action: *, Condition: {Bool: {aws:x: false}}     | false",
        "Deny, Principal: *, Action: *, Condition: x                          | false",
        "Deny, Principal: *, Action: *, Conditions: {}                        | false",
      })
  void anOwnerIsBoundByOutrightDenialsOnly(String statement, boolean binds) {
    Policy policy = policy("{" + json(statement) + "}");
    Principal owner = Principal.ofAccount(QUEUE.account());
    assertEquals(!binds, policy.leavesAllTo(owner, QUEUE.account()));
    assertEquals(
        binds ? "denied" : "allowed", decide(policy.binding(owner, QUEUE.account()), "1", "Send"));
    assertSame(policy, policy.binding(principal("2"), QUEUE.account()));
  }

  @Test
  void aRefusalSaysWhoMayNotDoWhatAndWhy() {
    Caller caller = new Caller("222222222222", "eu-west-1", "http://x");
    assertEquals(
        "User: arn:aws:iam::222222222222:root is not authorized to perform: sqs:sendmessage on"
            + " resource: arn:aws:sqs:eu-west-1:111111111111:orders because no resource-based"
            + " policy allows the sqs:sendmessage action",
        Decision.NOT_ALLOWED_BY_RESOURCE.sentence(caller, "sqs:sendmessage", QUEUE));
    assertEquals(
        "User: arn:aws:iam::222222222222:user/team/bob is not authorized to perform: SNS:Publish"
            + " on resource: arn:aws:sqs:eu-west-1:111111111111:orders with an explicit deny in a"
            + " resource-based policy",
        Decision.DENIED_BY_RESOURCE.sentence(
            caller.with(new Principal("222222222222", "team/bob")), "SNS:Publish", QUEUE));
  }

  private static void check(
      @Nullable String statement, String who, String action, String decision) {
    Policy policy = policy(statement == null ? "" : "{" + json(statement) + "}");
    assertEquals(decision, decide(policy, who, action));
  }

  private static String decide(Policy policy, String who, String action) {
    String right =
        switch (action) {
          case "Send" -> "sendmessage";
          case "Receive" -> "receivemessage";
          case "Tag" -> "tagqueue";
          default -> "setqueueattributes";
        };
    return switch (Requests.of(principal(who), right).decide(policy, List.of()).decision()) {
      case ALLOWED -> "allowed";
      case NOT_ALLOWED_BY_RESOURCE, NOT_ALLOWED_BY_IDENTITY -> "not allowed";
      case DENIED_BY_RESOURCE, DENIED_BY_IDENTITY -> "denied";
    };
  }

  private static Policy policy(String statements) {
    return PolicyDocument.policy(Optional.of("{\"Statement\":[" + statements + "]}"));
  }

  /** The account, or somebody in it: {@code 2} or {@code 2/bob}. */
  private static Principal principal(String who) {
    String account = who.substring(0, 1).repeat(12);
    return who.length() == 1
        ? Principal.ofAccount(account)
        : new Principal(account, who.substring(2));
  }

  /**
   * A statement in short: its effect, then members whose texts have no quotes, where a single digit
   * is an account and a digit before a colon begins an ARN.
   */
  private static String json(String statement) {
    return ("Effect: " + statement)
        .replaceAll("\\b([123]):(root|user/[a-z*]+)", "arn-aws-iam--$1$1$1$1$1$1$1$1$1$1$1$1-$2")
        .replaceAll("(?<![0-9])([123])(?![0-9])", "$1$1$1$1$1$1$1$1$1$1$1$1")
        .replaceAll("[^\\s,:{}\\[\\]](?:[^\\s,{}\\[\\]]*[^\\s,:{}\\[\\]])?", "\"$0\"")
        .replace("arn-aws-iam--", "arn:aws:iam::")
        .replaceAll("([0-9]{12})-(root|user)", "$1:$2")
        .replace("QUEUE", QUEUE.toString());
  }
}

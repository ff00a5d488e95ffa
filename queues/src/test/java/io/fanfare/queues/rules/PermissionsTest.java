package io.fanfare.queues.rules;

import static io.fanfare.fixture.Refusals.assertRefused;
import static io.fanfare.queues.model.QueueAttribute.DELAY_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.POLICY;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.queues.model.AddPermission;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.RemovePermission;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Permissions are statements of a queue's policy, added and removed by their labels. */
class PermissionsTest {

  private static final Arn QUEUE = Arn.ofQueue("eu-west-1", "123456789012", "orders");
  private static final String NOTHING = "nothing";
  private static final String ALLOWS_ALICE =
      """
      {"Version":"2008-10-17","Id":"arn:aws:sqs:eu-west-1:123456789012:orders/SQSDefaultPolicy",\
      "Statement":[{"Sid":"alice","Effect":"Allow",\
      "Principal":{"AWS":"arn:aws:iam::111111111111:root"},\
      "Action":"SQS:ReceiveMessage",\
      "Resource":"arn:aws:sqs:eu-west-1:123456789012:orders"}]}""";
  private static final String ALLOWS_BOB =
      """
      {"Sid":"bob","Effect":"Allow",\
      "Principal":{"AWS":["arn:aws:iam::222222222222:root","arn:aws:iam::333333333333:root"]},\
      "Action":["SQS:SendMessage","SQS:*"],\
      "Resource":"arn:aws:sqs:eu-west-1:123456789012:orders"}""";

  @Test
  void theFirstPermissionMakesThePolicy() {
    assertEquals(ALLOWS_ALICE, add(NOTHING, "alice", "111111111111", "ReceiveMessage"));
  }

  @Test
  void severalAccountsAndActionsAreLists() {
    String both = add(ALLOWS_ALICE, "bob", "222222222222 333333333333", "SendMessage *");
    assertEquals(ALLOWS_ALICE.replace("]}", "," + ALLOWS_BOB + "]}"), both);
  }

  @Test
  void aPartitionHasPrincipalsOfItsOwn() {
    AddPermission request =
        new AddPermission("orders", "a", List.of("111111111111"), List.of("SendMessage"));
    Arn queue = Arn.ofQueue("cn-north-1", "123456789012", "orders");
    String policy = text(PermissionRules.add(queue, Attributes.none(), request));
    assertEquals(
        "arn:aws-cn:iam::111111111111:root", policy.replaceFirst(".*\"AWS\":\"([^\"]+).*", "$1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}| {'Statement':[NEW]}",
        "{'Statement':[]}| {'Statement':[NEW]}",
        "{'Statement':[{}, {'x':[1.10, 1e400, null]}], 'Version':'2012-10-17'}"
            + "| {'Statement':[{},{'x':[1.10,1E+400,null]},NEW],'Version':'2012-10-17'}",
        "{'Statement':{'Sid':'only','Resource':'*'}}"
            + "| {'Statement':[{'Sid':'only','Resource':'*'},NEW]}",
      })
  void theRestOfThePolicyStays(String before, String after) {
    String added = add(NOTHING, "new", "111111111111", "SendMessage");
    String statement = added.substring(added.indexOf("[{") + 1, added.length() - 2);
    assertEquals(
        after.replace('\'', '"').replace("NEW", statement),
        add(before.replace('\'', '"'), "new", "111111111111", "SendMessage"));
  }

  @Test
  void whatIsAddedAndRemovedLeavesThePolicyAsItWas() {
    String both = add(ALLOWS_ALICE, "bob", "222222222222", "SendMessage");
    assertEquals(ALLOWS_ALICE, remove(both, "bob"));
  }

  @Test
  void theLastPermissionTakesThePolicyWithItAndNothingElse() {
    Attributes attributes = policy(ALLOWS_ALICE).with(DELAY_SECONDS, "5");
    assertEquals(
        Attributes.none().with(DELAY_SECONDS, "5"),
        PermissionRules.remove(attributes, new RemovePermission("orders", "alice")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Statement':{'Sid':'a'}}",
        "{'Statement':[{'Sid':'a'}]}",
        "{'Id':'x','Statement':[{'Sid':'a'},{'Sid':'a','Effect':'Deny'}]}",
      })
  void statementsThatWereSetAreRemovedByTheirSid(String policy) {
    assertEquals(NOTHING, remove(policy.replace('\'', '"'), "a"));
  }

  @Test
  void anUnknownLabelIsNotRemoved() {
    assertInvalid(
        "Value a for parameter Label is invalid. Reason: can't find label.",
        () -> remove(NOTHING, "a"));
    for (String policy : List.of(ALLOWS_ALICE, "{}", "{\"Statement\":[{\"Sid\":1},7]}")) {
      assertInvalid(
          "Value a for parameter Label is invalid. Reason: can't find label on existing policy.",
          () -> remove(policy, "a"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice| 1| *| Value alice for parameter Label is invalid. Reason: Already exists.",
        "a b| 111111111111| *| Value a b for parameter Label is invalid. Reason: Can only include"
            + " alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
        "a| 1| SendMessage CreateQueue| Value SQS:CreateQueue for parameter ActionName is invalid."
            + " Reason: Only the queue owner is allowed to invoke this action.",
        "a| 1| Dance| Value SQS:Dance for parameter ActionName is invalid. Reason: Please refer to"
            + " the appropriate WSDL for a list of valid actions.",
        "a| 111111111111 1 x| *| Value [1, x] for parameter PrincipalId is invalid. Reason: Unable"
            + " to verify.",
        "a| 1 arn:aws:iam::111111111111:root| *| Value [1, arn:aws:iam::111111111111:root] for"
            + " parameter PrincipalId is invalid. Reason: Unable to verify principal.",
      })
  void whatCannotBeAllowedIsRefused(String label, String accounts, String actions, String refusal) {
    assertInvalid(refusal, () -> add(ALLOWS_ALICE, label, accounts, actions));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ChangeMessageVisibility DeleteMessage GetQueueAttributes GetQueueUrl PurgeQueue",
        "ListDeadLetterSourceQueues ReceiveMessage SendMessage *",
      })
  void othersMayUseAQueue(String actions) {
    String policy = add(NOTHING, "a", "111111111111", actions);
    assertEquals(actions.split(" ").length, policy.split("\"SQS:").length - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AddPermission",
        "CancelMessageMoveTask",
        "CreateQueue",
        "DeleteQueue",
        "ListMessageMoveTasks",
        "ListQueueTags",
        "ListQueues",
        "RemovePermission",
        "SetQueueAttributes",
        "StartMessageMoveTask",
        "TagQueue",
        "UntagQueue",
      })
  void onlyItsOwnerAdministersAQueue(String action) {
    assertInvalid(
        "Value SQS:%s for parameter ActionName is invalid. Reason: Only the queue owner is allowed"
            + " to invoke this action.",
        action, () -> add(NOTHING, "a", "111111111111", action));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SendMessageBatch",
        "DeleteMessageBatch",
        "ChangeMessageVisibilityBatch",
        "sendMessage",
        "SQS:SendMessage",
        "Send*",
      })
  void anActionIsCalledByItsNameAndABatchByTheSingleOne(String action) {
    assertInvalid(
        "Value SQS:%s for parameter ActionName is invalid. Reason: Please refer to the appropriate"
            + " WSDL for a list of valid actions.",
        action, () -> add(NOTHING, "a", "111111111111", action));
  }

  @Test
  void aLabelHasUpTo80Characters() {
    add(NOTHING, "a".repeat(80), "111111111111", "*");
    assertThrows(BrokerException.class, () -> add(NOTHING, "a".repeat(81), "111111111111", "*"));
  }

  @Test
  void aPermissionHasUpTo7Actions() {
    List<String> seven = Collections.nCopies(7, "SendMessage");
    add(NOTHING, "a", "111111111111", String.join(" ", seven));
    assertRefused(
        QueueError.OVER_LIMIT,
        "8 Actions were found, maximum allowed is 7.",
        () -> add(NOTHING, "a", "1", String.join(" ", seven) + " Dance"));
  }

  @Test
  void aPolicyHasUpTo20Statements() {
    String policy = NOTHING;
    for (int i = 1; i <= 20; i++) {
      policy = add(policy, "label-" + i, "111111111111", "*");
    }
    String full = policy;
    assertRefused(
        QueueError.OVER_LIMIT,
        "21 Statements were found, maximum allowed is 20.",
        () -> add(full, "label-21", "1", "Dance"));
  }

  @Test
  void aPolicyHasUpTo8192Bytes() {
    String accounts =
        IntStream.range(0, 300).mapToObj(i -> "%012d".formatted(i)).collect(joining(" "));
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> add(NOTHING, "a", accounts, "*"));
    assertEquals(QueueError.OVER_LIMIT, refusal.code());
  }

  @ParameterizedTest
  @CsvSource({"'', 1, *, Label", "a, '', *, AWSAccountIds", "a, 1, '', ActionName"})
  void whatIsMissingIsRefusedFirst(
      String label, String accounts, String actions, String parameter) {
    assertRefused(
        CommonError.MISSING_PARAMETER,
        "The request must contain the parameter " + parameter + ".",
        () -> add(NOTHING, label, accounts, actions));
  }

  private static String add(String policy, String label, String accounts, String actions) {
    AddPermission request = new AddPermission("orders", label, words(accounts), words(actions));
    return text(PermissionRules.add(QUEUE, policy(policy), request));
  }

  private static String remove(String policy, String label) {
    return text(PermissionRules.remove(policy(policy), new RemovePermission("orders", label)));
  }

  private static Attributes policy(String text) {
    return text.equals(NOTHING) ? Attributes.none() : Attributes.none().with(POLICY, text);
  }

  private static String text(Attributes attributes) {
    return attributes.text(POLICY).orElse(NOTHING);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static void assertInvalid(String sentence, Executable request) {
    assertRefused(CommonError.INVALID_PARAMETER_VALUE, sentence, request);
  }

  private static void assertInvalid(String sentence, String action, Executable request) {
    assertInvalid(sentence.formatted(action), request);
  }
}

package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertMissing;
import static io.fanfare.broker.sdk.fixture.Refusal.assertQueueGone;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** AddPermission, RemovePermission and the policy that they change. */
@OnEveryBroker
final class PermissionsTest {

  private static final String ABSENT = "absent";
  private static final List<String> BOB = List.of("222222222222");

  private final Tenant tenant;

  PermissionsTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aPermissionIsAStatementOfThePolicy() {
    String url = tenant.queue();
    String arn = tenant.arnOf(url);
    add(url, "alice", List.of("111111111111"), List.of("ReceiveMessage"));
    assertEquals(
        """
        {"Version":"2008-10-17","Id":"ARN/SQSDefaultPolicy",\
        "Statement":[{"Sid":"alice","Effect":"Allow",\
        "Principal":{"AWS":"arn:aws:iam::111111111111:root"},\
        "Action":"SQS:ReceiveMessage","Resource":"ARN"}]}"""
            .replace("ARN", arn),
        policy(url));
  }

  @Test
  void aRemovedPermissionLeavesTheOthers() {
    String url = tenant.queue();
    add(url, "alice", List.of("111111111111", "333333333333"), List.of("SendMessage", "*"));
    String alone = policy(url);
    add(url, "bob", BOB, List.of("*"));
    remove(url, "bob");
    assertEquals(alone, policy(url));
  }

  @Test
  void theLastPermissionTakesThePolicyWithIt() {
    String url = tenant.queue();
    add(url, "bob", BOB, List.of("*"));
    remove(url, "bob");
    assertEquals(ABSENT, policy(url));
  }

  @Test
  void aPolicyIsShownAsItIsUnderstood() {
    String statement =
        "\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}";
    String url = tenant.queue();
    set(url, " { \"Statement\" :\n\t{ \"Sid\":\"\\u00e9é\\/\", " + statement + "\r\n}\n");
    assertEquals(
        "{\"Version\":\"2008-10-17\",\"Statement\":{\"Sid\":\"éé/\"," + statement + "}",
        policy(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"Version\":\"2012-10-17\",\"Statement\":[]}"})
  void aPolicyHasStatements(String policy) {
    assertRefused(
        "InvalidAttributeValue",
        "Invalid value for the parameter Policy.",
        () -> set(tenant.queue(), policy));
  }

  @Test
  void anEmptyPolicyIsNone() {
    String url = tenant.queue();
    add(url, "bob", BOB, List.of("*"));
    set(url, "");
    assertEquals(ABSENT, policy(url));
    assertInvalid(
        "Value bob for parameter Label is invalid. Reason: can't find label.",
        () -> remove(url, "bob"));
  }

  @Test
  void aLabelNamesOnePermission() {
    String url = tenant.queue();
    add(url, "bob", BOB, List.of("*"));
    String before = policy(url);
    assertInvalid(
        "Value bob for parameter Label is invalid. Reason: Already exists.",
        () -> add(url, "bob", BOB, List.of("SendMessage")));
    assertInvalid(
        "Value alice for parameter Label is invalid. Reason: can't find label on existing policy.",
        () -> remove(url, "alice"));
    assertEquals(before, policy(url));
  }

  @Test
  void whatCannotBeAllowedIsRefused() {
    String url = tenant.queue();
    assertInvalid(
        "Value SQS:CreateQueue for parameter ActionName is invalid. Reason: Only the queue owner is"
            + " allowed to invoke this action.",
        () -> add(url, "a", BOB, List.of("CreateQueue")));
    assertInvalid(
        "Value SQS:SendMessageBatch for parameter ActionName is invalid. Reason: Please refer to"
            + " the appropriate WSDL for a list of valid actions.",
        () -> add(url, "a", BOB, List.of("SendMessageBatch")));
    assertInvalid(
        "Value [bob] for parameter PrincipalId is invalid. Reason: Unable to verify.",
        () -> add(url, "a", List.of("bob"), List.of("*")));
    assertInvalid(
        "Value [arn:aws:iam::222222222222:user/bob] for parameter PrincipalId is invalid. Reason:"
            + " Unable to verify principal.",
        () -> add(url, "a", List.of("arn:aws:iam::222222222222:user/bob"), List.of("*")));
    assertRefused(
        "OverLimit",
        "8 Actions were found, maximum allowed is 7.",
        () -> add(url, "a", BOB, Collections.nCopies(8, "SendMessage")));
    assertEquals(ABSENT, policy(url));
  }

  @Test
  void whatIsMissingIsRefused() {
    String url = tenant.queue();
    assertMissing("Label", () -> remove(url, ""));
    assertMissing("Label", () -> add(url, "", BOB, List.of("*")));
    assertMissing("AWSAccountIds", () -> add(url, "a", List.of(), List.of("*")));
    assertMissing("ActionName", () -> add(url, "a", BOB, List.of()));
    assertQueueGone(() -> add(url + "-unknown", "a", BOB, List.of("*")));
    assertQueueGone(() -> remove(url + "-unknown", "a"));
  }

  private void add(String url, String label, List<String> accounts, List<String> actions) {
    tenant.sqs.addPermission(
        a -> a.queueUrl(url).label(label).awsAccountIds(accounts).actions(actions));
  }

  private void remove(String url, String label) {
    tenant.sqs.removePermission(r -> r.queueUrl(url).label(label));
  }

  private void set(String url, String policy) {
    tenant.sqs.setQueueAttributes(
        s -> s.queueUrl(url).attributesWithStrings(Map.of("Policy", policy)));
  }

  private String policy(String url) {
    return tenant.attribute(url, QueueAttributeName.POLICY);
  }
}

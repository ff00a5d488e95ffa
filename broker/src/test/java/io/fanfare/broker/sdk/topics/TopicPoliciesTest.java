package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static java.util.Objects.requireNonNullElse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AddPermission, RemovePermission, and the actions on data protection policies. */
@OnEveryBroker
final class TopicPoliciesTest {

  private static final List<String> BOB = List.of("222222222222");
  private static final List<String> PUBLISH = List.of("Publish");

  private final Tenant tenant;

  TopicPoliciesTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aPermissionIsAStatementOfThePolicy() {
    String arn = topic();
    String before = policy(arn);
    add(arn, "bob", BOB, PUBLISH);
    String statement =
        """
        {"Sid":"bob","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},\
        "Action":"SNS:Publish","Resource":"ARN"}"""
            .replace("ARN", arn);
    assertEquals(before.replace("}]}", "}," + statement + "]}"), policy(arn));
    remove(arn, "bob");
    assertEquals(before, policy(arn));
  }

  @Test
  void aPolicyThatWasSetIsExtended() {
    String arn = topic();
    tenant.sns.setTopicAttributes(
        s -> s.topicArn(arn).attributeName("Policy").attributeValue("{ \"Version\": \"x\" }"));
    add(arn, "two", List.of("222222222222", "333333333333"), List.of("Publish", "Subscribe"));
    assertTrue(
        policy(arn).startsWith("{\"Version\":\"x\",\"Statement\":[{\"Sid\":\"two\""), policy(arn));
  }

  @Test
  void removingAPermissionThatIsNotThereChangesNothing() {
    String arn = topic();
    String before = policy(arn);
    remove(arn, "bob");
    assertEquals(before, policy(arn));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bob | 222222222222 | Publish | Statement already exists",
        "ann | 222222222222 | CreateTopic | Policy statement action out of service scope!",
        "ann | nobody | Publish | Policy Error: PrincipalNotFound",
      })
  void aRefusedPermissionChangesNothing(
      String label, String account, String action, String reason) {
    String arn = topic();
    add(arn, "bob", BOB, PUBLISH);
    String before = policy(arn);
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: " + reason,
        () -> add(arn, label, List.of(account), List.of(action)));
    assertEquals(before, policy(arn));
  }

  @Test
  void aPermissionIsForSomebodyToDoSomething() {
    String arn = topic();
    assertMissing("aWSAccountId", () -> add(arn, "bob", List.of(), PUBLISH));
    assertMissing("actionName", () -> add(arn, "bob", BOB, List.of()));
    assertMissing("label", () -> tenant.sns.removePermission(r -> r.topicArn(arn)));
  }

  @Test
  void aDataProtectionPolicyIsKeptUntilItIsReplaced() {
    String name = tenant.newName();
    String arn =
        tenant.sns.createTopic(c -> c.name(name).dataProtectionPolicy("{\"a\": 1}")).topicArn();
    assertEquals("{\"a\": 1}", protection(arn));
    protect(arn, " {} ");
    assertEquals(" {} ", protection(arn));
    assertEquals(
        false,
        tenant.sns.getTopicAttributes(g -> g.topicArn(arn)).attributes().containsValue(" {} "));
    protect(arn, "");
    assertEquals("absent", protection(arn));
    assertEquals("absent", protection(topic()));
  }

  @Test
  void aDataProtectionPolicyHasUpTo30720Characters() {
    String arn = topic();
    protect(arn, "x".repeat(30_720));
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: DataProtectionPolicy",
        () -> protect(arn, "x".repeat(30_721)));
    assertMissing(
        "dataProtectionPolicy", () -> tenant.sns.putDataProtectionPolicy(p -> p.resourceArn(arn)));
  }

  @Test
  void aTopicThatIsNotThereHasNoPolicies() {
    String arn = topic() + "-missing";
    Refusal missing = new Refusal(404, "NotFound", "Topic does not exist");
    assertEquals(missing, Refusal.of(() -> add(arn, "bob", BOB, PUBLISH)));
    assertEquals(missing, Refusal.of(() -> remove(arn, "bob")));
    assertEquals(missing, Refusal.of(() -> protect(arn, "{}")));
    assertEquals(missing, Refusal.of(() -> protection(arn)));
  }

  private static void assertMissing(String path, Executable act) {
    assertRefused(
        "ValidationError",
        "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must"
                .formatted(path)
            + " not be null",
        act);
  }

  private String topic() {
    return tenant.sns.createTopic(c -> c.name(tenant.newName())).topicArn();
  }

  private void add(String arn, String label, List<String> accounts, List<String> actions) {
    tenant.sns.addPermission(
        a -> a.topicArn(arn).label(label).awsAccountIds(accounts).actionNames(actions));
  }

  private void remove(String arn, String label) {
    tenant.sns.removePermission(r -> r.topicArn(arn).label(label));
  }

  private String policy(String arn) {
    Map<String, String> all = tenant.sns.getTopicAttributes(g -> g.topicArn(arn)).attributes();
    return all.getOrDefault("Policy", "absent");
  }

  private void protect(String arn, String policy) {
    tenant.sns.putDataProtectionPolicy(p -> p.resourceArn(arn).dataProtectionPolicy(policy));
  }

  private String protection(String arn) {
    String policy =
        tenant.sns.getDataProtectionPolicy(g -> g.resourceArn(arn)).dataProtectionPolicy();
    return requireNonNullElse(policy, "absent");
  }
}

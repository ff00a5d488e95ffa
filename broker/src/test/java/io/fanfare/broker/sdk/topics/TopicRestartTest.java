package io.fanfare.broker.sdk.topics;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.proof.BrokerUnderTest;
import io.fanfare.broker.proof.Deployment;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.fanfare.broker.sdk.fixture.Tenants;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sns.model.Tag;

/** Everything a client was told of a topic before a restart holds after it. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.fanfare.broker.proof.Deployment#durable")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
final class TopicRestartTest {

  private final Deployment deployment;
  private final Path data = Deployment.newDirectory();
  private final String account = Tenants.newAccount();
  private final String arn = "arn:aws:sns:" + Tenant.REGION + ":" + account + ":t";

  TopicRestartTest(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void topicsKeepTheirAttributesTagsAndPermissions() {
    Map<String, String> attributes = new HashMap<>();
    during(
        tenant -> {
          createWithAllSettings(tenant);
          unsubscribed(tenant);
          attributes.putAll(attributes(tenant));
        });
    assertEquals("b", attributes.get("DisplayName"));
    assertEquals("1", attributes.get("SubscriptionsDeleted"));
    during(
        tenant -> {
          assertEquals(attributes, attributes(tenant));
          assertEquals(
              Map.of("team", "a"),
              tenant.sns.listTagsForResource(l -> l.resourceArn(arn)).tags().stream()
                  .collect(toMap(Tag::key, Tag::value)));
          assertEquals(
              "{\"p\":1}",
              tenant.sns.getDataProtectionPolicy(g -> g.resourceArn(arn)).dataProtectionPolicy());
          tenant.sns.untagResource(u -> u.resourceArn(arn).tagKeys("team"));
          tenant.sns.removePermission(r -> r.topicArn(arn).label("bob"));
          attributes.putAll(attributes(tenant));
        });
    during(
        tenant -> {
          assertEquals(attributes, attributes(tenant));
          assertEquals(0, tenant.sns.listTagsForResource(l -> l.resourceArn(arn)).tags().size());
        });
  }

  private void createWithAllSettings(Tenant tenant) {
    tenant.sns.createTopic(
        c -> c.name("t").attributes(Map.of("DisplayName", "a", "TracingConfig", "Active")));
    tenant.sns.setTopicAttributes(
        s -> s.topicArn(arn).attributeName("DisplayName").attributeValue("b"));
    tenant.sns.setTopicAttributes(
        s -> s.topicArn(arn).attributeName("DeliveryPolicy").attributeValue("{\"http\":{}}"));
    tenant.sns.addPermission(
        p -> p.topicArn(arn).label("bob").awsAccountIds("222222222222").actionNames("Publish"));
    tenant.sns.tagResource(
        t -> t.resourceArn(arn).tags(Tag.builder().key("team").value("a").build()));
    tenant.sns.putDataProtectionPolicy(p -> p.resourceArn(arn).dataProtectionPolicy("{\"p\":1}"));
  }

  @Test
  void accountsKeepWhatTheyHaveSetForTextMessages() {
    Map<String, String> set = Map.of("MonthlySpendLimit", "7", "DefaultSMSType", "Promotional");
    during(tenant -> tenant.sns.setSMSAttributes(s -> s.attributes(set)));
    during(
        tenant -> {
          assertEquals(set, tenant.sns.getSMSAttributes(g -> {}).attributes());
          tenant.sns.setSMSAttributes(s -> s.attributes(Map.of("MonthlySpendLimit", "8")));
        });
    during(
        tenant ->
            assertEquals(
                Map.of("MonthlySpendLimit", "8", "DefaultSMSType", "Promotional"),
                tenant.sns.getSMSAttributes(g -> {}).attributes()));
  }

  private void unsubscribed(Tenant tenant) {
    String subscription =
        tenant
            .sns
            .subscribe(s -> s.topicArn(arn).protocol("sqs").endpoint(tenant.arnOf("/q")))
            .subscriptionArn();
    tenant.sns.unsubscribe(u -> u.subscriptionArn(subscription));
  }

  private Map<String, String> attributes(Tenant tenant) {
    return tenant.sns.getTopicAttributes(g -> g.topicArn(arn)).attributes();
  }

  /** Runs a broker while {@code act} lasts, always on the same data. */
  private void during(Consumer<Tenant> act) {
    try (BrokerUnderTest broker = deployment.start(data)) {
      act.accept(new Tenant(deployment.name(), broker.endpoint(), account));
    }
  }
}

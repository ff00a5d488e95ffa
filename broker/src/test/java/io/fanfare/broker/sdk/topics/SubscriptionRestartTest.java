package io.fanfare.broker.sdk.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.proof.BrokerUnderTest;
import io.fanfare.broker.proof.Deployment;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.fanfare.broker.sdk.fixture.Tenants;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.Subscription;

/** What is known of a subscription before a restart is known after it. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.fanfare.broker.proof.Deployment#durable")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
final class SubscriptionRestartTest {

  private static final String POLICY = "{\"kind\":[\"a\"]}";

  private final Deployment deployment;
  private final Path data = Deployment.newDirectory();
  private final String account = Tenants.newAccount();
  private String topic = "";
  private String arn = "";
  private String token = "";

  SubscriptionRestartTest(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void topicsAndSubscriptionsStay() {
    during(
        tenant -> {
          String topic = tenant.sns.createTopic(c -> c.name("t")).topicArn();
          String queue = tenant.arnOf(tenant.queue());
          tenant.sns.subscribe(
              s ->
                  s.topicArn(topic)
                      .protocol("sqs")
                      .endpoint(queue)
                      .attributes(
                          Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"k\":[\"x\"]}")));
        });
    during(
        tenant -> {
          String topic = tenant.sns.listTopics().topics().get(0).topicArn();
          assertEquals(
              1,
              tenant.sns.listSubscriptionsByTopic(l -> l.topicArn(topic)).subscriptions().size());
          tenant.sns.publish(p -> p.topicArn(topic).message("unmatched"));
          tenant.sns.publish(
              p ->
                  p.topicArn(topic)
                      .message("matched")
                      .messageAttributes(
                          Map.of(
                              "k",
                              MessageAttributeValue.builder()
                                  .dataType("String")
                                  .stringValue("x")
                                  .build())));
          String url = tenant.sqs.listQueues().queueUrls().get(0);
          assertEquals(List.of("matched"), tenant.receiveBodies(url));
        });
  }

  @Test
  void aSubscriptionKeepsItsAttributesAndTheTokenThatConfirmsIt() {
    during(this::subscribe);
    Map<String, String> known = new HashMap<>();
    during(
        tenant -> {
          known.putAll(attributes(tenant));
          assertEquals("true", known.get("PendingConfirmation"));
          assertEquals(POLICY, known.get("FilterPolicy"));
          assertEquals("PendingConfirmation", listed(tenant).subscriptionArn());
          tenant.sns.confirmSubscription(c -> c.topicArn(topic).token(token));
        });
    known.putAll(Map.of("PendingConfirmation", "false", "ConfirmationWasAuthenticated", "true"));
    during(
        tenant -> {
          assertEquals(known, attributes(tenant));
          assertEquals(arn, listed(tenant).subscriptionArn());
          tenant.sns.unsubscribe(u -> u.subscriptionArn(arn));
        });
    during(tenant -> assertEquals(0, tenant.sns.listSubscriptions().subscriptions().size()));
  }

  private void subscribe(Tenant tenant) {
    Tenant other = tenant.another();
    String queue = other.queue();
    topic = tenant.sns.createTopic(c -> c.name("t")).topicArn();
    arn =
        tenant
            .sns
            .subscribe(
                s ->
                    s.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(other.arnOf(queue))
                        .returnSubscriptionArn(true))
            .subscriptionArn();
    tenant.sns.setSubscriptionAttributes(
        s -> s.subscriptionArn(arn).attributeName("FilterPolicy").attributeValue(POLICY));
    token = other.receiveOne(queue).body().replaceAll(".*\"Token\":\"(\\w+)\".*", "$1");
  }

  private Map<String, String> attributes(Tenant tenant) {
    return tenant.sns.getSubscriptionAttributes(g -> g.subscriptionArn(arn)).attributes();
  }

  private static Subscription listed(Tenant tenant) {
    return tenant.sns.listSubscriptions().subscriptions().get(0);
  }

  /** Runs a broker while {@code act} lasts, always on the same data. */
  private void during(Consumer<Tenant> act) {
    try (BrokerUnderTest broker = deployment.start(data)) {
      act.accept(new Tenant(deployment.name(), broker.endpoint(), account));
    }
  }
}

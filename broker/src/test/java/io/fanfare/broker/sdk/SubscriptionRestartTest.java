package io.fanfare.broker.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.proof.BrokerUnderTest;
import io.fanfare.broker.proof.Stage;
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
import software.amazon.awssdk.services.sns.model.Subscription;

/** What is known of a subscription before a restart is known after it. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.fanfare.broker.proof.Stage#durable")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
final class SubscriptionRestartTest {

  private static final String POLICY = "{\"kind\":[\"a\"]}";

  private final Stage stage;
  private final Path data = Stage.newDirectory();
  private final String account = Tenants.newAccount();
  private String topic = "";
  private String arn = "";
  private String token = "";

  SubscriptionRestartTest(Stage stage) {
    this.stage = stage;
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
    try (BrokerUnderTest broker = stage.start(data)) {
      act.accept(new Tenant(stage.name(), broker.endpoint(), account));
    }
  }
}

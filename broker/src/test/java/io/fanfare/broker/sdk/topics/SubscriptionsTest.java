package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Subscribe, Unsubscribe, ListSubscriptionsByTopic and ListSubscriptions. */
@OnEveryBroker
final class SubscriptionsTest {

  private static final String INVALID = "InvalidParameter";

  private final Tenant tenant;
  private final String topic;
  private final String queue;

  SubscriptionsTest(Tenant tenant) {
    this.tenant = tenant;
    topic = tenant.sns.createTopic(c -> c.name(tenant.newName())).topicArn();
    queue = tenant.arnOf(tenant.queue());
  }

  @Test
  void aQueueIsSubscribedAtOnce() {
    String arn = subscribe(Map.of());
    assertTrue(arn.matches(topic + ":[0-9a-f-]{36}"), arn);
    Subscription listed = list().get(0);
    assertEquals(arn, listed.subscriptionArn());
    assertEquals(topic, listed.topicArn());
    assertEquals("sqs", listed.protocol());
    assertEquals(queue, listed.endpoint());
    assertEquals(tenant.account, listed.owner());
  }

  @Test
  void subscribingAgainFindsTheSubscription() {
    Map<String, String> attributes = Map.of("RawMessageDelivery", "true");
    String arn = subscribe(attributes);
    assertEquals(arn, subscribe(attributes));
    assertEquals(arn, subscribe(Map.of()));
    assertEquals(1, list().size());
  }

  @Test
  void subscribingAgainWithOtherAttributesIsRefused() {
    subscribe(Map.of());
    assertRefused(
        INVALID,
        "Invalid parameter: Attributes Reason: Subscription already exists with different"
            + " attributes",
        () -> subscribe(Map.of("RawMessageDelivery", "true")));
  }

  @Test
  void everySubscriptionIsListedInPagesOf100() {
    var arns = new TreeSet<String>();
    for (int i = 0; i < 103; i++) {
      String endpoint = tenant.arnOf("/q" + i);
      arns.add(
          tenant
              .sns
              .subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(endpoint))
              .subscriptionArn());
    }
    assertEquals(100, list().size());
    var listed = new TreeSet<String>();
    tenant
        .sns
        .listSubscriptionsByTopicPaginator(l -> l.topicArn(topic))
        .subscriptions()
        .forEach(subscription -> listed.add(subscription.subscriptionArn()));
    assertEquals(arns, listed);
  }

  @Test
  void theSubscriptionsToAllTopicsAreListedInPagesOf100() {
    Tenant other = tenant.another();
    var topics = new ArrayList<String>();
    var arns = new ArrayList<String>();
    for (int i = 0; i < 105; i++) {
      if (i % 35 == 0) {
        topics.add(other.sns.createTopic(c -> c.name(other.newName())).topicArn());
      }
      String to = topics.get(i / 35);
      String endpoint = other.arnOf("/q" + i);
      arns.add(
          other
              .sns
              .subscribe(s -> s.topicArn(to).protocol("sqs").endpoint(endpoint))
              .subscriptionArn());
    }
    assertEquals(arns.subList(0, 100), arns(other.sns.listSubscriptions().subscriptions()));
    assertEquals(
        arns, arns(other.sns.listSubscriptionsPaginator().subscriptions().stream().toList()));
    other.sns.unsubscribe(u -> u.subscriptionArn(arns.get(0)));
    other.sns.deleteTopic(d -> d.topicArn(topics.get(2)));
    assertEquals(arns.subList(1, 70), arns(other.sns.listSubscriptions().subscriptions()));
    assertEquals(List.of(), other.in("us-west-2").sns.listSubscriptions().subscriptions());
    assertRefused(
        INVALID,
        "Invalid parameter: NextToken",
        () -> other.sns.listSubscriptions(l -> l.nextToken("x")));
  }

  @Test
  void whoSubscribesToATopicOfAnotherAccountOwnsTheSubscription() {
    Tenant other = tenant.another();
    tenant.letSubscribe(topic, other);
    String arn =
        other
            .sns
            .subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(other.arnOf(other.queue())))
            .subscriptionArn();
    Subscription listed = other.sns.listSubscriptions().subscriptions().get(0);
    assertEquals(arn, listed.subscriptionArn());
    assertEquals(topic, listed.topicArn());
    assertEquals(other.account, listed.owner());
  }

  @ParameterizedTest
  @CsvSource({
    "sms, +4912345678",
    "lambda, arn:aws:lambda:eu-central-1:000000000000:function:f",
    "application, arn:aws:sns:eu-central-1:000000000000:endpoint/GCM/app/id",
    "http, http://host/path",
    "https, https://host/path",
    "email, a@b.example",
    "email-json, a@b.example",
  })
  void anEndpointOfAnotherProtocolIsKept(String protocol, String endpoint) {
    String arn =
        tenant
            .sns
            .subscribe(s -> s.topicArn(topic).protocol(protocol).endpoint(endpoint))
            .subscriptionArn();
    boolean pending = List.of("http", "https", "email", "email-json").contains(protocol);
    assertEquals(pending, arn.equals("pending confirmation"));
    Subscription listed = list().get(0);
    assertEquals(pending ? "PendingConfirmation" : arn, listed.subscriptionArn());
    assertEquals(protocol, listed.protocol());
    assertEquals(endpoint, listed.endpoint());
    tenant.sns.publish(p -> p.topicArn(topic).message("m"));
  }

  @Test
  void anUnsubscribedQueueGetsNothing() {
    String url = tenant.queue();
    String arn =
        tenant
            .sns
            .subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(tenant.arnOf(url)))
            .subscriptionArn();
    tenant.sns.unsubscribe(u -> u.subscriptionArn(arn));
    tenant.sns.publish(p -> p.topicArn(topic).message("m"));
    assertEquals("0+0+0", tenant.counts(url));
    assertEquals(List.of(), list());
  }

  @Test
  void unsubscribingTwiceSucceeds() {
    String arn = subscribe(Map.of());
    tenant.sns.unsubscribe(u -> u.subscriptionArn(arn));
    tenant.sns.unsubscribe(u -> u.subscriptionArn(arn));
  }

  @Test
  void aTopicArnIsNoSubscription() {
    assertRefused(
        INVALID,
        "Invalid parameter: SubscriptionId",
        () -> tenant.sns.unsubscribe(u -> u.subscriptionArn(topic)));
  }

  @Test
  void aMissingTopicIsRefused() {
    String missing = topic + "-missing";
    Refusal gone = new Refusal(404, "NotFound", "Topic does not exist");
    assertEquals(
        gone,
        Refusal.of(
            () -> tenant.sns.subscribe(s -> s.topicArn(missing).protocol("sqs").endpoint(queue))));
    assertEquals(
        gone, Refusal.of(() -> tenant.sns.listSubscriptionsByTopic(l -> l.topicArn(missing))));
  }

  @Test
  void aQueueEndpointIsAnArn() {
    assertRefused(
        INVALID,
        "Invalid parameter: SQS endpoint ARN",
        () -> tenant.sns.subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint("queue")));
  }

  @Test
  void anUnknownProtocolIsRefused() {
    assertRefused(
        INVALID,
        "Invalid parameter: Amazon SNS does not support this protocol string: pigeon",
        () -> tenant.sns.subscribe(s -> s.topicArn(topic).protocol("pigeon").endpoint("loft")));
  }

  @Test
  void aBadAttributeIsRefused() {
    String prefix = "Invalid parameter: Attributes Reason: ";
    assertRefused(
        INVALID,
        prefix + "RawMessageDelivery: Invalid value [maybe]. Must be true or false.",
        () -> subscribe(Map.of("RawMessageDelivery", "maybe")));
    assertRefused(
        INVALID,
        prefix
            + "FilterPolicyScope: Invalid value [All]. Please use either MessageBody or"
            + " MessageAttributes",
        () -> subscribe(Map.of("FilterPolicyScope", "All")));
  }

  private String subscribe(Map<String, String> attributes) {
    return tenant
        .sns
        .subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(queue).attributes(attributes))
        .subscriptionArn();
  }

  private static List<String> arns(List<Subscription> subscriptions) {
    return subscriptions.stream().map(Subscription::subscriptionArn).toList();
  }

  private List<Subscription> list() {
    return tenant.sns.listSubscriptionsByTopic(l -> l.topicArn(topic)).subscriptions();
  }
}

package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.Subscription;

/** A queue of another account gets nothing until its owner has confirmed the subscription. */
@OnEveryBroker
final class ConfirmSubscriptionTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String INVALID = "InvalidParameter";

  private final Tenant tenant;
  private final Tenant other;
  private final String topic;
  private final String queue;

  ConfirmSubscriptionTest(Tenant tenant) {
    this.tenant = tenant;
    other = tenant.another();
    topic = tenant.sns.createTopic(c -> c.name(tenant.newName())).topicArn();
    queue = other.queue();
  }

  @Test
  void theOwnerOfTheQueueIsAskedAndConfirms() throws IOException {
    assertEquals("pending confirmation", subscribe(false));
    String arn = subscribe(true);
    assertTrue(arn.startsWith(topic + ":"), arn);
    assertEquals("PendingConfirmation", listed().subscriptionArn());
    assertEquals("true", attribute(arn, "PendingConfirmation"));
    tenant.sns.publish(p -> p.topicArn(topic).message("too early"));
    JsonNode message = JSON.readTree(other.receive(queue).get(0).body());
    assertEquals("SubscriptionConfirmation", message.path("Type").asText());
    assertEquals(topic, message.path("TopicArn").asText());
    String token = message.path("Token").asText();
    assertEquals(arn, confirm(token));
    assertEquals(arn, confirm(token));
    assertEquals(arn, listed().subscriptionArn());
    assertEquals("false", attribute(arn, "PendingConfirmation"));
    assertEquals("true", attribute(arn, "ConfirmationWasAuthenticated"));
    assertEquals(arn, subscribe(false));
    tenant.sns.publish(p -> p.topicArn(topic).message("at last"));
    assertTrue(other.receiveBodies(queue).stream().anyMatch(body -> body.contains("at last")));
  }

  @Test
  void theLinkInTheMessageConfirmsAndTheLinkInANotificationEnds() throws Exception {
    String arn = subscribe(true);
    String link = JSON.readTree(other.receiveOne(queue).body()).path("SubscribeURL").asText();
    HttpResponse<String> answer = get(link);
    assertEquals(200, answer.statusCode(), answer::body);
    assertTrue(
        answer.body().contains("<SubscriptionArn>" + arn + "</SubscriptionArn>"), answer::body);
    assertEquals("false", attribute(arn, "ConfirmationWasAuthenticated"));
    tenant.sns.publish(p -> p.topicArn(topic).message("m"));
    String end = JSON.readTree(other.receiveOne(queue).body()).path("UnsubscribeURL").asText();
    assertEquals(200, get(end).statusCode());
    assertEquals(
        new Refusal(404, "NotFound", "Subscription does not exist"),
        Refusal.of(() -> attribute(arn, "Owner")));
  }

  @Test
  void aGuardedSubscriptionIsNotEndedByALink() throws Exception {
    String arn = subscribe(true);
    String link = JSON.readTree(other.receiveOne(queue).body()).path("SubscribeURL").asText();
    assertEquals(403, get(link + "&AuthenticateOnUnsubscribe=true").statusCode());
    String token = link.substring(link.lastIndexOf('=') + 1);
    tenant.sns.confirmSubscription(
        c -> c.topicArn(topic).token(token).authenticateOnUnsubscribe("true"));
    URI endpoint = tenant.endpoint();
    HttpResponse<String> refused = get(endpoint + "/?Action=Unsubscribe&SubscriptionArn=" + arn);
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("<Code>AuthorizationError</Code>"), refused::body);
    assertEquals(
        "AuthorizationError",
        Refusal.of(() -> other.sns.unsubscribe(u -> u.subscriptionArn(arn))).code());
    tenant.sns.unsubscribe(u -> u.subscriptionArn(arn));
    assertEquals(
        0, tenant.sns.listSubscriptionsByTopic(l -> l.topicArn(topic)).subscriptions().size());
  }

  @Test
  void aQueueOfTheCallerNeedsNoConfirmation() {
    tenant.letSubscribe(topic, other);
    String arn =
        other
            .sns
            .subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(other.arnOf(queue)))
            .subscriptionArn();
    assertEquals("true", attribute(arn, "ConfirmationWasAuthenticated"));
    assertEquals(other.account, attribute(arn, "Owner"));
    assertEquals("0+0+0", other.counts(queue));
  }

  @Test
  void whatItsOwnerSubscribedOrNobodyConfirmedIsNotEndedByALink() throws Exception {
    String pending = subscribe(true);
    String end = tenant.endpoint() + "/?Action=Unsubscribe&SubscriptionArn=";
    HttpResponse<String> early = get(end + pending);
    assertEquals(400, early.statusCode());
    assertTrue(early.body().contains("<Code>InvalidParameter</Code>"), early::body);
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: SubscriptionArn Reason: Cannot unsubscribe a subscription that is"
            + " pending confirmation",
        () -> tenant.sns.unsubscribe(u -> u.subscriptionArn(pending)));
    assertEquals("PendingConfirmation", listed().subscriptionArn());
    tenant.letSubscribe(topic, other);
    other.sns.subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(other.arnOf(queue)));
    assertEquals("true", attribute(pending, "ConfirmationWasAuthenticated"));
    HttpResponse<String> refused = get(end + pending);
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("<Code>AuthorizationError</Code>"), refused::body);
    tenant.sns.unsubscribe(u -> u.subscriptionArn(pending));
  }

  @Test
  void aQueueThatIsNotThereCannotBeAskedButStaysPending() {
    String missing = other.arnOf("/missing");
    assertEquals(
        "pending confirmation",
        tenant
            .sns
            .subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(missing))
            .subscriptionArn());
    assertEquals("PendingConfirmation", listed().subscriptionArn());
  }

  @Test
  void aTokenThatIsNoneIsRefused() {
    assertRefused(INVALID, "Invalid token", () -> confirm("token"));
    assertRefused(
        INVALID, "Invalid parameter: Token", () -> confirm("0123456789abcdef".repeat(18)));
    assertRefused(
        INVALID,
        "Invalid parameter: Topic",
        () -> other.sns.confirmSubscription(c -> c.topicArn("topic").token("ab".repeat(144))));
    assertRefused(
        INVALID,
        "Invalid parameter: Topic",
        () ->
            tenant
                .in("us-west-2")
                .sns
                .confirmSubscription(c -> c.topicArn(topic).token("ab".repeat(144))));
  }

  private String subscribe(boolean returnArn) {
    return tenant
        .sns
        .subscribe(
            s ->
                s.topicArn(topic)
                    .protocol("sqs")
                    .endpoint(other.arnOf(queue))
                    .returnSubscriptionArn(returnArn))
        .subscriptionArn();
  }

  private String confirm(String token) {
    return other.sns.confirmSubscription(c -> c.topicArn(topic).token(token)).subscriptionArn();
  }

  private Subscription listed() {
    return tenant.sns.listSubscriptionsByTopic(l -> l.topicArn(topic)).subscriptions().get(0);
  }

  private String attribute(String arn, String name) {
    return tenant
        .sns
        .getSubscriptionAttributes(g -> g.subscriptionArn(arn))
        .attributes()
        .getOrDefault(name, "absent");
  }

  private static HttpResponse<String> get(String link) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
  }
}

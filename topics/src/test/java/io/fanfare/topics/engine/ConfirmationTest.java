package io.fanfare.topics.engine;

import static io.fanfare.fixture.Refusals.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.notification.MessageSignature;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.notification.SubscriptionConfirmation;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.Token;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.ConfirmationRules;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An endpoint that has not agreed to its subscription gets nothing until it does. */
class ConfirmationTest {

  private static final MessageSignature SIGNATURE =
      new MessageSignature("1", "c2lnbmVk", "http://b:1/c.pem");
  private static final String REGION = "eu-west-1";
  private static final String OWNER = "111111111111";
  private static final String OTHER = "222222222222";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111111111111:t";
  private static final String QUEUE = "arn:aws:sqs:us-east-1:222222222222:q";
  private static final String SECRET = "5a".repeat(Token.SECRET_BYTES);
  private static final long DAYS = Duration.ofDays(1).toMillis();

  private final VirtualStep step = new VirtualStep(0);
  private final TopicRecord record = new TopicRecord(7, TOPIC, Attributes.none(), Map.of());
  private final Topic topic = new Topic(record, List.of());

  @Test
  void aQueueOfTheSameAccountIsConfirmedAtOnce() {
    Subscriber subscriber = subscribe("sqs", QUEUE, OTHER);
    assertEquals("", subscriber.subscription().confirmation().digests());
    assertEquals(List.of(subscriber), route(topic));
    assertEquals("false", attribute(subscriber, "PendingConfirmation"));
    assertEquals("true", attribute(subscriber, "ConfirmationWasAuthenticated"));
  }

  @Test
  void aQueueOfAnotherAccountGetsNothingUntilItIsConfirmed() {
    Subscriber subscriber = subscribe("sqs", QUEUE, OWNER);
    assertTrue(token(subscriber).matches("[0-9a-f]{288}"), token(subscriber));
    assertEquals(List.of(), route(topic));
    assertEquals(1, topic.pending());
    assertEquals("true", attribute(subscriber, "PendingConfirmation"));
    assertEquals("false", attribute(subscriber, "ConfirmationWasAuthenticated"));
    assertEquals("PendingConfirmation", subscriber.listed().subscriptionArn());
    Subscriber confirmed = confirm(token(subscriber), caller(OTHER));
    assertEquals(List.of(confirmed), route(topic));
    assertEquals(0, topic.pending());
    assertEquals(subscriber.arn(), confirmed.listed().subscriptionArn());
    assertEquals("true", attribute(confirmed, "ConfirmationWasAuthenticated"));
  }

  @Test
  void whoFollowsTheLinkNeedNotSayWhoTheyAre() {
    Subscriber subscriber = subscribe("sqs", QUEUE, OWNER);
    Caller unknown = new Caller("000000000000", "us-east-1", "http://x", null, false);
    Subscriber confirmed = confirm(token(subscriber), unknown);
    assertEquals("false", attribute(confirmed, "PendingConfirmation"));
    assertEquals("false", attribute(confirmed, "ConfirmationWasAuthenticated"));
  }

  @Test
  void confirmingAgainFindsTheSubscription() {
    Subscriber subscriber = subscribe("sqs", QUEUE, OWNER);
    confirm(token(subscriber), caller(OTHER));
    assertEquals(subscriber.arn(), confirm(token(subscriber), caller(OTHER)).arn());
  }

  @Test
  void everythingButASubscribedQueueIsKeptAndGetsNothing() {
    Subscriber phone = subscribe("sms", "+491234", OWNER);
    Subscriber page = subscribe("email", "a@my_host", OWNER);
    confirm(token(page), caller(OWNER));
    assertEquals(List.of(), route(topic));
    assertEquals(2, topic.subscribers().size());
    topic.set(phone.arn(), Map.of("FilterPolicy", "{\"a\":[1]}"));
    unsubscribe(phone.arn(), caller(OWNER));
    unsubscribe(page.arn(), caller(OWNER));
    assertEquals(0, topic.subscribers().size());
  }

  @Test
  void theLastTokensHoldForTwoDaysFromTheLastRequest() {
    Subscriber subscriber = subscribe("sqs", QUEUE, OWNER);
    step.setNow(step.now() + 2 * DAYS - 1);
    for (int i = 0; i < 3; i++) {
      askAgain(i);
    }
    step.setNow(step.now() + 2 * DAYS - 1);
    assertEquals(List.of(), topic.endLapsed(step.now()).changes());
    step.setNow(step.now() + 1);
    assertRefused("Invalid parameter: Token", token(subscriber), TOPIC, caller(OTHER));
    step.setNow(step.now() - 1);
    assertEquals(subscriber.arn(), confirm(token(subscriber), caller(OTHER)).arn());
    assertEquals(subscriber.arn(), confirm(subscriber.token(other(1)).text(), caller(OTHER)).arn());
  }

  @Test
  void beforeTheLastFourTokensNoneHolds() {
    Subscriber subscriber = subscribe("sqs", QUEUE, OWNER);
    for (int i = 0; i < 4; i++) {
      askAgain(i);
    }
    assertRefused("Invalid parameter: Token", token(subscriber), TOPIC, caller(OTHER));
    assertEquals(subscriber.arn(), confirm(subscriber.token(other(0)).text(), caller(OTHER)).arn());
  }

  @Test
  void theStoreKeepsNoToken() {
    Subscriber subscriber = subscribe("sqs", QUEUE, OWNER);
    Change.Put put = (Change.Put) subscriber.subscription().put();
    assertFalse(new String(put.value(), UTF_8).contains(SECRET));
  }

  @Test
  void whoFollowsTheLinkToUnsubscribeMayRestoreTheSubscription() {
    Subscriber page = confirmed("http", "http://my_host/x");
    Caller unknown = new Caller(OWNER, REGION, "http://x", null, false);
    Subscriber ended = unsubscribe(page.arn(), unknown).reply().orElseThrow();
    assertTrue(ended.isRestorable());
    assertEquals(List.of(), route(topic));
    assertEquals(List.of(), List.copyOf(topic.subscribers()));
    assertEquals(List.of(), topic.list("").items());
    assertEquals(Optional.empty(), unsubscribe(page.arn(), unknown).reply());
    Topic restarted = new Topic(record, List.of(stored(ended)));
    assertEquals(List.of(), route(restarted));
    Subscriber restored = confirm(restarted, token(ended), unknown);
    assertEquals(page.arn(), restored.arn());
    assertEquals(List.of(restored), route(restarted));
    assertFalse(restarted.hasUnsettled());
  }

  @Test
  void whatHasEndedIsRestoredNeitherTooLateNorBesideAnother() {
    Subscriber page = confirmed("http", "http://my_host/x");
    Caller unknown = new Caller(OWNER, REGION, "http://x", null, false);
    String token = token(unsubscribe(page.arn(), unknown).reply().orElseThrow());
    subscribe("http", "http://my_host/x", OWNER);
    assertRefused("Invalid parameter: Token", token, TOPIC, unknown);
    step.setNow(step.now() + 2 * DAYS);
    Outcome<List<Subscriber>> lapsed = topic.endLapsed(step.now());
    assertEquals(2, lapsed.reply().size());
    assertEquals(2, lapsed.changes().size());
    assertRefused("Invalid parameter: Token", token, TOPIC, unknown);
  }

  @Test
  void whatItsOwnerEndsHasEndedForGood() {
    Subscriber page = confirmed("http", "http://my_host/x");
    assertFalse(unsubscribe(page.arn(), caller(OWNER)).reply().orElseThrow().isRestorable());
    assertFalse(topic.hasUnsettled());
  }

  @Test
  void whatNobodyConfirmsInTimeEnds() {
    Subscriber subscriber = subscribe("sqs", QUEUE, OWNER);
    Subscriber confirmed = subscribe("sqs", QUEUE + "2", OTHER);
    step.setNow(step.now() + 2 * DAYS);
    Outcome<List<Subscriber>> outcome = topic.endLapsed(step.now());
    assertEquals(List.of(subscriber), outcome.reply());
    assertEquals(1, outcome.changes().size());
    assertEquals(List.of(confirmed), List.copyOf(topic.subscribers()));
  }

  @Test
  void theOwnerOfTheQueueNeedsNoToken() {
    String arn = subscribe("sqs", QUEUE, OWNER).arn();
    Subscriber again = subscribe("sqs", QUEUE, OTHER);
    assertEquals(arn, again.arn());
    assertEquals(List.of(again), route(topic));
  }

  @Test
  void aTokenIsRefusedUnlessItIsTheOne() {
    Subscriber subscriber = subscribe("sqs", QUEUE, OWNER);
    String token = token(subscriber);
    String wrong = token.substring(0, 287) + "0";
    assertRefused("Invalid token", "token", TOPIC, caller(OTHER));
    assertRefused("Invalid token", token.toUpperCase(Locale.ROOT), TOPIC, caller(OTHER));
    assertRefused("Invalid parameter: Token", wrong, TOPIC, caller(OTHER));
    assertRefused("Invalid parameter: Token", "ab".repeat(48), TOPIC, caller(OTHER));
    assertRefused("Invalid parameter: Topic", token, "topic", caller(OTHER));
    assertRefused("Invalid parameter: Topic", token, TOPIC.replace("west", "east"), caller(OTHER));
    assertRefused("Invalid parameter: Topic", token, TOPIC.replace(OWNER, OTHER), caller(OTHER));
    assertEquals(1, topic.pending());
    ConfirmSubscription other = new ConfirmSubscription(TOPIC + "-other", token);
    topic.confirm(ConfirmationRules.check(other, caller(OTHER)), step.now());
    assertEquals(0, topic.pending());
  }

  @Test
  void aGuardedSubscriptionIsEndedByItsOwnersOnly() {
    Subscriber subscriber = subscribe("sqs", QUEUE, "333333333333");
    Caller unknown = new Caller(OWNER, REGION, "http://x", null, false);
    ConfirmSubscription guarded = new ConfirmSubscription(TOPIC, token(subscriber), "true");
    assertEquals(
        "User: anonymous is not authorized to perform: SNS:ConfirmSubscription on resource: "
            + TOPIC,
        refusal(() -> ConfirmationRules.check(guarded, unknown)).sentence());
    topic.confirm(ConfirmationRules.check(guarded, caller(OTHER)), step.now());
    String arn = subscriber.arn();
    String end = " is not authorized to perform: SNS:Unsubscribe on resource: " + arn;
    assertEquals("User: anonymous" + end, refusal(() -> unsubscribe(arn, unknown)).sentence());
    assertEquals(
        "User: arn:aws:iam::222222222222:root" + end,
        refusal(() -> unsubscribe(arn, caller(OTHER))).sentence());
    assertEquals(1, topic.subscribers().size());
    unsubscribe(arn, caller(OWNER));
    assertEquals(0, topic.subscribers().size());
  }

  @Test
  void aPendingSubscriptionIsTheSameAfterARestart() {
    Subscriber subscriber = subscribe("sqs", QUEUE, OWNER);
    Topic restarted = new Topic(record, List.of(stored(subscriber)));
    assertEquals(1, restarted.pending());
    assertEquals(topic.attributes(subscriber.arn()), restarted.attributes(subscriber.arn()));
    ConfirmSubscription request = new ConfirmSubscription(TOPIC, token(subscriber));
    restarted.confirm(ConfirmationRules.check(request, caller(OTHER)), step.now());
    assertEquals(1, route(restarted).size());
  }

  @Test
  void whoMayRestoreIsToldInTheWordsOfAws() throws IOException {
    SubscriptionConfirmation message =
        new SubscriptionConfirmation("id", TOPIC, "token", 0, "http://b:1", TOPIC + ":s");
    SendMessage mail = message.messageFor(Arn.parse(QUEUE).orElseThrow(), false, SIGNATURE);
    JsonNode body = JsonMapper.builder().build().readTree(mail.messageBody());
    assertEquals("UnsubscribeConfirmation", body.get("Type").asText());
    assertEquals(
        "You have chosen to deactivate subscription "
            + TOPIC
            + ":s.\nTo cancel this operation and restore the subscription, visit the SubscribeURL"
            + " included in this message.",
        body.get("Message").asText());
    assertTrue(message.toSign().endsWith("\nType\nUnsubscribeConfirmation\n"));
  }

  @Test
  void theQueueIsAskedInTheWordsOfAws() throws IOException {
    SubscriptionConfirmation message =
        new SubscriptionConfirmation("id", TOPIC, "token", 1_768_480_496_789L, "http://b:1", null);
    SendMessage standard = message.messageFor(Arn.parse(QUEUE).orElseThrow(), false, SIGNATURE);
    JsonNode body = JsonMapper.builder().build().readTree(standard.messageBody());
    assertEquals(
        List.of(
            "Type",
            "MessageId",
            "Token",
            "TopicArn",
            "Message",
            "SubscribeURL",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertURL"),
        body.properties().stream().map(Map.Entry::getKey).toList());
    assertEquals("SubscriptionConfirmation", body.get("Type").asText());
    assertEquals(
        "You have chosen to subscribe to the topic "
            + TOPIC
            + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.",
        body.get("Message").asText());
    assertEquals(
        "http://b:1/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=token",
        body.get("SubscribeURL").asText());
    assertEquals("2026-01-15T12:34:56.789Z", body.get("Timestamp").asText());
    assertEquals(Optional.empty(), Optional.ofNullable(standard.messageGroupId()));
    SendMessage fifo =
        message.messageFor(Arn.parse(QUEUE + ".fifo").orElseThrow(), true, SIGNATURE);
    assertEquals(Optional.of("id"), Optional.ofNullable(fifo.messageGroupId()));
  }

  private Subscriber subscribe(String protocol, String endpoint, String account) {
    Subscribe request = new Subscribe(TOPIC, protocol, endpoint, Map.of(), null);
    return topic.subscribe(request, account, SECRET, step).reply();
  }

  private Subscriber confirm(String token, Caller caller) {
    return confirm(topic, token, caller);
  }

  private Subscriber confirm(Topic where, String token, Caller caller) {
    ConfirmSubscription request = new ConfirmSubscription(TOPIC, token);
    return where.confirm(ConfirmationRules.check(request, caller), step.now()).reply();
  }

  /** A subscription that somebody has confirmed who did not say who they are. */
  private Subscriber confirmed(String protocol, String endpoint) {
    Caller unknown = new Caller(OWNER, REGION, "http://x", null, false);
    return confirm(token(subscribe(protocol, endpoint, OWNER)), unknown);
  }

  private Outcome<Optional<Subscriber>> unsubscribe(String arn, Caller caller) {
    return topic.unsubscribe(arn, caller, SECRET, step.now());
  }

  private void askAgain(int time) {
    Subscribe request = new Subscribe(TOPIC, "sqs", QUEUE, Map.of(), null);
    topic.subscribe(request, OWNER, other(time), step);
  }

  private static String other(int time) {
    return ("6" + time).repeat(Token.SECRET_BYTES);
  }

  private static String token(Subscriber subscriber) {
    return subscriber.token(SECRET).text();
  }

  private static List<Subscriber> route(Topic topic) {
    return topic.route(new Publication("m", null, Map.of(), null, null, 0));
  }

  private static SubscriptionRecord stored(Subscriber subscriber) {
    Change.Put put = (Change.Put) subscriber.subscription().put();
    return SubscriptionRecord.decode(new Row(put.key(), put.value()));
  }

  private @Nullable String attribute(Subscriber subscriber, String name) {
    return topic.attributes(subscriber.arn()).get(name);
  }

  private void assertRefused(String sentence, String token, String arn, Caller caller) {
    ConfirmSubscription request = new ConfirmSubscription(arn, token);
    assertEquals(
        sentence,
        refusal(() -> topic.confirm(ConfirmationRules.check(request, caller), step.now()))
            .sentence());
  }

  private static Caller caller(String account) {
    return new Caller(account, REGION, "http://x");
  }
}

package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Entries.toChange;
import static io.fanfare.broker.sdk.fixture.Entries.toDelete;
import static io.fanfare.broker.sdk.fixture.Entries.toSend;
import static io.fanfare.broker.sdk.fixture.Refusal.assertQueueGone;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Another account can use a queue as the queue's policy allows, and not otherwise. */
@OnEveryBroker
final class QueueAccessTest {

  private static final String NO_ACCESS =
      "The specified queue does not exist or you do not have access to it.";

  private final Tenant tenant;
  private final Tenant other;
  private final String url;
  private final String arn;

  QueueAccessTest(Tenant tenant) {
    this.tenant = tenant;
    other = tenant.another();
    url = tenant.queue();
    arn = tenant.arnOf(url);
  }

  @Test
  void anotherAccountMayDoNothing() {
    shared().forEach(this::assertDenied);
    ofOwner().forEach(this::assertDenied);
    assertEquals("0+0+0", tenant.counts(url));
  }

  @Test
  void aQueueThatIsNotThereIsMissedWhosesoeverItWouldBe() {
    assertQueueGone(() -> other.send(url + "-missing", "m"));
  }

  @Test
  void aPermissionIsForWhatItSaysAndToWhomItSays() {
    permit("SendMessage");
    other.send(url, "one");
    other.sqs.sendMessageBatch(b -> b.queueUrl(url).entries(toSend("a", "two")));
    assertEquals("2+0+0", tenant.counts(url));
    assertDenied("ReceiveMessage", () -> other.receive(url));
    Tenant third = tenant.another();
    assertRefused("AccessDenied", sentence(third, "SendMessage"), () -> third.send(url, "three"));
    tenant.sqs.removePermission(r -> r.queueUrl(url).label("SendMessage"));
    assertDenied("SendMessage", () -> other.send(url, "four"));
  }

  @Test
  void whatCanBeSharedIsSharedByAStar() {
    permit("*");
    other.send(url, "m", "n");
    List<Message> received = other.receive(url);
    String first = received.get(0).receiptHandle();
    String second = received.get(1).receiptHandle();
    other.sqs.changeMessageVisibility(
        c -> c.queueUrl(url).receiptHandle(first).visibilityTimeout(90));
    other.sqs.changeMessageVisibilityBatch(b -> b.queueUrl(url).entries(toChange("a", second, 90)));
    other.sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(first));
    other.sqs.deleteMessageBatch(b -> b.queueUrl(url).entries(toDelete("a", second)));
    assertEquals("0+0+0", other.counts(url));
    other.sqs.purgeQueue(p -> p.queueUrl(url));
    ofOwner().forEach(this::assertDenied);
  }

  @Test
  void theUrlIsToldToWhomThePolicyAllowsIt() {
    String name = url.substring(url.lastIndexOf('/') + 1);
    Executable ask =
        () -> other.sqs.getQueueUrl(g -> g.queueName(name).queueOwnerAWSAccountId(tenant.account));
    assertRefused("AWS.SimpleQueueService.NonExistentQueue", NO_ACCESS, ask);
    permit("GetQueueUrl");
    assertEquals(
        url,
        other
            .sqs
            .getQueueUrl(g -> g.queueName(name).queueOwnerAWSAccountId(tenant.account))
            .queueUrl());
    assertQueueGone(() -> other.sqs.getQueueUrl(g -> g.queueName(name)));
    assertEquals(List.of(), other.sqs.listQueues().queueUrls());
  }

  @Test
  void theSourcesOfADeadLetterQueueAreThoseOfItsOwner() {
    String source =
        tenant.queue(
            Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":1}"));
    permit("ListDeadLetterSourceQueues");
    assertEquals(
        List.of(source), other.sqs.listDeadLetterSourceQueues(l -> l.queueUrl(url)).queueUrls());
  }

  @Test
  void aDenialBindsTheOwnerTooWhoCanTakeItBack() {
    policy("{'Effect':'Deny','Principal':'*','Action':'sqs:*'}");
    String denied =
        "User: arn:aws:iam::%s:root is not authorized to perform: sqs:%s on resource: %s with an"
            + " explicit deny in a resource-based policy";
    assertRefused(
        "AccessDenied",
        denied.formatted(tenant.account, "sendmessage", arn),
        () -> tenant.send(url, "m"));
    assertRefused(
        "AccessDenied",
        denied.formatted(other.account, "sendmessage", arn),
        () -> other.send(url, "m"));
    tenant.sqs.setQueueAttributes(s -> s.queueUrl(url).attributesWithStrings(Map.of("Policy", "")));
    tenant.send(url, "m");
    assertEquals("m", tenant.receiveOne(url).body());
  }

  @Test
  void aStatementAppliesIfItsConditionHolds() {
    String condition = ",'Condition':{'Bool':{'aws:SecureTransport':'%s'}}}";
    policy("{'Effect':'Allow','Principal':'*','Action':'*'" + condition.formatted("true"));
    assertDenied("SendMessage", () -> other.send(url, "m"));
    policy("{'Effect':'Allow','Principal':'*','Action':'*'" + condition.formatted("false"));
    other.send(url, "m");
    policy(
        "{'Effect':'Allow','Principal':'*','Action':'*'},{'Effect':'Deny','Principal':'*','Resource':'*',"
            + "'Action':'sqs:S*'"
            + condition.formatted("false"));
    assertRefused(
        "AccessDenied",
        "User: arn:aws:iam::%s:root is not authorized to perform: sqs:sendmessage on resource: %s"
                .formatted(other.account, arn)
            + " with an explicit deny in a resource-based policy",
        () -> other.send(url, "m"));
    // Such a denial asks for what no request can show, so it does not shut the owner out.
    tenant.send(url, "n");
    assertEquals("2+0+0", tenant.counts(url));
  }

  @Test
  void aTopicDeliversToAQueueWhoeverMaySendThere() {
    String topic = tenant.sns.createTopic(c -> c.name(tenant.newName())).topicArn();
    tenant.sns.subscribe(
        s ->
            s.topicArn(topic)
                .protocol("sqs")
                .endpoint(arn)
                .attributes(Map.of("RawMessageDelivery", "true")));
    policy("{'Effect':'Deny','Principal':'*','Action':'sqs:SendMessage'}");
    tenant.sns.publish(p -> p.topicArn(topic).message("m"));
    assertEquals("m", tenant.awaitOne(url).body());
  }

  /** What a policy can give to others, by the right that it needs. */
  private Map<String, Executable> shared() {
    return Map.of(
        "SendMessage",
        () -> other.sqs.sendMessageBatch(b -> b.queueUrl(url).entries(toSend("a", "m"))),
        "ReceiveMessage",
        () -> other.sqs.receiveMessage(r -> r.queueUrl(url)),
        "DeleteMessage",
        () -> other.sqs.deleteMessageBatch(b -> b.queueUrl(url).entries(toDelete("a", "h"))),
        "ChangeMessageVisibility",
        () ->
            other.sqs.changeMessageVisibilityBatch(
                b -> b.queueUrl(url).entries(toChange("a", "h", 1))),
        "GetQueueAttributes",
        () -> other.attribute(url, QueueAttributeName.QUEUE_ARN),
        "ListDeadLetterSourceQueues",
        () -> other.sqs.listDeadLetterSourceQueues(l -> l.queueUrl(url)),
        "PurgeQueue",
        () -> other.sqs.purgeQueue(p -> p.queueUrl(url)));
  }

  /** What is never given to others. */
  private Map<String, Executable> ofOwner() {
    Map<QueueAttributeName, String> delay = Map.of(QueueAttributeName.DELAY_SECONDS, "1");
    return Map.of(
        "DeleteQueue",
        () -> other.sqs.deleteQueue(d -> d.queueUrl(url)),
        "SetQueueAttributes",
        () -> other.sqs.setQueueAttributes(s -> s.queueUrl(url).attributes(delay)),
        "AddPermission",
        () ->
            other.sqs.addPermission(
                a -> a.queueUrl(url).label("l").awsAccountIds(other.account).actions("*")),
        "RemovePermission",
        () -> other.sqs.removePermission(r -> r.queueUrl(url).label("*")),
        "TagQueue",
        () -> other.sqs.tagQueue(t -> t.queueUrl(url).tags(Map.of("a", "b"))),
        "UntagQueue",
        () -> other.sqs.untagQueue(u -> u.queueUrl(url).tagKeys("a")),
        "ListQueueTags",
        () -> other.sqs.listQueueTags(l -> l.queueUrl(url)),
        "StartMessageMoveTask",
        () -> other.sqs.startMessageMoveTask(s -> s.sourceArn(arn)),
        "ListMessageMoveTasks",
        () -> other.sqs.listMessageMoveTasks(l -> l.sourceArn(arn)));
  }

  private void assertDenied(String action, Executable act) {
    assertEquals(new Refusal(403, "AccessDenied", sentence(other, action)), Refusal.of(act));
  }

  private String sentence(Tenant who, String action) {
    String name = action.toLowerCase(Locale.ROOT);
    return "User: arn:aws:iam::%s:root is not authorized to perform: sqs:%s on resource: %s"
            .formatted(who.account, name, arn)
        + " because no resource-based policy allows the sqs:%s action".formatted(name);
  }

  private void permit(String action) {
    String label = action.equals("*") ? "all" : action;
    tenant.sqs.addPermission(
        a -> a.queueUrl(url).label(label).awsAccountIds(other.account).actions(action));
  }

  private void policy(String statement) {
    String policy = "{'Statement':[" + statement.replaceFirst("\\{", "{'Resource':'*',") + "]}";
    tenant.sqs.setQueueAttributes(
        s -> s.queueUrl(url).attributesWithStrings(Map.of("Policy", policy.replace('\'', '"'))));
  }
}

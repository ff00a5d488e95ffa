package io.fanfare.broker.sdk.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.Tag;

/** Another account can use a topic as the topic's policy allows, and not otherwise. */
@OnEveryBroker
final class TopicAccessTest {

  private static final PublishBatchRequestEntry ENTRY =
      PublishBatchRequestEntry.builder().id("a").message("m").build();

  private final Tenant tenant;
  private final Tenant other;
  private final String topic;

  TopicAccessTest(Tenant tenant) {
    this.tenant = tenant;
    other = tenant.another();
    topic = tenant.sns.createTopic(c -> c.name(tenant.newName())).topicArn();
  }

  @Test
  void anotherAccountMayDoNothing() {
    shared().forEach(this::assertDenied);
    ofOwner().forEach(this::assertDenied);
    assertEquals(
        List.of(), tenant.sns.listSubscriptionsByTopic(l -> l.topicArn(topic)).subscriptions());
  }

  @Test
  void aPermissionIsForWhatItSays() {
    permit("Publish");
    other.sns.publish(p -> p.topicArn(topic).message("m"));
    other.sns.publish(p -> p.targetArn(topic).message("m"));
    assertEquals(
        1,
        other
            .sns
            .publishBatch(b -> b.topicArn(topic).publishBatchRequestEntries(ENTRY))
            .successful()
            .size());
    Map<String, Executable> rest = shared();
    rest.remove("Publish");
    rest.forEach(this::assertDenied);
  }

  @Test
  void whatCanBeSharedIsSharedByAPolicyForEverybody() {
    policy(
        "{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'SNS:*','Resource':'" + topic + "'}");
    ofOwner().forEach(this::assertDenied);
    Map<String, Executable> acts = shared();
    Executable last = acts.remove("DeleteTopic");
    acts.values().forEach(TopicAccessTest::assertDone);
    assertDone(last);
    assertEquals(
        new Refusal(404, "NotFound", "Topic does not exist"),
        Refusal.of(() -> tenant.sns.publish(p -> p.topicArn(topic).message("m"))));
  }

  @Test
  void aDenialBindsTheOwnerTooWhoCanTakeItBack() {
    policy("{'Effect':'Deny','Principal':'*','Action':'SNS:*','Resource':'*'}");
    assertEquals(
        new Refusal(
            403,
            "AuthorizationError",
            "User: arn:aws:iam::%s:root is not authorized to perform: SNS:Publish on resource: %s"
                    .formatted(tenant.account, topic)
                + " with an explicit deny in a resource-based policy"),
        Refusal.of(() -> tenant.sns.publish(p -> p.topicArn(topic).message("m"))));
    policy("");
    tenant.sns.publish(p -> p.topicArn(topic).message("m"));
  }

  @Test
  void aSubscriptionIsOfWhoSubscribedAndOfWhoOwnsTheTopic() {
    tenant.letSubscribe(topic, other);
    String endpoint = other.arnOf(other.queue());
    String arn =
        other
            .sns
            .subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(endpoint))
            .subscriptionArn();
    for (Tenant either : List.of(tenant, other)) {
      either.sns.setSubscriptionAttributes(
          s -> s.subscriptionArn(arn).attributeName("RawMessageDelivery").attributeValue("true"));
      assertEquals(
          other.account,
          either
              .sns
              .getSubscriptionAttributes(g -> g.subscriptionArn(arn))
              .attributes()
              .get("Owner"));
    }
    Tenant third = tenant.another();
    Refusal refusal =
        new Refusal(403, "AuthorizationError", "Not authorized to access this subscription");
    assertEquals(
        refusal,
        Refusal.of(() -> third.sns.getSubscriptionAttributes(g -> g.subscriptionArn(arn))));
    assertEquals(
        refusal,
        Refusal.of(
            () ->
                third.sns.setSubscriptionAttributes(
                    s ->
                        s.subscriptionArn(arn)
                            .attributeName("RawMessageDelivery")
                            .attributeValue("false"))));
    assertEquals(refusal, Refusal.of(() -> third.sns.unsubscribe(u -> u.subscriptionArn(arn))));
    other.sns.unsubscribe(u -> u.subscriptionArn(arn));
    third.sns.unsubscribe(u -> u.subscriptionArn(arn));
  }

  /** What a policy can give to others, by the right that it needs. */
  private Map<String, Executable> shared() {
    Map<String, Executable> acts = new TreeMap<>();
    acts.put(
        "Publish",
        () -> other.sns.publishBatch(b -> b.topicArn(topic).publishBatchRequestEntries(ENTRY)));
    acts.put(
        "Subscribe",
        () ->
            other.sns.subscribe(
                s -> s.topicArn(topic).protocol("sqs").endpoint(other.arnOf("/q"))));
    acts.put(
        "ListSubscriptionsByTopic",
        () -> other.sns.listSubscriptionsByTopic(l -> l.topicArn(topic)));
    acts.put("GetTopicAttributes", () -> other.sns.getTopicAttributes(g -> g.topicArn(topic)));
    acts.put(
        "SetTopicAttributes",
        () ->
            other.sns.setTopicAttributes(
                s -> s.topicArn(topic).attributeName("DisplayName").attributeValue("x")));
    acts.put("AddPermission", () -> permit(other, "GetTopicAttributes"));
    acts.put(
        "RemovePermission",
        () -> other.sns.removePermission(r -> r.topicArn(topic).label("GetTopicAttributes")));
    acts.put(
        "GetDataProtectionPolicy",
        () -> other.sns.getDataProtectionPolicy(g -> g.resourceArn(topic)));
    acts.put(
        "PutDataProtectionPolicy",
        () ->
            other.sns.putDataProtectionPolicy(
                p -> p.resourceArn(topic).dataProtectionPolicy("{}")));
    acts.put("DeleteTopic", () -> other.sns.deleteTopic(d -> d.topicArn(topic)));
    return acts;
  }

  /** What is never given to others. */
  private Map<String, Executable> ofOwner() {
    Tag tag = Tag.builder().key("k").value("v").build();
    return Map.of(
        "TagResource",
        () -> other.sns.tagResource(t -> t.resourceArn(topic).tags(tag)),
        "UntagResource",
        () -> other.sns.untagResource(u -> u.resourceArn(topic).tagKeys("k")),
        "ListTagsForResource",
        () -> other.sns.listTagsForResource(l -> l.resourceArn(topic)));
  }

  private void assertDenied(String action, Executable act) {
    String name = "SNS:" + action;
    assertEquals(
        new Refusal(
            403,
            "AuthorizationError",
            "User: arn:aws:iam::%s:root is not authorized to perform: %s on resource: %s"
                    .formatted(other.account, name, topic)
                + " because no resource-based policy allows the %s action".formatted(name)),
        Refusal.of(act));
  }

  private static void assertDone(Executable act) {
    try {
      act.execute();
    } catch (Throwable refusal) {
      throw new AssertionError(refusal);
    }
  }

  private void permit(String action) {
    permit(tenant, action);
  }

  private void permit(Tenant by, String action) {
    by.sns.addPermission(
        a -> a.topicArn(topic).label(action).awsAccountIds(other.account).actionNames(action));
  }

  private void policy(String statement) {
    String policy = statement.isEmpty() ? "{}" : "{'Statement':[" + statement + "]}";
    tenant.sns.setTopicAttributes(
        s -> s.topicArn(topic).attributeName("Policy").attributeValue(policy.replace('\'', '"')));
  }
}

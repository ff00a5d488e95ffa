package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;

/** CreateTopic, DeleteTopic and ListTopics. */
@OnEveryBroker
final class TopicsTest {

  private static final String INVALID = "InvalidParameter";

  private final Tenant tenant;

  TopicsTest(Tenant tenant) {
    this.tenant = tenant.another();
  }

  @Test
  void theArnSaysWhereTheTopicIs() {
    assertEquals(
        "arn:aws:sns:" + Tenant.REGION + ":" + tenant.account + ":orders", create("orders"));
  }

  @Test
  void creatingATopicAgainFindsIt() {
    assertEquals(create("orders"), create("orders"));
  }

  @Test
  void anExistingTopicWithOtherAttributesIsRefused() {
    create("orders");
    assertRefused(
        INVALID,
        "Invalid parameter: Attributes Reason: Topic already exists with different attributes",
        () -> tenant.sns.createTopic(c -> c.name("orders").attributes(Map.of("DisplayName", "x"))));
  }

  @Test
  void anExistingTopicWithOtherTagsIsRefused() {
    Tag tag = Tag.builder().key("team").value("a").build();
    tenant.sns.createTopic(c -> c.name("orders").tags(tag));
    tenant.sns.createTopic(c -> c.name("orders").tags(tag));
    create("orders");
    assertRefused(
        INVALID,
        "Invalid parameter: Tags Reason: Topic already exists with different tags",
        () ->
            tenant.sns.createTopic(
                c -> c.name("orders").tags(Tag.builder().key("team").value("b").build())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.b", "ä", "a/b", "orders.fifo"})
  void aBadNameIsRefused(String name) {
    assertRefused(INVALID, "Invalid parameter: Topic Name", () -> create(name));
  }

  @Test
  void aNameHasUpTo256Characters() {
    assertTrue(create("n".repeat(256)).endsWith("n".repeat(256)));
    assertRefused(INVALID, "Invalid parameter: Topic Name", () -> create("n".repeat(257)));
  }

  @Test
  void allTopicsAreListed() {
    assertEquals(List.of(), tenant.sns.listTopics().topics());
    var created = new TreeSet<>(List.of(create("a"), create("b"), create("c")));
    assertEquals(created, listed());
  }

  @Test
  void aPageHas100Topics() {
    var created = new TreeSet<String>();
    for (int i = 0; i < 105; i++) {
      created.add(create("topic-" + i));
    }
    assertEquals(100, tenant.sns.listTopics().topics().size());
    assertEquals(created, listed());
  }

  @Test
  void aDeletedTopicIsGoneAndItsNameIsFree() {
    String arn = create("orders");
    tenant.sns.deleteTopic(d -> d.topicArn(arn));
    assertEquals(Set.of(), listed());
    Refusal gone = Refusal.of(() -> tenant.sns.publish(p -> p.topicArn(arn).message("m")));
    assertEquals(new Refusal(404, "NotFound", "Topic does not exist"), gone);
    assertEquals(arn, create("orders"));
  }

  @Test
  void deletingAMissingTopicSucceeds() {
    tenant.sns.deleteTopic(d -> d.topicArn(create("orders") + "-missing"));
  }

  @Test
  void anArnHasSixElements() {
    assertRefused(
        INVALID,
        "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 3",
        () -> tenant.sns.deleteTopic(d -> d.topicArn("arn:aws:sns")));
  }

  @Test
  void aTopicOfAnotherRegionIsRefused() {
    String arn = create("orders");
    assertRefused(
        INVALID,
        "Invalid parameter: TopicArn",
        () -> tenant.in("us-west-2").sns.publish(p -> p.topicArn(arn).message("m")));
  }

  private String create(String name) {
    return tenant.sns.createTopic(c -> c.name(name)).topicArn();
  }

  private Set<String> listed() {
    var arns = new TreeSet<String>();
    for (Topic topic : tenant.sns.listTopicsPaginator().topics()) {
      arns.add(topic.topicArn());
    }
    return arns;
  }
}

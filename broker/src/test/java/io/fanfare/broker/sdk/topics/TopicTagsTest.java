package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.Tag;

/** TagResource, UntagResource and ListTagsForResource. */
@OnEveryBroker
final class TopicTagsTest {

  private final Tenant tenant;

  TopicTagsTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void tagsAreAddedOverwrittenAndRemoved() {
    String arn = topic(tag("team", "a"));
    tag(arn, tag("team", "b"), tag("cost center", ""));
    assertEquals(Map.of("team", "b", "cost center", ""), tags(arn));
    untag(arn, "team", "unknown");
    assertEquals(Map.of("cost center", ""), tags(arn));
    untag(arn, "cost center");
    assertEquals(Map.of(), tags(arn));
  }

  @Test
  void aNewTopicHasNoTags() {
    assertEquals(Map.of(), tags(topic()));
  }

  @Test
  void aDeletedTopicTakesItsTagsWithIt() {
    String name = tenant.newName();
    String arn = tenant.sns.createTopic(c -> c.name(name).tags(tag("team", "a"))).topicArn();
    tenant.sns.deleteTopic(d -> d.topicArn(arn));
    assertNoResource(arn);
    tenant.sns.createTopic(c -> c.name(name).tags(tag("team", "b")));
    assertEquals(Map.of("team", "b"), tags(arn));
  }

  @Test
  void aTopicHasUpTo50Tags() {
    Tag[] fifty = IntStream.range(0, 50).mapToObj(i -> tag("key-" + i, "v")).toArray(Tag[]::new);
    String arn = topic(fifty);
    assertRefused(
        "TagLimitExceeded",
        "Could not complete request: tag quota of per resource exceeded",
        () -> tag(arn, tag("one more", "v")));
    assertEquals(50, tags(arn).size());
  }

  @Test
  void whatIsNoTagIsRefused() {
    String arn = topic();
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: Duplicated keys are not allowed.",
        () -> tag(arn, tag("a", "1"), tag("a", "2")));
    assertRefused(
        "ValidationError",
        "1 validation error detected: Value null at 'tags.2.member.value' failed to satisfy"
            + " constraint: Member must not be null",
        () -> tag(arn, tag("a", "1"), Tag.builder().key("b").build()));
    assertEquals(Map.of(), tags(arn));
  }

  @Test
  void aTopicThatIsNotThereHasNoTags() {
    assertNoResource(topic() + "-missing");
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: ResourceArn Reason: An ARN must have at least 6 elements, not 1",
        () -> tags("orders"));
  }

  private void assertNoResource(String arn) {
    Refusal missing = new Refusal(404, "ResourceNotFound", "Resource does not exist");
    assertEquals(missing, Refusal.of(() -> tags(arn)));
    assertEquals(missing, Refusal.of(() -> tag(arn, tag("a", "b"))));
    assertEquals(missing, Refusal.of(() -> untag(arn, "a")));
  }

  private String topic(Tag... tags) {
    return tenant.sns.createTopic(c -> c.name(tenant.newName()).tags(tags)).topicArn();
  }

  private void tag(String arn, Tag... tags) {
    tenant.sns.tagResource(t -> t.resourceArn(arn).tags(tags));
  }

  private void untag(String arn, String... keys) {
    tenant.sns.untagResource(u -> u.resourceArn(arn).tagKeys(keys));
  }

  private Map<String, String> tags(String arn) {
    List<Tag> tags = tenant.sns.listTagsForResource(l -> l.resourceArn(arn)).tags();
    return tags.stream().collect(toMap(Tag::key, Tag::value));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}

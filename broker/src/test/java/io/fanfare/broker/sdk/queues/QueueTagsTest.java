package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertMissing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** TagQueue, UntagQueue and ListQueueTags. */
@OnEveryBroker
final class QueueTagsTest {

  private final Tenant tenant;

  QueueTagsTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aNewQueueHasNoTags() {
    String url = tenant.queue();
    assertFalse(tenant.sqs.listQueueTags(l -> l.queueUrl(url)).hasTags());
  }

  @Test
  void tagsAreGivenWithTheCreation() {
    String url =
        tenant
            .sqs
            .createQueue(c -> c.queueName(tenant.newName()).tags(Map.of("team", "a", "empty", "")))
            .queueUrl();
    assertEquals(Map.of("team", "a", "empty", ""), tags(url));
  }

  @Test
  void tagsAreAddedAndOverwritten() {
    String url = tenant.queue();
    tag(url, Map.of("a", "1", "b", "2"));
    tag(url, Map.of("b", "3", "B", "4"));
    assertEquals(Map.of("a", "1", "b", "3", "B", "4"), tags(url));
  }

  @Test
  void untaggingIgnoresUnknownKeys() {
    String url = tenant.queue();
    tag(url, Map.of("a", "1", "b", "2"));
    tenant.sqs.untagQueue(u -> u.queueUrl(url).tagKeys("b", "unknown"));
    assertEquals(Map.of("a", "1"), tags(url));
  }

  @Test
  void aTagIsMadeOfLettersDigitsSpacesAndAFewSymbols() {
    String url = tenant.queue();
    tag(url, Map.of("Kostenstelle ä 1_.:/=+-@", "Wert ß 2_.:/=+-@"));
    assertEquals(Map.of("Kostenstelle ä 1_.:/=+-@", "Wert ß 2_.:/=+-@"), tags(url));
    assertInvalid(
        "Tag keys may only contain unicode letters, digits, whitespace, or one of these symbols: _"
            + " . : / = + - @",
        () -> tag(url, Map.of("a!", "1")));
  }

  @Test
  void aKeyHasFrom1To128Characters() {
    String url = tenant.queue();
    tag(url, Map.of("k".repeat(128), "v"));
    String refusal = "Tag keys must be between 1 and 128 characters in length.";
    assertInvalid(refusal, () -> tag(url, Map.of("k".repeat(129), "v")));
    assertInvalid(refusal, () -> tag(url, Map.of("", "v")));
  }

  @Test
  void aQueueHasUpTo50Tags() {
    String url = tenant.queue();
    Map<String, String> fifty = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      fifty.put("key" + i, "v");
    }
    tag(url, fifty);
    String name = url.substring(url.lastIndexOf('/') + 1);
    assertInvalid(
        "Too many tags added for queue " + name + ".", () -> tag(url, Map.of("one more", "v")));
    tag(url, Map.of("key7", "w"));
    assertEquals(50, tags(url).size());
  }

  @Test
  void nothingToDoIsRefused() {
    String url = tenant.queue();
    assertMissing("Tags", () -> tag(url, Map.of()));
    assertMissing("TagKeys", () -> tenant.sqs.untagQueue(u -> u.queueUrl(url).tagKeys(List.of())));
  }

  private void tag(String url, Map<String, String> tags) {
    tenant.sqs.tagQueue(t -> t.queueUrl(url).tags(tags));
  }

  private Map<String, String> tags(String url) {
    return tenant.sqs.listQueueTags(l -> l.queueUrl(url)).tags();
  }
}

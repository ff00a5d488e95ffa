package io.fanfare.topics.rules;

import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.topics.model.Tag;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What tags a topic may have. */
class TagRulesTest {

  private static final String DETECTED = "1 validation error detected: Value ";

  @Test
  void aTagIsAddedOrOverwritten() {
    assertEquals(
        Map.of("a", "3", "b", "2", "c", ""),
        TagRules.add(Map.of("a", "1", "b", "2"), List.of(new Tag("a", "3"), new Tag("c", ""))));
  }

  @Test
  void aKeyThatIsNotThereIsRemovedAllTheSame() {
    assertEquals(Map.of("a", "1"), TagRules.remove(Map.of("a", "1", "b", "2"), List.of("b", "c")));
  }

  @Test
  void aTopicHasUpTo50Tags() {
    List<Tag> fifty = IntStream.range(0, 50).mapToObj(i -> new Tag("key-" + i, "value")).toList();
    Map<String, String> tags = TagRules.add(Map.of(), fifty);
    assertEquals(tags, TagRules.add(tags, fifty));
    assertRefused(
        "Could not complete request: tag quota of per resource exceeded",
        () -> TagRules.add(tags, List.of(new Tag("one more", ""))));
  }

  @Test
  void aKeyHas1To128CharactersAndAValueUpTo256() {
    assertEquals(
        1, TagRules.add(Map.of(), List.of(new Tag("k".repeat(128), "v".repeat(256)))).size());
    assertRefused(
        DETECTED
            + "'' at 'tags.1.member.key' failed to satisfy constraint: Member must have length"
            + " greater than or equal to 1",
        () -> TagRules.add(Map.of(), List.of(new Tag("", "v"))));
    assertRefused(
        DETECTED
            + "'%s' at 'tags.2.member.key' failed to satisfy constraint: Member must have length"
                .formatted("k".repeat(129))
            + " less than or equal to 128",
        () -> TagRules.add(Map.of(), List.of(new Tag("k", "v"), new Tag("k".repeat(129), "v"))));
    assertRefused(
        DETECTED
            + "'%s' at 'tags.1.member.value' failed to satisfy constraint: Member must have length"
                .formatted("v".repeat(257))
            + " less than or equal to 256",
        () -> TagRules.add(Map.of(), List.of(new Tag("k", "v".repeat(257)))));
  }

  @Test
  void aTagHasAKeyOfItsOwnAndAValue() {
    assertRefused(
        "Invalid parameter: Duplicated keys are not allowed.",
        () -> TagRules.add(Map.of(), List.of(new Tag("k", "v"), new Tag("k", "v"))));
    String missing = "null at '%s' failed to satisfy constraint: Member must not be null";
    assertRefused(
        DETECTED + missing.formatted("tags.1.member.key"),
        () -> TagRules.add(Map.of(), List.of(new Tag(null, "v"))));
    assertRefused(
        DETECTED + missing.formatted("tags.1.member.value"),
        () -> TagRules.add(Map.of(), List.of(new Tag("k", null))));
  }
}

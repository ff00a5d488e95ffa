package io.fanfare.topics.rules;

import io.fanfare.core.BrokerException;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.RequiredMember;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TopicError;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tags a topic may have. */
public final class TagRules {

  private TagRules() {}

  /** The tags of a topic once {@code added} are put to {@code current}. */
  public static Map<String, String> add(Map<String, String> current, List<Tag> added) {
    Map<String, String> tags = new LinkedHashMap<>(current);
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < added.size(); i++) {
      String path = "tags." + (i + 1) + ".member.";
      String key = sized(path + "key", added.get(i).key(), 1, Limits.TAG_KEY_LENGTH);
      String value = sized(path + "value", added.get(i).value(), 0, Limits.TAG_VALUE_LENGTH);
      if (!keys.add(key)) {
        throw Refusals.invalid("Duplicated keys are not allowed.");
      }
      tags.put(key, value);
    }
    if (tags.size() > Limits.TAGS) {
      throw TopicError.TAG_LIMIT_EXCEEDED.refuse(
          "Could not complete request: tag quota of per resource exceeded");
    }
    return tags;
  }

  /** The tags of a topic once those called {@code removed} are gone. */
  public static Map<String, String> remove(Map<String, String> current, List<String> removed) {
    Map<String, String> tags = new LinkedHashMap<>(current);
    removed.forEach(tags::remove);
    return tags;
  }

  private static String sized(String path, @Nullable String text, int least, int most) {
    String present = RequiredMember.of(path, text);
    if (present.length() < least) {
      throw constraint(path, present, "greater than or equal to " + least);
    }
    if (present.length() > most) {
      throw constraint(path, present, "less than or equal to " + most);
    }
    return present;
  }

  private static BrokerException constraint(String path, String value, String bound) {
    return TopicError.VALIDATION_ERROR.refuse(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must"
            + " have length %s",
        value, path, bound);
  }
}

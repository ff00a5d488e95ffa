package io.fanfare.queues.rules;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;
import static io.fanfare.queues.model.QueueError.QUEUE_NAME_EXISTS;

import io.fanfare.queues.model.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What tags a queue may have. */
public final class TagRules {

  private static final Pattern LEGAL = Pattern.compile("[\\p{L}\\p{N}\\p{Z}\\s_.:/=+\\-@]*");
  private static final String SYMBOLS =
      " may only contain unicode letters, digits, whitespace, or one of these symbols: _ . : / = +"
          + " - @";

  private TagRules() {}

  /** The tags of {@code queue} once {@code added} are put to {@code current}. */
  public static Map<String, String> add(
      String queue, Map<String, String> current, Map<String, String> added) {
    added.forEach(TagRules::check);
    Map<String, String> tags = new LinkedHashMap<>(current);
    tags.putAll(added);
    if (tags.size() > Limits.TAGS) {
      throw INVALID_PARAMETER_VALUE.refuse("Too many tags added for queue %s.", queue);
    }
    return tags;
  }

  /** Refuses {@code given}, if there are any, unless they are the tags that the queue has. */
  public static void checkSame(Map<String, String> current, Map<String, String> given) {
    if (!given.isEmpty() && !given.equals(current)) {
      throw QUEUE_NAME_EXISTS.refuse(
          "A queue already exists with the same name and a different value for tags");
    }
  }

  /** The tags of a queue once those called {@code removed} are gone. */
  public static Map<String, String> remove(Map<String, String> current, List<String> removed) {
    Map<String, String> tags = new LinkedHashMap<>(current);
    removed.forEach(tags::remove);
    return tags;
  }

  private static void check(String key, String value) {
    if (key.isEmpty() || key.length() > Limits.TAG_KEY_LENGTH) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "Tag keys must be between 1 and 128 characters in length.");
    }
    if (!LEGAL.matcher(key).matches()) {
      throw INVALID_PARAMETER_VALUE.refuse("%s", "Tag keys" + SYMBOLS);
    }
    if (value.length() > Limits.TAG_VALUE_LENGTH) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "Tag values must be between 0 and 256 characters in length.");
    }
    if (!LEGAL.matcher(value).matches()) {
      throw INVALID_PARAMETER_VALUE.refuse("%s", "Tag values" + SYMBOLS);
    }
  }
}

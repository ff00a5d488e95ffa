package io.fanfare.functions.rules;

import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tags a mapping may have. */
public final class TagRules {

  private TagRules() {}

  /** {@code current}, once {@code added} are put to them. */
  public static Map<String, String> add(Map<String, String> current, Map<String, String> added) {
    Map<String, String> tags = new LinkedHashMap<>(current);
    tags.putAll(added);
    if (tags.size() > Limits.TAGS) {
      throw FunctionError.INVALID_PARAMETER_VALUE.refuse(
          "The resource cannot have more than %d tags.", Limits.TAGS);
    }
    return tags;
  }

  /** {@code current}, once those called {@code removed} are gone. */
  public static Map<String, String> remove(Map<String, String> current, List<String> removed) {
    Map<String, String> tags = new LinkedHashMap<>(current);
    removed.forEach(tags::remove);
    return tags;
  }
}

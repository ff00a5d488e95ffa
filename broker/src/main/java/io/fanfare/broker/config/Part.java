package io.fanfare.broker.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the file says that a resource has.
 *
 * @param line where the resource stands
 * @param attributes their values by AWS's names
 * @param tagsLine where its tags stand
 * @param tags none if the file has none
 */
record Part(int line, Map<String, Given> attributes, int tagsLine, Map<String, String> tags) {

  /** The name that tags go by among attributes. */
  static final String TAGS = "tags";

  Part {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** The lines of all attributes, and of the tags. */
  Map<String, Integer> lines() {
    Map<String, Integer> lines = new LinkedHashMap<>();
    attributes.forEach((name, given) -> lines.put(name, given.line()));
    if (!tags.isEmpty()) {
      lines.put(TAGS, tagsLine);
    }
    return lines;
  }

  /** The values of all attributes. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    attributes.forEach((name, given) -> texts.put(name, given.text()));
    return texts;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(attributes.get(name)).map(Given::text);
  }

  /** The same without the attribute {@code name}. */
  Part without(String name) {
    Map<String, Given> fewer = new LinkedHashMap<>(attributes);
    fewer.remove(name);
    return new Part(line, fewer, tagsLine, name.equals(TAGS) ? Map.of() : tags);
  }

  /** The same with those of {@code names} alone, and without tags. */
  Part only(String... names) {
    Map<String, Given> fewer = new LinkedHashMap<>();
    for (String name : names) {
      Given given = attributes.get(name);
      if (given != null) {
        fewer.put(name, given);
      }
    }
    return new Part(line, fewer, tagsLine, Map.of());
  }
}

package io.fanfare.yaml;

import io.fanfare.yaml.YamlNode.Scalar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The members of a map in the file, by the names that there may be, and what is wrong with them.
 */
public final class Fields {

  private static final Pattern TAG_KEY = Pattern.compile("(?s:.{1,128})");
  private static final int TAG_VALUE = 256;

  private final int line;
  private final Map<String, YamlNode> all;
  private final List<Mistake> mistakes;

  private Fields(int line, Map<String, YamlNode> all, List<Mistake> mistakes) {
    this.line = line;
    this.all = all;
    this.mistakes = mistakes;
  }

  /** The members of {@code node}, which may be called as {@code known} says. */
  public static Fields of(YamlNode node, List<Mistake> mistakes, List<String> known) {
    Map<String, YamlNode> members = members(node, mistakes);
    members.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            mistakes.add(
                new Mistake(
                    value.line(),
                    "There is no such member; here are " + String.join(", ", known) + "."));
          }
        });
    return new Fields(node.line(), members, mistakes);
  }

  private static Map<String, YamlNode> members(YamlNode node, List<Mistake> mistakes) {
    if (node instanceof YamlNode.Members found) {
      return found.all();
    }
    if (!isNothing(node)) {
      mistakes.add(new Mistake(node.line(), "This has to be a map."));
    }
    return Map.of();
  }

  private static boolean isNothing(YamlNode node) {
    return node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NULL;
  }

  public int line() {
    return line;
  }

  /** The text {@code name}, if it is there and as {@code form} says. */
  public Optional<String> text(String name, Pattern form, String sentence) {
    YamlNode found = all.get(name);
    if (found == null) {
      return Optional.empty();
    }
    if (found instanceof Scalar scalar
        && scalar.kind() != Scalar.Kind.NULL
        && form.matcher(scalar.text()).matches()) {
      return Optional.of(scalar.text());
    }
    mistakes.add(new Mistake(found.line(), sentence));
    return Optional.empty();
  }

  /** The same, where it has to be there. */
  public Optional<String> required(String name, Pattern form, String sentence) {
    if (!all.containsKey(name)) {
      mistakes.add(new Mistake(line, "The member " + name + " is missing."));
    }
    return text(name, form, sentence);
  }

  /** The time that {@code text} spells, one of these, in ISO 8601. */
  public Optional<Instant> time(Optional<String> text, String sentence) {
    try {
      return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeException notATime) {
      mistakes.add(new Mistake(line, sentence));
      return Optional.empty();
    }
  }

  /** The truth value {@code name}, or {@code otherwise}. */
  public boolean flag(String name, boolean otherwise) {
    YamlNode found = all.get(name);
    if (found == null) {
      return otherwise;
    }
    if (found instanceof Scalar scalar && scalar.text().matches("true|false")) {
      return scalar.text().equals("true");
    }
    mistakes.add(new Mistake(found.line(), "This is either true or false."));
    return otherwise;
  }

  /** The value {@code name}. */
  public Optional<YamlNode> node(String name) {
    return Optional.ofNullable(all.get(name)).filter(node -> !isNothing(node));
  }

  /** The items of the list {@code name}; none if it is not there. */
  public List<YamlNode> items(String name) {
    Optional<YamlNode> found = node(name);
    if (found.isPresent() && !(found.get() instanceof YamlNode.Items)) {
      mistakes.add(new Mistake(found.get().line(), "This has to be a list."));
    }
    return found
        .filter(YamlNode.Items.class::isInstance)
        .map(YamlNode.Items.class::cast)
        .map(YamlNode.Items::all)
        .orElse(List.of());
  }

  /** Has {@code each} read what the map {@code name} has by names that are as {@code form} says. */
  public void named(String name, Pattern form, String sentence, BiConsumer<String, YamlNode> each) {
    node(name)
        .ifPresent(
            node ->
                members(node, mistakes)
                    .forEach(
                        (key, value) -> {
                          if (form.matcher(key).matches()) {
                            each.accept(key, value);
                          } else {
                            mistakes.add(new Mistake(value.line(), sentence));
                          }
                        }));
  }

  /** The texts of the map {@code name}, by names that AWS takes for tags. */
  public Map<String, String> tags(String name) {
    Map<String, String> tags = new LinkedHashMap<>();
    named(
        name,
        TAG_KEY,
        "The key of a tag has 1 to 128 characters.",
        (key, value) -> {
          if (value instanceof Scalar scalar && scalar.text().length() <= TAG_VALUE) {
            tags.put(key, scalar.text());
          } else {
            mistakes.add(new Mistake(value.line(), "The value of a tag is a text of 0 to 256."));
          }
        });
    return tags;
  }
}

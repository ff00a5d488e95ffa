package io.fanfare.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which records of an event source are wanted, in EventBridge's language of patterns. It has the
 * operators of {@link FilterPolicy} and differs in this: a number is met by one that is written the
 * same way only, and there is no limit on keys and combinations, so a pattern is held against a
 * record as it stands, and not as one of many in a tree.
 *
 * <p>Of a record's body a pattern may say what its JSON is like, in an object, or what its text is,
 * in a list; a body is JSON if it spells an object or an array.
 */
public final class FilterPattern {

  private static final String BODY = "body";

  private final All root;

  private FilterPattern(All root) {
    this.root = root;
  }

  /** What stands under a key of a pattern. */
  private sealed interface Node permits All, AnyOf {

    /** Whether {@code value} is like that; a missing one may be. */
    boolean matches(JsonNode value);
  }

  /**
   * An object: all of its keys must be met, by one and the same element of an array.
   *
   * @param keys what each key wants
   * @param choices alternatives, of each of which one must be met
   */
  private record All(Map<String, Node> keys, List<List<All>> choices) implements Node {

    @Override
    public boolean matches(JsonNode value) {
      if (value.isArray()) {
        for (JsonNode element : value) {
          if (matches(element)) {
            return true;
          }
        }
        return false;
      }
      return keys.entrySet().stream()
              .allMatch(key -> key.getValue().matches(value.path(key.getKey())))
          && choices.stream().allMatch(all -> all.stream().anyMatch(one -> one.matches(value)));
    }

    boolean matches(FilterRecord record) {
      return keys.entrySet().stream().allMatch(key -> matches(key, record))
          && choices.stream().allMatch(all -> all.stream().anyMatch(one -> one.matches(record)));
    }

    private static boolean matches(Map.Entry<String, Node> key, FilterRecord record) {
      if (!key.getKey().equals(BODY)) {
        return key.getValue().matches(record.members().path(key.getKey()));
      }
      JsonNode body = record.body();
      return body.isContainerNode() == key.getValue() instanceof All
          && key.getValue().matches(body);
    }
  }

  /** A list: one value must be like one of its elements. */
  private record AnyOf(List<Wanted> elements) implements Node {

    @Override
    public boolean matches(JsonNode value) {
      List<JsonNode> values = new ArrayList<>();
      addScalars(value, values);
      return elements.stream().anyMatch(element -> element.isMetBy(values));
    }

    private static void addScalars(JsonNode value, List<JsonNode> values) {
      if (value.isArray()) {
        value.forEach(element -> addScalars(element, values));
      } else if (!value.isObject() && !value.isMissingNode()) {
        values.add(value);
      }
    }
  }

  /**
   * An element of a list.
   *
   * @param written how a number is written; empty if it is none
   * @param condition what another value must be like
   */
  private record Wanted(String written, Condition condition) {

    boolean isMetBy(List<JsonNode> values) {
      if (condition instanceof Condition.Absent) {
        return values.isEmpty();
      }
      return values.stream().anyMatch(this::isMetBy);
    }

    private boolean isMetBy(JsonNode value) {
      if (!written.isEmpty()) {
        return value.isNumber() && value.asText().equals(written);
      }
      if (condition instanceof Condition.Present) {
        return true;
      }
      return Candidate.of(value).filter(condition::holds).isPresent();
    }
  }

  /** The pattern that {@code text} spells; nothing if it spells none. */
  public static Optional<FilterPattern> parse(String text) {
    try {
      JsonNode pattern = FilterJson.parse(text);
      return pattern.isObject()
          ? Optional.of(new FilterPattern(new Reader().object(pattern)))
          : Optional.empty();
    } catch (JsonProcessingException | BrokerException notOne) {
      return Optional.empty();
    }
  }

  /** Whether {@code record} is wanted. */
  public boolean matches(FilterRecord record) {
    return root.matches(record);
  }

  /** Reads patterns; what is none is refused. */
  private static final class Reader {

    private final ConditionReader conditions = new ConditionReader(Reader::refusal);

    private static BrokerException refusal(String reason) {
      return CommonError.INVALID_PARAMETER_VALUE.refuse("%s", reason);
    }

    private All object(JsonNode object) {
      Map<String, Node> keys = new LinkedHashMap<>();
      List<List<All>> choices = new ArrayList<>();
      for (Map.Entry<String, JsonNode> key : object.properties()) {
        JsonNode value = key.getValue();
        if (PolicyShape.isOr(key)) {
          List<All> branches = new ArrayList<>();
          value.forEach(branch -> branches.add(object(present(branch))));
          choices.add(branches);
        } else if (value.isObject()) {
          keys.put(key.getKey(), object(present(value)));
        } else {
          keys.put(key.getKey(), list(value));
        }
      }
      return new All(keys, choices);
    }

    private AnyOf list(JsonNode value) {
      if (!value.isArray()) {
        throw refusal("A value of a pattern must be an object or an array");
      }
      List<Wanted> elements = new ArrayList<>();
      for (JsonNode element : present(value)) {
        String written = element.isNumber() ? element.asText() : "";
        elements.add(new Wanted(written, conditions.read(element)));
      }
      return new AnyOf(elements);
    }

    private static JsonNode present(JsonNode container) {
      if (container.isEmpty()) {
        throw refusal("Empty objects and arrays are not allowed");
      }
      return container;
    }
  }
}

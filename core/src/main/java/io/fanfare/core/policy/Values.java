package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.policy.condition.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Values in a policy, of which a single one may stand without a list. */
final class Values {

  private Values() {}

  /** The texts of {@code node}, at least one. */
  static List<String> texts(JsonNode node) throws Malformed {
    List<String> texts = read(node, JsonNode::isTextual);
    if (texts.isEmpty()) {
      throw new Malformed("A list is empty.");
    }
    return texts;
  }

  /** The values of {@code node}, of which numbers and truth values are taken as their text. */
  static List<String> scalars(JsonNode node) throws Malformed {
    return read(node, one -> one.isTextual() || one.isNumber() || one.isBoolean());
  }

  private static List<String> read(JsonNode node, Predicate<JsonNode> taken) throws Malformed {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      for (JsonNode each : node) {
        texts.add(text(each, taken));
      }
    } else {
      texts.add(text(node, taken));
    }
    return texts;
  }

  private static String text(JsonNode node, Predicate<JsonNode> taken) throws Malformed {
    if (!taken.test(node)) {
      throw new Malformed("A value is not a text.");
    }
    return node.asText();
  }
}

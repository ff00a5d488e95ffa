package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Texts in a policy, of which a single one may stand without a list. */
final class Texts {

  private Texts() {}

  /** The texts of {@code node}; what is none is passed over. */
  static List<String> of(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.textValue());
    }
    for (JsonNode each : node) {
      if (each.isTextual()) {
        texts.add(each.textValue());
      }
    }
    return texts;
  }
}

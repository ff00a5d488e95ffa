package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.policy.condition.Glob;
import io.fanfare.core.policy.condition.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a statement is about.
 *
 * @param all patterns in small letters, each with its service
 * @param but whether it is about what none of them fits
 */
record Actions(List<Glob> all, boolean but) {

  static final Actions ANY = new Actions(List.of(Glob.of("*")), false);

  Actions {
    all = List.copyOf(all);
  }

  /** The actions that {@code node} names, or all {@code but} those. */
  static Actions of(JsonNode node, boolean but) throws Malformed {
    List<Glob> all = new ArrayList<>();
    for (String text : Values.texts(node)) {
      int colon = text.indexOf(':');
      if (!text.equals("*") && (colon < 1 || Glob.of(text.substring(0, colon)).isWild())) {
        throw new Malformed("An action does not begin with the name of a service.");
      }
      all.add(Glob.of(text.toLowerCase(Locale.ROOT)));
    }
    return new Actions(all, but);
  }

  /** Whether {@code right} is among them. */
  boolean include(Right right) {
    for (Glob one : all) {
      if (one.matches(right.pattern())) {
        return !but;
      }
    }
    return but;
  }
}

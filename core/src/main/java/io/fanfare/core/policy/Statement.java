package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A statement of a policy, ready to be asked.
 *
 * @param denies whether it denies what it says; else it allows it
 * @param conditional whether it holds under a condition, which is not looked at yet
 */
record Statement(
    boolean denies,
    boolean conditional,
    Principals principals,
    boolean butPrincipals,
    Patterns actions,
    Patterns resources) {

  /**
   * Patterns, one of which has to fit.
   *
   * @param but whether none of them has to fit
   */
  record Patterns(List<String> all, boolean but) {

    private static final Patterns ANY = new Patterns(List.of("*"), false);

    /** Whether {@code text} is meant. */
    boolean fit(String text) {
      for (String pattern : all) {
        if (Wildcard.matches(pattern, text)) {
          return !but;
        }
      }
      return but;
    }

    private Patterns small() {
      return new Patterns(
          all.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).toList(), but);
    }
  }

  /**
   * The statement that {@code node} spells. Nothing if it can have no effect: it is none, or it
   * allows what depends on something that nobody can tell yet.
   */
  static Optional<Statement> of(JsonNode node) {
    String effect = node.path("Effect").asText();
    boolean denies = effect.equals("Deny");
    JsonNode condition = node.path("Condition");
    boolean conditional =
        !condition.isMissingNode() && !(condition.isObject() && condition.isEmpty());
    boolean butPrincipals = node.has("NotPrincipal");
    if (!denies && (!effect.equals("Allow") || conditional || butPrincipals)) {
      return Optional.empty();
    }
    return Optional.of(
        new Statement(
            denies,
            conditional,
            Principals.of(node.path(butPrincipals ? "NotPrincipal" : "Principal")),
            butPrincipals,
            patterns(node, "Action").small(),
            node.has("Resource") || node.has("NotResource")
                ? patterns(node, "Resource")
                : Patterns.ANY));
  }

  private static Patterns patterns(JsonNode node, String member) {
    boolean but = node.has("Not" + member);
    return new Patterns(Texts.of(node.path(but ? "Not" + member : member)), but);
  }

  /** Whether it is about {@code principal}, who wants {@code right} to {@code resource}. */
  boolean isAbout(Principal principal, Right right, String resource) {
    return (butPrincipals ? !principals.except(principal) : principals.include(principal))
        && actions.fit(right.pattern())
        && resources.fit(resource);
  }
}

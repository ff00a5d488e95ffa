package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.policy.condition.Glob;
import io.fanfare.core.policy.condition.Malformed;
import io.fanfare.core.policy.condition.RequestContext;
import io.fanfare.core.policy.condition.Template;
import java.util.ArrayList;
import java.util.List;

/**
 * On what a statement is.
 *
 * @param all patterns of ARNs, which may have variables in their last part
 * @param but whether it is on what none of them fits
 */
record Resources(List<Template> all, boolean but) {

  private static final String EVERYTHING = "*";
  private static final int SERVICE = 2;
  private static final int RESOURCE = 5;

  Resources {
    all = List.copyOf(all);
  }

  /** Everything. */
  static Resources any() {
    return new Resources(List.of(), true);
  }

  /**
   * The resources that {@code node} names, or all {@code but} those.
   *
   * @param variables whether their names may have variables
   */
  static Resources of(JsonNode node, boolean but, boolean variables) throws Malformed {
    List<Template> all = new ArrayList<>();
    for (String text : Values.texts(node)) {
      Template template = Template.of(text, variables);
      check(template);
      all.add(template);
    }
    return new Resources(all, but);
  }

  private static void check(Template template) throws Malformed {
    String[] parts = template.beginning().split(":", -1);
    if (!template.isPlain() && parts.length <= RESOURCE) {
      throw new Malformed("A variable stands before the last part of an ARN.");
    }
    if (parts.length > SERVICE && Glob.of(parts[SERVICE]).isWild()) {
      throw new Malformed("The service of an ARN has a wildcard.");
    }
  }

  /** Whether every one of them can be the name of something. */
  boolean areNames() {
    return all.stream()
        .map(Template::beginning)
        .allMatch(text -> text.equals(EVERYTHING) || text.startsWith("arn:"));
  }

  /** Whether {@code resource} is among them. */
  boolean include(String resource, RequestContext context) {
    for (Template each : all) {
      Glob one = each.in(context);
      if (one != null && one.matchesParts(resource)) {
        return !but;
      }
    }
    return but;
  }
}

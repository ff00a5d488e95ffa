package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.policy.Statement.Scope;
import io.fanfare.core.policy.condition.Condition;
import io.fanfare.core.policy.condition.ConditionReader;
import io.fanfare.core.policy.condition.ContextKey;
import io.fanfare.core.policy.condition.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a statement of a policy, element by element, and says which of them are wrong. */
final class StatementReader {

  private static final String EFFECT = "Effect";
  private static final String PRINCIPAL = "Principal";
  private static final String ACTION = "Action";
  private static final String RESOURCE = "Resource";
  private static final String CONDITION = "Condition";
  private static final String NOT = "Not";
  private static final String MISSING = "It is missing.";
  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          EFFECT,
          PRINCIPAL,
          NOT + PRINCIPAL,
          ACTION,
          NOT + ACTION,
          RESOURCE,
          NOT + RESOURCE,
          CONDITION);

  private final ObjectNode node;
  private final Policy.Kind kind;
  private final boolean variables;
  private final List<Fault> faults = new ArrayList<>();
  private Scope scope = Scope.ANYBODY;
  private Actions actions = Actions.ANY;
  private Resources resources = Resources.any();
  private List<Condition> conditions = List.of();
  private boolean bySource;

  /** What is wrong with an element. */
  record Fault(String element, String sentence) {}

  /** How an element becomes what it says. */
  @FunctionalInterface
  private interface Reading {
    void read(JsonNode value, boolean but) throws Malformed;
  }

  StatementReader(ObjectNode node, Policy.Kind kind, boolean variables) {
    this.node = node;
    this.kind = kind;
    this.variables = variables;
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }

  int principalCount() {
    return scope.principals().entries();
  }

  int actionCount() {
    return actions.all().size();
  }

  int conditionCount() {
    return conditions.size();
  }

  /**
   * The statement; nothing if it has no effect: it is neither a permission nor a denial, or it is a
   * permission with a fault.
   *
   * @param whole whether the policy around it is understood
   * @param by what the log calls it
   */
  Optional<Statement> read(boolean whole, String by) {
    String effect = node.path(EFFECT).isTextual() ? node.path(EFFECT).textValue() : "";
    boolean denies = effect.equals("Deny");
    boolean allows = effect.equals("Allow");
    if (!denies && !allows) {
      faults.add(new Fault(EFFECT, "It is neither Allow nor Deny."));
    }
    checkElements();
    bySource = asksForSource(node.path(CONDITION));
    attempt(CONDITION, () -> readConditions(node.path(CONDITION)));
    readPrincipals(allows);
    one(ACTION, true, (value, but) -> actions = Actions.of(value, but));
    one(RESOURCE, kind == Policy.Kind.IDENTITY, this::readResources);
    boolean outright = whole && faults.isEmpty() && conditions.isEmpty();
    boolean counts = denies || (allows && whole && faults.isEmpty());
    if (kind == Policy.Kind.RESOURCE && !node.has(RESOURCE) && !node.has(NOT + RESOURCE)) {
      /* Old policies have none and mean what they belong to. */
      faults.add(new Fault(RESOURCE, MISSING));
    }
    return counts
        ? Optional.of(
            new Statement(
                denies, outright, scope, actions, resources, conditions, verdict(denies, by)))
        : Optional.empty();
  }

  private Verdict verdict(boolean denies, String by) {
    if (!denies) {
      return new Verdict(Decision.ALLOWED, by);
    }
    boolean ofResource = kind == Policy.Kind.RESOURCE;
    return new Verdict(ofResource ? Decision.DENIED_BY_RESOURCE : Decision.DENIED_BY_IDENTITY, by);
  }

  private void checkElements() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!ELEMENTS.contains(name)) {
                faults.add(new Fault(name, "There is no such element."));
              }
            });
    JsonNode label = node.path("Sid");
    if (!label.isMissingNode() && !label.isNull() && !label.isTextual()) {
      faults.add(new Fault("Sid", "A label is not a text."));
    }
  }

  private void readPrincipals(boolean allows) {
    if (kind == Policy.Kind.RESOURCE) {
      one(PRINCIPAL, true, this::readPrincipals);
      if (allows && node.has(NOT + PRINCIPAL)) {
        faults.add(new Fault(NOT + PRINCIPAL, "It would let in everybody else."));
      }
    } else if (node.has(PRINCIPAL) || node.has(NOT + PRINCIPAL)) {
      faults.add(new Fault(PRINCIPAL, "The policy of somebody is about nobody else."));
    }
  }

  private void readPrincipals(JsonNode value, boolean but) throws Malformed {
    scope = new Scope(Principals.of(value), but, bySource);
  }

  private void readResources(JsonNode value, boolean but) throws Malformed {
    Resources read = Resources.of(value, but, variables);
    if (kind == Policy.Kind.IDENTITY && !read.areNames()) {
      throw new Malformed("A resource is neither an ARN nor \"*\".");
    }
    resources = read;
  }

  /** Reads {@code element} or its negation, of which there may be one. */
  private void one(String element, boolean required, Reading reading) {
    boolean plain = node.has(element);
    boolean negated = node.has(NOT + element);
    String name = negated ? NOT + element : element;
    if (plain && negated) {
      faults.add(new Fault(element, "It and its negation are there."));
    } else if (plain || negated) {
      attempt(name, () -> reading.read(node.path(name), negated));
    } else if (required) {
      faults.add(new Fault(element, MISSING));
    }
  }

  /** Something that may find a policy malformed. */
  @FunctionalInterface
  private interface Attempt {
    void run() throws Malformed;
  }

  private void attempt(String element, Attempt attempt) {
    try {
      attempt.run();
    } catch (Malformed malformed) {
      faults.add(new Fault(element, malformed.sentence()));
    }
  }

  private static boolean asksForSource(JsonNode operators) {
    for (JsonNode keys : operators) {
      for (Map.Entry<String, JsonNode> key : keys.properties()) {
        if (new ConditionReader.Asked("", key.getKey()).isAbout(ContextKey.SOURCE_ARN)) {
          return true;
        }
      }
    }
    return false;
  }

  private void readConditions(@Nullable JsonNode value) throws Malformed {
    if (value == null || value.isMissingNode() || value.isNull()) {
      return;
    }
    if (!value.isObject()) {
      throw new Malformed("It is not a map of operators.");
    }
    List<Condition> read = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : value.properties()) {
      if (!operator.getValue().isObject()) {
        throw new Malformed("An operator has no map of keys.");
      }
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        ConditionReader.Asked asked = new ConditionReader.Asked(operator.getKey(), key.getKey());
        attempt(
            CONDITION,
            () -> read.add(ConditionReader.read(asked, Values.scalars(key.getValue()), variables)));
      }
    }
    conditions = read;
  }
}

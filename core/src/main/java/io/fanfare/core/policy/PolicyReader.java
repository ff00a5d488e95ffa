package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a policy, and says what is wrong with it. */
public final class PolicyReader {

  private static final String VERSION = "Version";
  private static final String STATEMENT = "Statement";
  private static final String WITH_VARIABLES = "2012-10-17";
  private static final Set<String> VERSIONS = Set.of("2008-10-17", WITH_VARIABLES);
  private static final Set<String> ELEMENTS = Set.of(VERSION, "Id", STATEMENT);
  private static final int NO_STATEMENT = -1;

  private final Policy.Kind kind;
  private final String owner;
  private final List<PolicyFault> faults = new ArrayList<>();
  private final PolicySize.Count count = new PolicySize.Count();

  private PolicyReader(Policy.Kind kind, String owner) {
    this.kind = kind;
    this.owner = owner;
  }

  /**
   * What was read.
   *
   * @param policy what of it can be understood
   * @param faults what is wrong; none if all of it can be
   */
  public record Read(Policy policy, List<PolicyFault> faults, PolicySize size) {

    public Read {
      faults = List.copyOf(faults);
    }
  }

  /**
   * The policy that {@code node} spells.
   *
   * @param owner how the log names whose it is
   */
  public static Read read(ObjectNode node, Policy.Kind kind, String owner) {
    return new PolicyReader(kind, owner).read(node);
  }

  private Read read(ObjectNode node) {
    boolean whole = checkElements(node);
    boolean variables = WITH_VARIABLES.equals(node.path(VERSION).asText());
    JsonNode found = node.path(STATEMENT);
    List<Statement> statements = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    int index = 0;
    for (JsonNode each : all(found)) {
      if (each instanceof ObjectNode object) {
        StatementReader reader = new StatementReader(object, kind, variables);
        String by = "statement " + label(object, index) + " of " + owner;
        reader.read(whole, by).ifPresent(statements::add);
        for (StatementReader.Fault fault : reader.faults()) {
          faults.add(new PolicyFault(index, fault.element(), fault.sentence()));
        }
        count.add(reader);
        checkLabel(object, index, labels);
      } else {
        faults.add(new PolicyFault(index, "", "A statement is not an object."));
      }
      index++;
    }
    if (index == 0) {
      faults.add(new PolicyFault(NO_STATEMENT, STATEMENT, "There is no statement."));
    }
    return new Read(new Policy(statements), faults, count.done(index));
  }

  /** The statements, of which a single one may stand without a list. */
  private static Iterable<JsonNode> all(JsonNode found) {
    if (found.isMissingNode()) {
      return List.of();
    }
    return found.isArray() ? found : List.of(found);
  }

  /** Whether all is known that the policy says beside its statements. */
  private boolean checkElements(ObjectNode node) {
    int before = faults.size();
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!ELEMENTS.contains(name)) {
                faults.add(new PolicyFault(NO_STATEMENT, name, "There is no such element."));
              }
            });
    if (node.hasNonNull(VERSION) && !VERSIONS.contains(node.path(VERSION).asText())) {
      faults.add(new PolicyFault(NO_STATEMENT, VERSION, "There is no such version."));
    }
    return faults.size() == before;
  }

  private void checkLabel(ObjectNode statement, int index, Set<String> labels) {
    JsonNode label = statement.path("Sid");
    if (kind == Policy.Kind.IDENTITY && label.isTextual() && !labels.add(label.textValue())) {
      faults.add(new PolicyFault(index, "Sid", "Another statement is called so too."));
    }
  }

  /** What the log calls a statement; a label is shown as far as it is plain. */
  private static String label(ObjectNode statement, int index) {
    String label = statement.path("Sid").asText();
    return label.matches("[A-Za-z0-9_. -]{1,80}") ? "'" + label + "'" : String.valueOf(index + 1);
  }
}

package io.fanfare.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.PolicyJson;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.PolicyFault;
import io.fanfare.core.policy.PolicyReader;
import io.fanfare.yaml.Fields;
import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.YamlNode;
import io.fanfare.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the policies in the file, which are written in YAML, or as a text in JSON. */
final class PolicyNodes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<Mistake> mistakes;

  PolicyNodes(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  /** The policies that {@code owner} has, which the log calls {@code name}. */
  List<Policy> read(Fields owner, String name) {
    List<Policy> policies = new ArrayList<>();
    int number = 0;
    for (YamlNode node : owner.items("policies")) {
      number++;
      Optional<ObjectNode> object = object(node);
      if (object.isPresent()) {
        String label = "policy " + number + " of " + name;
        PolicyReader.Read read = PolicyReader.read(object.get(), Policy.Kind.IDENTITY, label);
        read.faults().forEach(fault -> mistakes.add(mistake(fault, node)));
        policies.add(read.policy());
      } else {
        mistakes.add(new Mistake(node.line(), "This is no policy."));
      }
    }
    return policies;
  }

  private static Optional<ObjectNode> object(YamlNode node) {
    if (node instanceof Scalar scalar) {
      return PolicyJson.object(scalar.text());
    }
    return json(node) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  /** Whatever YAML takes a scalar for, in a policy it is a text. */
  private static JsonNode json(YamlNode node) {
    if (node instanceof Scalar scalar) {
      return scalar.kind() == Scalar.Kind.NULL ? NODES.nullNode() : NODES.textNode(scalar.text());
    }
    if (node instanceof YamlNode.Items items) {
      ArrayNode list = NODES.arrayNode();
      items.all().forEach(each -> list.add(json(each)));
      return list;
    }
    ObjectNode object = NODES.objectNode();
    if (node instanceof YamlNode.Members members) {
      members.all().forEach((name, value) -> object.set(name, json(value)));
    }
    return object;
  }

  private static Mistake mistake(PolicyFault fault, YamlNode policy) {
    YamlNode statement = statement(policy, fault.statement());
    YamlNode element = member(statement, fault.element()).orElse(statement);
    boolean known = fault.element().matches("[A-Z][A-Za-z]{1,15}");
    String where =
        known && !fault.sentence().startsWith("There is no such element")
            ? fault.element() + " of a policy: "
            : "";
    return new Mistake(element.line(), where + fault.sentence());
  }

  private static YamlNode statement(YamlNode policy, int index) {
    if (index < 0) {
      return policy;
    }
    YamlNode all = member(policy, "Statement").orElse(policy);
    return all instanceof YamlNode.Items items && index < items.all().size()
        ? items.all().get(index)
        : all;
  }

  private static Optional<YamlNode> member(YamlNode node, String name) {
    return node instanceof YamlNode.Members members
        ? Optional.ofNullable(members.all().get(name))
        : Optional.empty();
  }
}

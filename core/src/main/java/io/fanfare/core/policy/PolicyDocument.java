package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.Arn;
import io.fanfare.core.PolicyJson;
import java.util.List;
import java.util.Optional;

/**
 * An access policy as a list of statements, some of which are called by a label. What it says
 * beside its statements stays as it is.
 */
public final class PolicyDocument {

  private static final String STATEMENT = "Statement";
  private static final String SID = "Sid";
  private static final String VERSION = "Version";
  private static final String FIRST_VERSION = "2008-10-17";

  private final ObjectNode policy;

  private PolicyDocument(ObjectNode policy) {
    this.policy = policy;
  }

  /**
   * What a statement allows.
   *
   * @param label what the statement is called
   * @param accounts whom it allows it
   * @param actions as policies name them, such as {@code SQS:SendMessage}
   */
  public record Permission(
      String label, Arn resource, List<String> accounts, List<String> actions) {

    public Permission {
      accounts = List.copyOf(accounts);
      actions = List.copyOf(actions);
    }
  }

  /** The policy that {@code text} spells, or nothing if it is not one. */
  public static Optional<PolicyDocument> parse(String text) {
    return PolicyJson.object(text).map(PolicyDocument::new);
  }

  /** The policy of a resource that {@code text} spells; none if there is no text, or no policy. */
  public static Policy policy(Optional<String> text) {
    return text.flatMap(PolicyDocument::parse)
        .map(document -> document.read().policy())
        .orElseGet(Policy::none);
  }

  /** A policy without statements. */
  public static PolicyDocument empty(String id) {
    return new PolicyDocument(
        JsonNodeFactory.instance.objectNode().put(VERSION, FIRST_VERSION).put("Id", id));
  }

  /** What it says as the policy of a resource, and what is wrong with it. */
  public PolicyReader.Read read() {
    return PolicyReader.read(policy, Policy.Kind.RESOURCE, "the resource");
  }

  /** This policy with its version in front: one that says none is of the first. */
  public PolicyDocument withVersion() {
    if (policy.hasNonNull(VERSION)) {
      return this;
    }
    ObjectNode versioned = policy.objectNode().put(VERSION, FIRST_VERSION);
    policy.properties().forEach(each -> versioned.putIfAbsent(each.getKey(), each.getValue()));
    return new PolicyDocument(versioned);
  }

  /** How many statements it has. */
  public int size() {
    return statements().size();
  }

  /** Whether a statement is called {@code label}. */
  public boolean has(String label) {
    for (JsonNode statement : statements()) {
      if (isCalled(label, statement)) {
        return true;
      }
    }
    return false;
  }

  /** The policy with a statement more. */
  public PolicyDocument with(Permission permission) {
    return with(statements().deepCopy().add(statement(permission)));
  }

  /** The policy without the statements that are called {@code label}. */
  public PolicyDocument without(String label) {
    ArrayNode left = policy.arrayNode();
    statements()
        .forEach(
            statement -> {
              if (!isCalled(label, statement)) {
                left.add(statement);
              }
            });
    return with(left);
  }

  @Override
  public String toString() {
    return policy.toString();
  }

  private PolicyDocument with(ArrayNode statements) {
    return new PolicyDocument(policy.deepCopy().set(STATEMENT, statements));
  }

  /** The statements, of which a single one may stand without a list. */
  private ArrayNode statements() {
    JsonNode found = policy.path(STATEMENT);
    if (found instanceof ArrayNode list) {
      return list;
    }
    ArrayNode list = policy.arrayNode();
    return found.isMissingNode() ? list : list.add(found);
  }

  private static boolean isCalled(String label, JsonNode statement) {
    return label.equals(statement.path(SID).textValue());
  }

  private static ObjectNode statement(Permission permission) {
    Arn resource = permission.resource();
    List<String> roots =
        permission.accounts().stream()
            .map(account -> new Arn(resource.partition(), "iam", "", account, "root").toString())
            .toList();
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put(SID, permission.label()).put("Effect", "Allow");
    statement.putObject("Principal").set("AWS", oneOrMore(roots));
    statement.set("Action", oneOrMore(permission.actions()));
    return statement.put("Resource", resource.toString());
  }

  private static JsonNode oneOrMore(List<String> texts) {
    if (texts.size() == 1) {
      return JsonNodeFactory.instance.textNode(texts.get(0));
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    texts.forEach(list::add);
    return list;
  }
}
